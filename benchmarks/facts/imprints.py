"""Where a rendered web result names its publisher: behind its title, at the head of its snippet, or nowhere."""

from __future__ import annotations

import random

PLAIN = ("dash", "dash", "bar", "snippet", "none")
"""The places that a page has always been rendered with: those of the seed."""

WIDE = ("dash", "bar", "en-dash", "em-dash", "colons", "dot", "snippet", "dated", "stamped", "byline", "none", "none")
"""As search engines and saved pages write them."""

_TAILS = {"dash": " - ", "bar": " | ", "en-dash": " – ", "em-dash": " — ", "colons": " :: ", "dot": " · "}
_HEADS = {
    "snippet": "{name} # {title} ",
    "dated": "{name} · {date} — ",
    "stamped": "{date} · {name} — ",
    "byline": "By {person}, {name} # {title} ",
}
_DATES = ("Mar 3, 2024", "12 June 2023", "July 8, 2022", "2021-11-05")
_PERSONS = ("Jane Miller", "Tom Baker", "Maria Santos", "David Okafor")


def print_name(name: str, title: str, snippet: str, *, place: str, draw: random.Random) -> tuple[str, str]:
    """Give the title line and the snippet of a result whose publisher stands in ``place``."""
    if place in _TAILS:
        return f"{title}{_TAILS[place]}{name}", snippet
    head = _HEADS[place]
    date = draw.choice(_DATES) if "{date}" in head else ""
    person = draw.choice(_PERSONS) if "{person}" in head else ""
    return title, head.format(name=name, title=title, date=date, person=person) + snippet
