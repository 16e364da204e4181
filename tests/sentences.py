"""Made-up names and sentences that read like an encyclopedia's, for ``tests/pages.py``."""

from __future__ import annotations

import random

_STARTS = (
    "Vel",
    "Mar",
    "Kor",
    "Tes",
    "Lum",
    "Ash",
    "Bri",
    "Ond",
    "Sel",
    "Har",
    "Nov",
    "Qui",
    "Tal",
    "Wen",
    "Yar",
    "Élo",
    "Ør",
    "Zá",
)
_MIDDLES = ("a", "o", "i", "en", "ar", "ti", "lo", "mi", "du")
_ENDS = ("tora", "ven", "dis", "mont", "wick", "lund", "sson", "chi", "nova", "berg", "mere", "quay")
_TAILS = (
    "",
    "",
    "",
    " Institute",
    " Systems",
    " Prize",
    " Bridge",
    " Protocol",
    ": A History",
    " & Sons",
    " (festival)",
    " “Nine”",
    " $9",
)
KINDS = ("company", "museum", "protocol", "festival", "city", "programming language", "research programme", "telescope")
PURPOSES = ("measures tides", "trains bridge engineers", "links small libraries", "maps old harbours", "restores pipe organs")
PLACES = ("Lisbon", "Osaka", "Trondheim", "Accra", "Valparaíso", "Leeds", "Tallinn", "Pune")
PEOPLE = ("Ines Falk", "Tomás Rehn", "Aiko Brandt", "Samuel Osei", "Lena Köhler", "Ravi Menon")
HEADLINES = (
    "What is {name}?", "{name}: history and facts", "Inside {name}", "How {name} changed its field", "{name}",
    "10 things to know about {name}", 'The "quiet" rise of {name}', "{name} / an overview", "Summary", "Timeline of {name}",
)  # fmt: skip
PUBLISHERS = (
    "",
    "",
    " - Harbour Review",
    " | The Tidal Post",
    " - University of Leeds",
    " – Britannica",
    " - IBM",
    " | Reuters",
)
_STATEMENTS = (
    "{name} was founded in {year} in {place} by {person}.",
    "In {month} {year}, {name} opened a second site in {place}.",
    "{name} reported {number} visitors in {year}, {percent} % more than the year before.",
    "According to {person}, {name} cut the cost of a survey from US${number} to US${small}.",
    "{name} is a body that measures the height of tides at {small} stations.",
    "{person} joined {name} in {year} and left it in {month} {later}.",
    "Critics in {place} argued that {name} spent too much on its archive.",
    "The archive of {name} holds {number} photographs, e.g. of the harbour of {place}.",
    "Between {year} and {later}, {name} lent instruments to {small} schools in {place}.",
    "{name} signed an agreement with the city of {place} on {small} {month} {year}.",
    'Its rule, "measure twice", was written by {person} in {year}.',
    "{name} publishes its data under an open licence, version {small}.{small}.",
    "The committee asked: who pays for the {small} buoys off {place}?",
    "{name} employs about {number} people.",
)
_MONTHS = ("January", "February", "March", "April", "June", "July", "September", "October", "November", "December")
_KEYS = (
    "Founded",
    "Headquarters",
    "Website",
    "Staff",
    "Key Figure",
    "Definition",
    "Budget",
    "Data",
    "Areas of work",
    "Motto",
    "Status",
)


def make_name(rng: random.Random) -> str:
    """Make up a proper name."""
    return rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_ENDS) + rng.choice(_TAILS)


def make_statements(rng: random.Random, name: str, count: int) -> list[str]:
    """Make up distinct statements about an entity."""
    return [_fill(rng, template, name) for template in rng.sample(_STATEMENTS, count)]


def _fill(rng: random.Random, template: str, name: str) -> str:
    year = rng.randint(1890, 2015)
    return template.format(
        name=name, year=year, later=year + rng.randint(1, 9), month=rng.choice(_MONTHS), place=rng.choice(PLACES),
        person=rng.choice(PEOPLE), number=f"{rng.randint(1, 900)},{rng.randint(100, 999)}", small=rng.randint(2, 28),
        percent=rng.randint(2, 60),
    )  # fmt: skip


def make_attributes(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """Make up keys with values of every kind: words, prose, numbers, dates, addresses, lists, JSON."""
    return [(key, _make_value(rng, key)) for key in rng.sample(_KEYS, count)]


def _make_value(rng: random.Random, key: str) -> str:
    year = rng.randint(1890, 2020)
    values = {
        "Founded": str(year),
        "Website": f"https://www.example.org/{year}?a=1&b=2",
        "Staff": f"{rng.randint(1, 90)},{rng.randint(100, 999)}",
        "Definition": f"A body that measures tides, founded in {rng.choice(PLACES)}; it lends boats to schools.",
        "Budget": f"US${rng.randint(1, 9)}.{rng.randint(1, 9)} million ({year})",
        "Data": f'{{"stations": {rng.randint(2, 90)}, "open": true, "areas": ["sea", "river"]}}',
        "Areas of work": ", ".join(rng.sample(PLACES, 3)),
        "Key Figure": rng.choice(PEOPLE),
    }
    return values.get(key, rng.choice(PLACES))


def make_date(rng: random.Random) -> str | None:
    """Make up a date line: exact, padded, partial, unknown, or none."""
    year, month = rng.randint(1900, 2024), rng.randint(1, 12)
    exact = f"{year}-{month:02d}-{rng.randint(2, 28):02d}"
    padded = (f"{year}-{month:02d}-01", f"{year}-01-01")
    return rng.choice(
        (exact, exact, *padded, str(year), f"{year}-{month:02d}", f"{rng.choice(_MONTHS)} {year}", "Unknown", None)
    )
