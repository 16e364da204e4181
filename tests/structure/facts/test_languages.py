"""Pages in other languages give facts too, and none that promotes, asks, commands or leans on another sentence."""

from __future__ import annotations

import pytest

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.structure.facts import choose_facts
from extractor.structure.facts.languages import cut_joined, find_foreign_refusal
from extractor.structure.facts.refusals import find_foreign, find_person
from extractor.structure.sources import read_sources
from extractor.types import RawPage

KNOWLEDGE = default_knowledge()

PAGES = {
    "zh": (
        "潮汐磨坊",
        "什么是潮汐磨坊 - 水力博物馆",
        "潮汐磨坊是指利用潮水涨落带动水轮的磨坊。据水力博物馆2019年的报告，欧洲现存约有40座潮汐磨坊。它还带来了许多好处。你想了解更多吗？立即注册，免费试用！我们的平台让磨坊变得简单。",
        ["潮汐磨坊是指利用潮水涨落带动水轮的磨坊。", "据水力博物馆2019年的报告，欧洲现存约有40座潮汐磨坊。"],
    ),
    "ja": (
        "潮汐水車",
        "潮汐水車の歴史 | 水力博物館",
        "潮汐水車とは潮の満ち引きで動く水車である。これはとても有名です。あなたも見に来ませんか？今すぐ予約しましょう！",
        ["潮汐水車とは潮の満ち引きで動く水車である。"],
    ),
    "de": (
        "Gezeitenmühle",
        "Die Gezeitenmühle | Mühlenverein",
        (
            "Eine Gezeitenmühle ist eine Wassermühle, die von Ebbe und Flut angetrieben wird. Laut dem "
            "Mühlenverein standen 2019 noch 40 Gezeitenmühlen in Europa. Unsere Mühle bietet ein einzigartiges "
            "Erlebnis. Entdecken Sie die Gezeitenmühle im Sommer. Diese war sehr beliebt. Die Gezeitenmühle "
            "könnte bald wieder mahlen. Wissen Sie, wie alt die Gezeitenmühle ist?"
        ),
        [
            "Eine Gezeitenmühle ist eine Wassermühle, die von Ebbe und Flut angetrieben wird.",
            "Laut dem Mühlenverein standen 2019 noch 40 Gezeitenmühlen in Europa.",
        ],
    ),
    "fr": (
        "Moulin à marée",
        "Le moulin à marée | Musée du Moulin",
        (
            "Un moulin à marée est un moulin à eau mû par la force des marées. Selon le Musée du Moulin, 40 "
            "moulins à marée existaient en 2019. Découvrez le moulin à marée en famille. Nous vous proposons un "
            "moulin à marée inoubliable. Cela explique le succès du moulin à marée. Le moulin à marée devrait "
            "rouvrir."
        ),
        [
            "Un moulin à marée est un moulin à eau mû par la force des marées.",
            "Selon le Musée du Moulin, 40 moulins à marée existaient en 2019.",
        ],
    ),
    "es": (
        "Molino de marea",
        "El molino de marea | Museo del Agua",
        (
            "Un molino de marea es un molino de agua movido por las mareas. Según el Museo del Agua, en 2019 "
            "quedaban 40 molinos de marea. Descubre el molino de marea este verano. Esto explica el molino de "
            "marea. El molino de marea podría volver a moler."
        ),
        [
            "Un molino de marea es un molino de agua movido por las mareas.",
            "Según el Museo del Agua, en 2019 quedaban 40 molinos de marea.",
        ],
    ),
}


@pytest.mark.parametrize("language", sorted(PAGES))
def test_definitions_and_reported_figures_become_facts_and_nothing_else(language: str) -> None:
    title, result, snippet, expected = PAGES[language]
    config = default_config()
    page = f"{title}\n{title}.\nWeb Search Results\n- {result}\n{snippet}"
    raw = next(iter(read_pages(page.encode(), "page.txt", config=config, knowledge=KNOWLEDGE)))
    assert isinstance(raw, RawPage)
    sections = segment_page(scrub_page(raw, config=config, knowledge=KNOWLEDGE), config=config, knowledge=KNOWLEDGE)
    sources, _ = read_sources(sections, config=config, knowledge=KNOWLEDGE)
    facts = choose_facts(sections, sources, config=config, is_entity=False, knowledge=KNOWLEDGE)
    assert [fact.statement for fact in facts if fact.status == "chosen"] == expected


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("Diese Mühle steht am Fluss.", "it depends on the sentence before: 'Diese'"),
        ("Wir mahlen jeden Tag.", "first or second person: 'Wir'"),
        ("Descubre la marea.", "a command: 'Descubre'"),
        ("Tous droits réservés au musée.", "page furniture: 'Tous droits réservés'"),
        ("磨坊可能会重新开放。", "modal prose: '可能会'"),
        ("据市政府表示，磨坊可能会重新开放。", ""),
        ("Die Mühle mahlt Korn.", ""),
    ],
)
def test_a_refusal_names_the_words_that_decide(statement: str, reason: str) -> None:
    assert find_foreign_refusal(statement, knowledge=KNOWLEDGE) == reason


def test_words_without_blanks_are_compared_by_pairs_of_characters() -> None:
    assert list(cut_joined("2023年GPT模型")) == ["2023", "年", "GPT", "模型"]
    assert list(cut_joined("人工智能")) == ["人工", "工智", "智能"]


def test_an_english_sentence_is_no_business_of_theirs() -> None:
    assert find_foreign("The son of Laut is a miller.", knowledge=KNOWLEDGE) == ""


@pytest.mark.parametrize("statement", ["The mine closed in 1957.", "Turin e i musei hanno 40 sale."])
def test_a_mine_and_an_italian_article_are_no_first_person(statement: str) -> None:
    assert find_person(statement, knowledge=KNOWLEDGE) == ""
