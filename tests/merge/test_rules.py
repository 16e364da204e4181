"""The rules of the merge, one by one."""

from __future__ import annotations

import random
from typing import Any

import pytest

from extractor.knowledge import default_knowledge
from extractor.merge import MergePolicy, merge_articles
from extractor.merge.articles import says_same
from extractor.merge.numbering import Highest, settle_ids
from extractor.merge.versions import read_version
from extractor.schema import Article, Body, inspect_article
from extractor.schema.parts import read_words
from extractor.write import parse_article, render_article, update_article
from tests.merge.histories import compose, make_page

KNOWLEDGE = default_knowledge()

PAGE: dict[str, Any] = {
    "facts": [1, 2, 3], "figures": [20] * 12, "sources": ["A survey", "Valley log"], "gaps": [1, 2],
    "completeness": 0.4, "verified": "2025-07-01",
    "lines": {"TL;DR": [1], "Core Explanation": [1, 2, 3], "Detailed Analysis": [4, 5]},
}  # fmt: skip


@pytest.fixture
def base() -> Article:
    return compose(PAGE)


def change(article: Article, body: Body | None = None, **values: Any) -> Article:
    data = {key: value for key, value in (article.to_data() | values).items() if value is not None}
    return inspect_article(data, body or article.body)[0]


def change_fact(article: Article, at: int, **values: Any) -> Article:
    facts = article.to_data()["atomic_facts"]
    facts[at] |= values
    return change(article, atomic_facts=facts)


def without_fact(article: Article, at: int) -> Article:
    facts = article.to_data()["atomic_facts"]
    del facts[at]
    return change(article, atomic_facts=facts)


def rewrite(article: Article, heading: str, old: str, new: str) -> Article:
    sections = tuple(
        section.model_copy(update={"text": section.text.replace(old, new)}) if section.heading == heading else section
        for section in article.body.sections
    )
    return change(article, article.body.model_copy(update={"sections": sections}))


def test_what_nobody_touched_takes_the_new_value(base: Article) -> None:
    theirs = change(base, completeness=0.5)
    assert merge_articles(base, base, theirs, knowledge=KNOWLEDGE).article.completeness == 0.5


def test_an_edited_value_stays_and_the_machines_other_changes_come_in(base: Article) -> None:
    merge = merge_articles(base, change(base, completeness=0.9), change(base, updated="2025-08-01"), knowledge=KNOWLEDGE)
    assert (merge.article.completeness, merge.article.updated, merge.conflicts) == (0.9, "2025-08-01", ())


def test_a_value_that_both_changed_is_a_conflict_with_all_three_values(base: Article) -> None:
    merge = merge_articles(base, change(base, completeness=0.9), change(base, completeness=0.5), knowledge=KNOWLEDGE)
    assert merge.article.completeness == 0.9
    assert merge.conflicts == ((("completeness",), 0.4, 0.9, 0.5),)


def test_the_same_change_on_both_sides_is_none(base: Article) -> None:
    both = change(base, completeness=0.5)
    assert merge_articles(base, both, both, knowledge=KNOWLEDGE).conflicts == ()


def test_a_decided_value_stays_even_where_the_machine_had_come_to_say_the_same(base: Article) -> None:
    merge = merge_articles(
        base,
        base,
        change(base, completeness=0.5),
        policy=MergePolicy(accepted=True, edited=frozenset({"completeness"})),
        knowledge=KNOWLEDGE,
    )
    assert (merge.article.completeness, len(merge.conflicts)) == (0.4, 1)


def test_an_unknown_key_and_a_deleted_key_are_edits_too(base: Article) -> None:
    start = change(base, ai_models=["a-1.0"])
    mine = change(start, ai_models=None, reviewed_by="R. Ito")
    merge = merge_articles(start, mine, change(start, completeness=0.5), knowledge=KNOWLEDGE)
    assert "ai_models" not in merge.article.to_data()
    assert merge.article.to_data()["reviewed_by"] == "R. Ito"


def test_a_reworded_fact_stays_and_its_confidence_follows_the_machine(base: Article) -> None:
    words = "In a person's words, the weir is older than the valley's first mill."
    mine = change_fact(base, 0, statement=words)
    theirs = change(base, atomic_facts=[{**fact, "source_excerpt": "As it was."} for fact in base.to_data()["atomic_facts"]])
    fact = merge_articles(base, mine, theirs, knowledge=KNOWLEDGE).article.atomic_facts[0]
    assert (fact.statement, fact.source_excerpt) == (words, "As it was.")


