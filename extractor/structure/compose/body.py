"""The sections of the body, in order (ARTICLE 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.knowledge import Knowledge
from extractor.schema import Body, BodySection
from extractor.schema.prose import is_damaged
from extractor.structure.compose.attribution import attribute_sentences, enumerate_senses
from extractor.structure.compose.context import describe_entity, write_record_context, write_timeline
from extractor.structure.compose.selection import Said, Selection, select_sentences
from extractor.structure.facts.lexicon import load_lexicon, stem_words
from extractor.structure.material import Material
from extractor.structure.phrasing import close, drop_article
from extractor.structure.wording import plain_words

_MOST_WORDS = 50
_PARALLEL = 3
_SUBJECT_WORDS = 4
_FEW = 2
_WHOLE = re.compile(r"[.!。！][\"')]*$")


def compose_body(material: Material) -> Body:
    """Write the body, but for Related Articles: the workspace knows those, the page does not (``runs.relating``)."""
    said = Said(material.knowledge)
    chosen = select_sentences(material, said)
    lead = _write_lead(material, chosen, said)
    core = _write_core(material, chosen, said)
    texts = {
        "TL;DR": lead,
        "Core Explanation": core,
        "Detailed Analysis": _write_details(material, chosen, said),
        "Further Reading": "\n".join(_list_reading(material)),
    }
    return Body(sections=tuple(BodySection(heading=heading, text=text) for heading, text in texts.items() if text))


def _write_lead(material: Material, chosen: Selection, said: Said) -> str:
    """One line: the definition, and a second sentence if there is room for it."""
    if chosen.definition is None:
        return _describe_briefly(material, said)
    return close(plain_words(chosen.definition.statement))


def _describe_briefly(material: Material, said: Said) -> str:
    """Without a defining sentence, the record's description stands under the entity's name."""
    texts = (material.sections.description, *material.sections.summary)
    words = next((plain_words(text.text) for text in texts if text is not None and text.text.strip()), "")
    title = plain_words(material.title)
    if not words:
        best = max(material.chosen, key=lambda fact: fact.score, default=None)
        return _fit(f"{title}: {material.voice.embed(best.statement)}" if best else title)
    said.take(words)
    first = re.split(r"(?<=[.!?]) (?=[A-Z])", words, maxsplit=1)[0]
    voice, prose = material.voice, material.voice.prose
    if drop_article(first.casefold(), prose).startswith(drop_article(title.casefold(), prose)):
        return _fit(first)
    if prose.record_tells and _is_sentence(first, title, knowledge=material.knowledge):
        return _fit(voice.open(prose.record_tells.format(sentence=voice.embed(first))))
    return _fit(f"{title}, {prose.by_record}: {voice.embed(first)}")


def _is_sentence(words: str, title: str, *, knowledge: Knowledge) -> bool:
    """The description says in a sentence of its own what the subject is or does: its first words are the title's."""
    subject = stem_words(" ".join(words.split()[:_SUBJECT_WORDS]), knowledge=knowledge)
    return (
        len(subject & stem_words(title, knowledge=knowledge)) >= 2
        and load_lexicon(knowledge).definitions.search(words) is not None
    )


def _fit(sentence: str) -> str:
    """Cut a sentence to fifty words, at the end of a clause if one lies in the second half."""
    words = sentence.split()
    if len(words) <= _MOST_WORDS:
        return close(sentence)
    kept = " ".join(words[:_MOST_WORDS])
    cut = max(kept.rfind(", "), kept.rfind("; "))
    return close(kept[: cut if cut > len(kept) // 2 else len(kept)])


def _write_core(material: Material, chosen: Selection, said: Said) -> str:
    parts: list[str] = []
    rest = (*chosen.senses, *chosen.core)
    if len(chosen.senses) >= _PARALLEL and material.voice.prose.senses:
        parts.append(enumerate_senses(material, chosen.senses))
        rest = chosen.core
    if rest:
        parts.append(attribute_sentences(material, rest))
    if not parts:
        described = describe_entity(material, said)
        parts.append(" ".join(part for part in (described, _quote_evidence(material, said, spare=not described)) if part))
    return "\n\n".join(part for part in parts if part)


def _quote_evidence(material: Material, said: Said, *, spare: bool) -> str:
    """Where no sentence was good enough, the first whole ones of the sources stand for the explanation.

    ``spare`` says that there is nothing else, so that even what was said already may stand here.
    """
    whole = [fact for fact in material.facts if _WHOLE.search(fact.statement) and not is_damaged(fact.statement)]
    whole.sort(key=lambda fact: not fact.features)
    quoted = [fact for fact in whole if said.take(fact.statement)][:_FEW]
    if not quoted and spare:
        quoted = whole[:1] or list(material.facts[:1])
    return attribute_sentences(material, quoted) or (close(plain_words(material.title)) if spare else "")


def _write_details(material: Material, chosen: Selection, said: Said) -> str:
    parts: list[str] = []
    prose = material.voice.prose
    groups = ((prose.benefits, chosen.benefits), (prose.concerns, chosen.concerns), (prose.further, chosen.further))
    filled = [(label, attribute_sentences(material, facts)) for label, facts in groups if facts]
    alone = len(filled) == 1 and filled[0][0] == prose.further
    parts.extend(text if alone or not label else f"{label} {text}" for label, text in filled)
    parts += [write_record_context(material, said), write_timeline(material)]
    return "\n\n".join(part for part in parts if part) or prose.nothing_further


def _list_reading(material: Material) -> Iterable[str]:
    for source in material.sources:
        if source.url:
            publisher = f" ({source.institution})" if source.institution else ""
            yield f"- [{plain_words(source.title)}]({source.url}){publisher}"
