"""By what words a claim is laid beside sentences (``configs/languages/<tag>/claims.yaml``), and units of measure."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from extractor.knowledge.parts import Part


class ClaimWords(Part):
    """Words by which a claim of the record is laid beside the sentences of sources.

    Attributes:
        stemmer: The name of the language's Snowball stemmer.
        compounds: Whether nouns are written together: a part of one tells something of it.
        elisions: What stands before an apostrophe and is no part of the word behind it.
        stopwords: Words that tell nothing of what is claimed.
        decimal: The mark before decimals.
        numbers: Number words above one.
        glued: Number words may be written as one word with others: ``zweihundert``.
        ones: Words for one, which are a number only before a large one, a unit or a fraction.
        scales: Words of large numbers.
        short_scales: Letters for large numbers, beside a sign of money.
        joints: Words between the parts of one quantity.
        unit_joints: What may stand between a large number and its unit, blanks and all.
        fractions: Words for parts of a whole.
        out_of: Words between the numbers of "one in four".
        every: Words before the ordinal of "every fourth".
        shares: Words that are a share by themselves, in percent.
        halves: Words behind a unit for half of it.
        coins: Words for the hundredth of a currency, and the currency's name.
        light: Words that tell little of what is claimed.
        singles: Those words for one that are no articles, or may count something.
        of_every: Words between the numbers of "one passenger in three".
        percent: Words behind a percentage.
        ranges: Words between the ends of a range.
        between: Words before a range whose ends an "and" parts.
        about: Words before a rounded figure.
        least: Words before a lower bound.
        most: Words before an upper bound.
        clock: Words behind a time of day.
        afternoon: Those of them that mean the afternoon.
        units: The words for a unit, under its sign in ``configs/units.yaml``.
        currencies: The words for a currency, under its name there.
        hedges: Words that say that something is only said to be so, or to be so one day.
        others: Words that say that somebody else is meant.
        negations: Words that turn a sentence into its opposite.
        turns: Words that begin a clause which says something else.
        alike: Lines of words that tell of one relation, whatever their stems.
        demonyms: Lines of names for one country and its people that do not begin alike.
        demonym_endings: How the names of peoples end that begin as their country does.
        pronouns: Words that open a sentence about what the one before it was about.
        inner_pronouns: Those of them that do so wherever they stand.
    """

    stemmer: str = ""
    compounds: bool = False
    elisions: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()
    decimal: str = "."
    numbers: Mapping[str, float] = Field(default_factory=dict)
    glued: bool = False
    ones: tuple[str, ...] = ()
    scales: Mapping[str, float] = Field(default_factory=dict)
    short_scales: Mapping[str, float] = Field(default_factory=dict)
    joints: tuple[str, ...] = ()
    unit_joints: tuple[str, ...] = ()
    fractions: Mapping[str, float] = Field(default_factory=dict)
    out_of: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    shares: Mapping[str, float] = Field(default_factory=dict)
    halves: tuple[str, ...] = ()
    coins: Mapping[str, str] = Field(default_factory=dict)
    light: tuple[str, ...] = ()
    singles: tuple[str, ...] = ()
    of_every: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    most: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    afternoon: tuple[str, ...] = ()
    units: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    currencies: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    hedges: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    inner_pronouns: tuple[str, ...] = ()


class Units(Part):
    """Units of measure whatever the language.

    Attributes:
        units: By what they measure: signs, and how many of the base unit each is.
        temperatures: Signs, and the factor and the offset that give degrees Celsius.
        currencies: The signs and codes of money, under one name for all currencies that share it.
    """

    units: Mapping[str, Mapping[str, float]] = Field(default_factory=dict)
    temperatures: Mapping[str, tuple[float, float]] = Field(default_factory=dict)
    currencies: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