def test_a_fact_that_the_machine_drops_goes_from_a_draft_and_stays_in_an_accepted_article(base: Article) -> None:
    theirs = without_fact(base, 1)
    evidence = frozenset(read_words(fact.statement) for fact in theirs.atomic_facts)
    assert len(merge_articles(base, base, theirs, knowledge=KNOWLEDGE).article.atomic_facts) == 2
    merge = merge_articles(base, base, theirs, policy=MergePolicy(accepted=True, evidence=evidence), knowledge=KNOWLEDGE)
    assert len(merge.article.atomic_facts) == 3
    assert merge.gone == (base.atomic_facts[1].statement,)
    still = merge_articles(
        base,
        base,
        theirs,
        policy=MergePolicy(accepted=True, evidence=evidence | {read_words(merge.gone[0])}),
        knowledge=KNOWLEDGE,
    )
    assert still.gone == (), "the page still says it, even if it is no longer chosen"


def test_an_edited_fact_that_the_machine_drops_is_a_conflict(base: Article) -> None:
    mine = change_fact(base, 1, statement="A person says that the dam was never rebuilt at all.")
    merge = merge_articles(base, mine, without_fact(base, 1), knowledge=KNOWLEDGE)
    assert len(merge.article.atomic_facts) == 3
    assert merge.conflicts[0].place == ("atomic_facts", "2")
    assert merge.conflicts[0].theirs is None


def test_a_rejected_fact_does_not_come_back_under_another_number(base: Article) -> None:
    mine, policy = without_fact(base, 1), MergePolicy(rejected=frozenset({read_words(base.atomic_facts[1].statement)}))
    gone = merge_articles(base, mine, without_fact(base, 1), policy=policy, knowledge=KNOWLEDGE)
    back = change_fact(base, 1, id="af-science-valley-9")
    merge = merge_articles(without_fact(base, 1), gone.article, back, policy=policy, knowledge=KNOWLEDGE)
    assert [fact.id for fact in merge.article.atomic_facts] == ["af-science-valley-1", "af-science-valley-3"]


def test_six_facts_are_the_most(base: Article) -> None:
    theirs = compose({**PAGE, "facts": [4, 5, 6, 7, 8]})
    ids = settle_ids(read_version(theirs), [read_version(base)], Highest()).ids
    renamed = [{**fact, "id": ids.get(fact["id"], fact["id"])} for fact in theirs.to_data()["atomic_facts"]]
    merge = merge_articles(
        base, base, change(theirs, atomic_facts=renamed), policy=MergePolicy(accepted=True), knowledge=KNOWLEDGE
    )
    assert [fact.statement for fact in merge.article.atomic_facts][:3] == [fact.statement for fact in base.atomic_facts]
    assert len(merge.article.atomic_facts) == 6


def test_facts_follow_their_source_to_its_new_title(base: Article) -> None:
    sources = base.to_data()["primary_sources"]
    sources[1] |= {"title": "MergeLog on the valley"}
    facts = [
        {**fact, "source_title": sources[1]["title"]} if fact["source_ref"] == "ps-valley-2" else fact
        for fact in base.to_data()["atomic_facts"]
    ]
    theirs = change(base, primary_sources=sources, atomic_facts=facts)
    mine = change_fact(base, 0, statement="In a person's words, the weir is older than the first mill.")
    merge = merge_articles(base, mine, theirs, knowledge=KNOWLEDGE)
    assert merge.article.atomic_facts[0].source_title == "MergeLog on the valley"
    assert merge.conflicts == ()


def test_a_source_stays_while_a_kept_fact_rests_on_it(base: Article) -> None:
    theirs = change(
        base,
        primary_sources=base.to_data()["primary_sources"][:1],
        atomic_facts=[fact for fact in base.to_data()["atomic_facts"] if fact["source_ref"] == "ps-valley-1"],
    )
    merge = merge_articles(base, base, theirs, policy=MergePolicy(accepted=True), knowledge=KNOWLEDGE)
    assert [source.id for source in merge.article.primary_sources] == ["ps-valley-1", "ps-valley-2"]
    assert len(merge_articles(base, base, theirs, knowledge=KNOWLEDGE).article.primary_sources) == 1


