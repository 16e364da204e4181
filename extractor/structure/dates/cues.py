"""What words say before they are anchored: a calendar unit, or one counted from another date; and what helps to read them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.structure.dates.moments import Moment

Origin = Literal["context", "base", "this", "next"]
"""Counted from the last date of the text; from the page's own date; "this" from where the story plays; "next" is settled
by the article before it."""


class Relative(NamedTuple):
    """A unit counted from another date.

    Attributes:
        unit: What is counted; ``shift`` how many of them, ``origin`` from where.
        inner: The month, season or weekday that is named with it.
        within: The unit itself is named, and the inner one lies in it: "the spring of next year", not "next spring".
    """

    unit: str
    shift: int
    origin: Origin
    inner: Moment | None = None
    within: bool = False

    @property
    def year(self) -> None:
        """No year of its own, as a ``Moment`` may have."""


Reading = Moment | Relative


class Cues(NamedTuple):
    """What the tokens alone do not say.

    Attributes:
        order: The order of 7/6/2025.
        dotted: There are dots between the numbers.
        before_christ: An era before Christ follows.
        led: An article or a preposition comes before, as in prose.
        year: The page's own year, by which '24 is 2024.
    """

    order: str = "MDY"
    dotted: bool = False
    before_christ: bool = False
    led: bool = False
    year: int = 2000
