"""Articles rendered backwards: the entity page that an article could have been made from, and what should be found in it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from benchmarks.facts.articles import OTHER_PAGES, GoldArticle, GoldSource
from benchmarks.facts.imprints import PLAIN, print_name

_NOISE = yaml.safe_load((Path(__file__).with_name("noise.yaml")).read_text("utf-8"))
_KINDS = (
    "promotion",
    "modal",
    "question",
    "imperative",
    "furniture",
    "dangling",
    "vague",
    "person",
    "fragment",
    "quotation",
    "plain",
)
UNSEEN = 2
CHATTER = 3
_OWN_LISTS = {UNSEEN: "unseen", CHATTER: "chatter"}
_CURLY = re.compile(r"(?<=\w)'(?=\w)")


@dataclass(frozen=True)
class GoldPage:
    """A page and its answers.

    Attributes:
        text: The page, as a file would hold it.
        statements: The sentences that should become facts.
        noise: Every other evidence sentence, with its kind.
        publishers: Publisher of each web result by its bare title; None where the page names none.
    """

    article: GoldArticle
    text: str
    statements: tuple[str, ...]
    noise: Mapping[str, str]
    publishers: Mapping[str, str | None]


@dataclass
class Mixer:
    """Everything that differs from page to page, drawn with one seed."""

    article: GoldArticle
    others: Sequence[GoldArticle]
    draw: random.Random
    half: int
    places: Sequence[str] = PLAIN
    noise: dict[str, str] = field(default_factory=dict)
    publishers: dict[str, str | None] = field(default_factory=dict)

    def write_noise(self, kind: str) -> str:
        """Give one noise sentence and remember it."""
        sentence = self._make_noise(kind)
        self.noise[sentence] = kind
        return sentence

    def _make_noise(self, kind: str) -> str:
        if kind == "body" and self.article.body:
            left = [sentence for sentence in self.article.body if sentence not in self.noise] or list(self.article.body)
            return self.draw.choice(left)
        if kind == "stranger":
            return self.draw.choice(_load_strangers())
        if kind == "other":
            return self._take_other()
        return self.fill(self.draw.choice(self.list_templates(kind if kind in _KINDS else "plain")))

    def list_templates(self, kind: str) -> Sequence[str]:
        """The sentences of a kind that this page may draw from."""
        return _NOISE[_OWN_LISTS[self.half]] if self.half in _OWN_LISTS else _NOISE[kind][self.half :: 2]

    def _take_other(self) -> str:
        while True:
            other = self.draw.choice(self.others)
            statements = [statement for source in other.sources for statement in source.statements]
            if other.id != self.article.id and statements:
                return self.draw.choice(statements)

    def fill(self, template: str) -> str:
        """Fill a template in."""
        topic = self.article.title.split(":")[0]
        return template.format(topic=topic, noun=self.draw.choice(_NOISE["nouns"]), site=self.draw.choice(_NOISE["sites"]))


@cache
def _load_strangers() -> tuple[str, ...]:
    """Plain factual sentences of encyclopedia pages about other things."""
    sentences: list[str] = []
    for line in OTHER_PAGES.read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        sentences += [
            part for part in re.split(r"(?<=[a-z0-9)]\.)\s+(?=[A-Z])", text) if 60 <= len(part) <= 250 and part.endswith(".")
        ]
    return tuple(sentences)


@cache
def _load_extracts() -> tuple[tuple[str, str], ...]:
    """Titles and texts of encyclopedia pages about other things."""
    extracts: list[tuple[str, str]] = []
    for line in OTHER_PAGES.read_text("utf-8").splitlines():
        page = json.loads(line)
        first = next((span for span in page["spans"] if span[0] == 0), None)
        if first:
            extracts.append((page["text"][: first[1]], page["text"]))
    return tuple(extracts)


def render_page(
    article: GoldArticle, others: Sequence[GoldArticle], *, seed: int, half: int, places: Sequence[str] = PLAIN
) -> GoldPage:
    """Render one article backwards.

    Args:
        article: The article.
        others: Articles whose statements may stray into the page.
        seed: Together with the article's id it decides everything that varies.
        half: 0 or 1: which half of the noise sentences is drawn from; ``UNSEEN``: those of another hand;
            ``CHATTER``: notices, prices, forums, namesakes and other furniture of the web.
        places: Where a web result may name its publisher; each is drawn alike.
    """
    mixer = Mixer(article, others, random.Random(f"{seed}/{article.id}"), half, places)  # noqa: S311 - reproducible, not secret
    results = [_render_result(source, mixer) for source in article.sources]
    results += [_render_stray_result(mixer) for _ in range(mixer.draw.choice((0, 0, 1, 1, 2)))]
    mixer.draw.shuffle(results)
    lines = [*_render_head(article, mixer), *_render_attributes(article, mixer), *_render_wikipedia(mixer)]
    lines += ["Web Search Results", *(line for result in results for line in result)]
    statements = tuple(dict.fromkeys(statement for source in article.sources for statement in source.statements))
    noise = {sentence: kind for sentence, kind in mixer.noise.items() if sentence not in statements}
    return GoldPage(article, "\n".join(lines), statements, noise, mixer.publishers)


def _render_head(article: GoldArticle, mixer: Mixer) -> list[str]:
    stamp = f"{mixer.draw.randint(1, 9)}/{mixer.draw.randint(13, 28)}/2025, {mixer.draw.randint(1, 12)}:17:38 AM"
    lead = list(article.lead) or [f"{article.title} is the subject of this record."]
    labels = mixer.draw.choice(
        (
            ("entitydetail.created_at", "entitydetail.last_updated", "entitydetail.research_retrieved"),
            ("Created", "Last updated", "Research retrieved"),
        )
    )
    summary = mixer.draw.choice(
        (
            " ".join([*lead, *article.body[: mixer.draw.randint(1, 4)]]),
            " ".join(lead),
            "No summary available.",
            mixer.fill("{topic} is covered by this record, which was compiled from several web pages."),
        )
    )
    return [
        article.title,
        lead[0],
        *(part for label in labels for part in (label, stamp)),
        "Summary",
        summary,
        "Referenced in 1 Document",
    ]


def _render_attributes(article: GoldArticle, mixer: Mixer) -> list[str]:
    years = sorted(
        {year for source in article.sources for text in source.statements for year in re.findall(r"\b(?:19|20)\d\d\b", text)}
    )
    lines = [
        "Research Data",
        "Extracted Attributes",
        "Definition",
        (article.lead or (article.title,))[0],
        "Sources",
        str(len(article.sources)),
    ]
    lines.append("Timeline")
    for year in years[:4] or ["2019"]:
        lines += [
            f"- Work on {mixer.fill('{topic}')} was reported, highlighting its relevance. (Source: wikipedia)",
            f"{year}-01-01",
        ]
    return lines


def _render_wikipedia(mixer: Mixer) -> list[str]:
    if mixer.draw.random() < 0.2:
        return []
    title, text = mixer.draw.choice(_load_extracts())
    return ["Wikipedia", f"View on Wikipedia{title}", text]


def _render_result(source: GoldSource, mixer: Mixer) -> list[str]:
    pieces = list(source.statements)
    kinds = [*_KINDS, "body", "stranger"]
    pieces += [mixer.write_noise(mixer.draw.choice(kinds)) for _ in range(mixer.draw.choice((0, 2, 3, 4, 5, 6, 8)))]
    if mixer.draw.random() < 0.25:
        pieces.append(mixer.write_noise("other"))
    mixer.draw.shuffle(pieces)
    title, snippet = _place_publisher(source, _join(pieces, source, mixer), mixer)
    return [f"- {title}", snippet]


def _place_publisher(source: GoldSource, snippet: str, mixer: Mixer) -> tuple[str, str]:
    """Put the publisher in one of the places."""
    place = mixer.draw.choice(mixer.places)
    name = None if place == "none" else source.institution
    mixer.publishers[source.title] = name
    if name is None:
        return source.title, snippet
    return print_name(name, source.title, snippet, place=place, draw=mixer.draw)


def _render_stray_result(mixer: Mixer) -> list[str]:
    """A web result that carries no gold statement at all."""
    title = mixer.fill(mixer.draw.choice(_NOISE["titles"]))
    mixer.publishers.setdefault(title, None)
    pieces = [mixer.write_noise(mixer.draw.choice(_KINDS)) for _ in range(mixer.draw.randint(2, 5))]
    return [f"- {title}", _join(pieces, None, mixer)]


def _join(pieces: Sequence[str], source: GoldSource | None, mixer: Mixer) -> str:
    """Join sentences as a search engine does: blanks within a fragment, ``[...]`` between fragments."""
    text = ""
    golden = source.statements if source else ()
    for piece in pieces:
        written = _typeset(piece, mixer)
        if piece in golden and mixer.draw.random() < 0.06:
            written = f"{mixer.draw.choice(_NOISE['openings'])} {written}"
        ended = text.rstrip().endswith((".", "?", "!", "”", '"'))
        joint = " [...] " if not ended or mixer.draw.random() < 0.4 else " "
        text += (joint if text else "") + written
    if source and mixer.draw.random() < 0.1:
        text = f"# {source.title} ## {mixer.fill('What should readers know about {noun}?')} {text}"
    if mixer.draw.random() < 0.1:
        text = f"{mixer.fill(mixer.draw.choice(mixer.list_templates('furniture')))} [...] {text}"
    if mixer.draw.random() < 0.15:
        stray = mixer.draw.choice(_load_strangers())
        text += " [...] " + stray[: len(stray) * 2 // 3].rsplit(" ", 1)[0]
    return text


def _typeset(sentence: str, mixer: Mixer) -> str:
    roll = mixer.draw.random()
    if roll < 0.2:
        sentence = _CURLY.sub("’", sentence)
        sentence = re.sub(r'"([^"]*)"', r"“\1”", sentence)
    elif roll < 0.25:
        sentence = sentence.replace(" ", "\u00a0", 1)
    return sentence
