"""The language of a page, from its prose alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge, Language
from extractor.types import Sections, Text

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_ENOUGH_LETTERS = 60
_MOST_CHARS = 5_000
_PLAUSIBLE = 0.02
_NEEDED = ("labels", "dates", "sentences", "facts", "prose")
"""Topics of a language that every article leans on; what the others tell, most articles can do without."""


def detect_language(sections: Sections, *, fallback: str) -> tuple[str, Issue | None]:
    """Give the page's language as a BCP 47 tag.

    What the page declares holds as long as its prose does not speak against it. Prose too short to tell gives the
    declared language, else ``fallback``, with an issue.
    """
    declared = _normalise_tag(sections.page.page.language or "")
    prose = " ".join(text.text for text in _list_prose(sections))[:_MOST_CHARS]
    if sum(map(str.isalpha, prose)) < _ENOUGH_LETTERS:
        issue = None if declared else make_issue("structure.language-assumed", f"Too little prose; {fallback} is assumed.")
        return declared or fallback, issue
    ranked: dict[str, float] = dict(_identifier().rank(prose))
    if declared and ranked.get(declared[:2], 0.0) >= _PLAUSIBLE:
        return declared, None
    return max(ranked, key=lambda code: (ranked[code], code)), None


def find_gaps(language: str, *, knowledge: Knowledge) -> Issue | None:
    """Say which files a page's language lacks of those that every article leans on; None where it has them all."""
    tag = language.split("-", maxsplit=1)[0]
    known = knowledge.languages.get(tag, Language())
    missing = known.list_missing()
    lacking = [topic for topic in _NEEDED if topic in missing]
    if not lacking:
        return None
    has = "knows nothing of" if len(lacking) == len(_NEEDED) else f"has no {', '.join(lacking)} of"
    name = f"{known.name} ({tag})" if known.name else f"the language '{tag}'"
    return make_issue("structure.language-gaps", f"The program {has} {name}; it worked with what is known of the others.")


def _list_prose(sections: Sections) -> list[Text]:
    """The running text: no labels, keys or titles, which are often in another language than the prose."""
    texts = [
        *sections.summary,
        *sections.content,
        *(fragment for result in sections.web_results for fragment in result.fragments),
    ]
    if sections.description:
        texts.insert(0, sections.description)
    if sections.wikipedia and sections.wikipedia.extract:
        texts.append(sections.wikipedia.extract)
    return texts


def _normalise_tag(tag: str) -> str:
    parts = tag.replace("_", "-").split("-")
    shaped = [parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])]
    found = _TAG.fullmatch("-".join(shaped))
    return found.group() if found else ""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