def test_lists_are_sets_with_an_order(base: Article) -> None:
    mine = change(base, known_gaps=[*reversed(base.known_gaps), "Archive -- a person misses volume 3"])
    theirs = change(base, known_gaps=["Dates -- new", *base.known_gaps[1:]])
    merged = merge_articles(base, mine, theirs, knowledge=KNOWLEDGE).article.known_gaps
    assert merged == ("Dates -- new", base.known_gaps[1], "Archive -- a person misses volume 3")


def test_prose_is_merged_by_line(base: Article) -> None:
    mine = rewrite(base, "Core Explanation", "Line 1 is", "Line one is")
    theirs = rewrite(base, "Core Explanation", "Line 3 is", "Line three is")
    merge = merge_articles(base, mine, theirs, knowledge=KNOWLEDGE)
    text = merge.article.body.find("Core Explanation").text
    assert "Line one is" in text
    assert "Line three is" in text
    assert merge.conflicts == ()


def test_a_line_that_both_rewrote_is_a_conflict_and_the_persons_stays(base: Article) -> None:
    mine = rewrite(base, "Core Explanation", "Line 2 is", "Line two is")
    merge = merge_articles(
        base, mine, rewrite(base, "Core Explanation", "Line 2 is", "The second line is"), knowledge=KNOWLEDGE
    )
    assert "Line two is" in merge.article.body.find("Core Explanation").text
    (conflict,) = merge.conflicts
    assert conflict.place == ("body", "Core Explanation")
    assert conflict.mine.startswith("Line two is")
    assert conflict.theirs.startswith("The second line is")


def test_another_category_moves_the_ids_and_keeps_the_numbers(base: Article) -> None:
    facts = [{**fact, "id": fact["id"].replace("science", "history")} for fact in base.to_data()["atomic_facts"]]
    mine = change(base, category="history", atomic_facts=facts)
    merge = merge_articles(base, mine, change(base, completeness=0.5), knowledge=KNOWLEDGE)
    assert merge.article.category == "history"
    assert merge.article.atomic_facts[0].id == "af-history-valley-1"
    assert merge.conflicts == ()


def test_a_change_that_would_break_a_rule_waits(base: Article) -> None:
    mine = change(base, created_date="2025-07-20")
    merge = merge_articles(base, mine, change(base, updated="2025-07-10"), knowledge=KNOWLEDGE)
    assert merge.article is mine
    assert merge.conflicts[0].place == ("article",)


def test_without_a_base_every_difference_is_a_conflict_and_mine_stays(base: Article) -> None:
    merge = merge_articles(None, change(base, completeness=0.9), change(base, completeness=0.5), knowledge=KNOWLEDGE)
    assert (merge.article.completeness, merge.conflicts[0].base) == (0.9, None)


def test_comments_and_style_survive_a_change_beside_them(base: Article) -> None:
    text = render_article(base).replace("language: en\n", "# checked by R. Ito\nlanguage:   en   # yes\nreviewed_by: R. Ito\n")
    mine = parse_article(text)
    merge = merge_articles(base, mine, change(base, completeness=0.5), knowledge=KNOWLEDGE)
    merged = update_article(parse_article(text), merge.article)
    assert merged == text.replace("completeness: 0.4", "completeness: 0.5")


def test_a_file_that_breaks_the_schema_is_merged_all_the_same(base: Article) -> None:
    mine = inspect_article(base.to_data() | {"known_gaps": "none that I know", "atomic_facts": "?"}, base.body)[0]
    merged = merge_articles(base, mine, change(base, completeness=0.5), knowledge=KNOWLEDGE).article.to_data()
    assert (merged["known_gaps"], merged["atomic_facts"], merged["completeness"]) == ("none that I know", "?", 0.5)


def test_numbers_are_never_given_twice(base: Article) -> None:
    theirs = compose({**PAGE, "facts": [9, 2, 11]})
    ids, highest = settle_ids(read_version(theirs), [read_version(base)], Highest(facts=7, sources=2))
    assert [ids.get(fact.id, fact.id).rpartition("-")[2] for fact in theirs.atomic_facts] == ["8", "2", "9"]
    assert highest == (9, 2)


def test_an_untouched_article_becomes_exactly_what_the_machine_says() -> None:
    rng = random.Random(5)  # noqa: S311
    for _ in range(50):
        old, new = compose(make_page(rng)), compose(make_page(rng))
        assert says_same(merge_articles(old, old, new, knowledge=KNOWLEDGE).article, new)
