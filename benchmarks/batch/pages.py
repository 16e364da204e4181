"""Generated pages of the shape and size of real ones: our own sentences, put together by a seed. No two are alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_PLACES = ("Graz", "Porto", "Tampere", "Leeds", "Ghent", "Aarhus", "Brno", "Lille", "Turin", "Malmo", "Bergen", "Krakow")
_MAKERS = (
    "Norlund Instruments",
    "Hale & Brook",
    "Vesper Works",
    "Kestrel Labs",
    "Adler Group",
    "Pinewood Systems",
    "Orlo Inc.",
)
_THINGS = ("sensor", "bridge", "archive", "engine", "library", "protocol", "reactor", "telescope", "clinic", "orchard", "ferry")
_QUALITIES = (
    "Northern",
    "Silent",
    "Modular",
    "Coastal",
    "Second",
    "Royal",
    "Solar",
    "Open",
    "Alpine",
    "Civic",
    "Rapid",
    "Blue",
)
_PRESS = ("Example Press", "The Harbour Review", "Institute for Measurement", "Daily Ledger", "City Archive", "Field Notes")
_TITLES = ("About", "The story of", "Visiting", "A look at", "The making of")
_VERBS = ("opened", "presented", "acquired", "tested", "licensed", "rebuilt", "surveyed", "funded")


def write_corpus(folder: Path, count: int, *, seed: int = 0) -> Path:
    """Write some pages into a folder, a thousand in each of its own folders; return it."""
    for number, text in enumerate(generate_pages(count, seed=seed)):
        path = folder / f"{number // 1000:03}" / f"page-{number:06}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def generate_pages(count: int, *, seed: int = 0) -> Iterator[str]:
    """Yield the text of some pages of about 8 KB."""
    for number in range(count):
        yield _write_page(random.Random(seed * 1_000_003 + number), number)  # noqa: S311


def _write_page(rng: random.Random, number: int) -> str:
    thing = rng.choice(_THINGS)
    name = f"{rng.choice(_QUALITIES)} {thing.capitalize()} {number}"
    place, maker, year = rng.choice(_PLACES), rng.choice(_MAKERS), rng.randint(1950, 2020)
    lines = [
        name,
        f"A {thing} in {place} that {maker} has run since {year}.",
        "entitydetail.created_at", "7/26/2025, 5:17:38 AM",
        "entitydetail.last_updated", "7/26/2025, 5:52:39 AM",
        "entitydetail.research_retrieved", "7/26/2025, 5:52:39 AM",
        "Summary",
        " ".join(_sentence(rng, name, place, maker) for _ in range(7)),
        "Referenced in 1 Document", "Research Data", "Extracted Attributes",
    ]  # fmt: skip
    for key, value in (
        ("Type", thing),
        ("Operator", maker),
        ("Location", place),
        ("Opened", str(year)),
        ("Staff", str(rng.randint(9, 900))),
    ):
        lines += [key, value]
    lines.append("Timeline")
    for _ in range(6):
        when = f"{rng.randint(year, 2024)}-{rng.choice(('01', '03', '11'))}-{rng.choice(('01', '01', '17'))}"
        lines += [f"- {_sentence(rng, name, place, maker)} (Source: {rng.choice(('wikipedia', 'related_documents'))})", when]
    lines += [
        "Wikipedia",
        f"View on Wikipedia{name}",
        " ".join(_sentence(rng, name, place, maker) for _ in range(9)),
        "Web Search Results",
    ]
    for words, press in zip(_TITLES, rng.sample(_PRESS, 5), strict=True):
        lines.append(f"- {words} {name} - {press}")
        lines.append(" [...] ".join(" ".join(_sentence(rng, name, place, maker) for _ in range(3)) for _ in range(3)))
    return "\n".join(lines)


def _sentence(rng: random.Random, name: str, place: str, maker: str) -> str:
    year, other, size = rng.randint(1960, 2024), rng.choice(_PLACES), rng.randint(2, 9000)
    return rng.choice(
        (
            f"{name} is a {rng.choice(_THINGS)} in {place} that serves about {size} people.",
            f"In {year}, {maker} {rng.choice(_VERBS)} {name} together with the city of {other}.",
            f"{rng.choice(_PRESS)} reports that {name} handled {size} visits in {year}.",
            f"{maker} was founded in {other} in March {year} and moved to {place} later.",
            f"The {rng.choice(_THINGS)} at {place} covers {size} square meters and was rebuilt in {year}.",
            f"According to {rng.choice(_PRESS)}, {maker} spent {size} million euros on {name}.",
            f"{name} {rng.choice(_VERBS)} its {size}th {rng.choice(_THINGS)} on {rng.randint(1, 28)} May {year}.",
        )
    )
