"""The scrub rules by name, in the order they run. A name is stable: it is the key of ``CleanPage.changes``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.scrub import characters, furniture, mojibake, references
from extractor.spans import Edit


class Rule(NamedTuple):
    """A cleaning rule.

    Attributes:
        find: Gives the edits that a text needs; none for a text the rule has already cleaned.
        trigger: A character without which the rule has nothing to do; None where it can always have.
        is_drop: What the rule takes out is words, and is recorded as a ``Drop``.
        issue: Code of the issue that tells of the rule's work, if any.
    """

    find: Callable[[str], list[Edit]]
    trigger: re.Pattern[str] | None = None
    is_drop: bool = False
    issue: str | None = None


def _drop(pattern: re.Pattern[str], trigger: re.Pattern[str] | None = None) -> Rule:
    return Rule(characters.drop(pattern), trigger or pattern)


_NOT_ASCII = re.compile("[^\x00-\x7f]")

# Mojibake is repaired first: the controls, blanks and line ends inside a broken sequence are bytes of one letter.
RULES: dict[str, Rule] = {
    "mojibake": Rule(mojibake.repair_mojibake, mojibake.TRIGGER, issue="scrub.mojibake"),
    "line-ends": Rule(characters.replace(characters.LINE_ENDS, "\n"), characters.LINE_ENDS),
    "lone-surrogates": Rule(characters.drop(characters.SURROGATES), characters.SURROGATES, issue="scrub.lone-surrogate"),
    "controls": _drop(characters.CONTROLS),
    "byte-order-marks": _drop(characters.BYTE_ORDER_MARKS),
    "bidi-marks": _drop(characters.BIDI_MARKS),
    "soft-hyphens": _drop(characters.SOFT_HYPHENS),
    "invisible": Rule(characters.drop_invisible, characters.INVISIBLE),
    "private-use": _drop(characters.PRIVATE_USE),
    "spaces": Rule(characters.replace(characters.SPACES, " "), characters.SPACES),
    "ligatures": Rule(characters.split_ligatures, characters.LIGATURES),
    "composition": Rule(characters.compose_characters, _NOT_ASCII),
    "character-references": Rule(references.read_references, re.compile("&")),
    "wiki-links": Rule(references.read_wiki_links, re.compile(r"\[")),
    "elisions": Rule(furniture.unify_elisions, re.compile("[.\u2026]")),
}


@derived
def list_rules(knowledge: Knowledge) -> Mapping[str, Rule]:
    """Give every rule: those about characters, then those about the words of sites."""
    return RULES | {
        "reference-marks": Rule(partial(references.drop_marks, knowledge=knowledge), is_drop=True),
        "empty-brackets": Rule(references.mend_brackets, re.compile(r"\(")),
        "dead-labels": Rule(partial(furniture.drop_labels, knowledge=knowledge), is_drop=True),
        "furniture": Rule(partial(furniture.drop_furniture, knowledge=knowledge), is_drop=True),
    }
