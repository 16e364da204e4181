"""Sentences of a page put into other sentences: who says it, and what, with no word that is not ours to add.

The words that the article adds of its own are data (``configs/languages/<tag>/prose.yaml``); the closure test allows no others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.prose import Prose
from extractor.structure.claims.vectors import is_known
from extractor.structure.sources.publisher_names import is_ordinary
from extractor.structure.wording import fold_marks, plain_words
from extractor.types import Sections, Source

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_MID_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_WIDE_ENDS = ("。", "！", "？", "｡")
_STOP = re.compile(r"\.([\"')]*)$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+$")
_ENDS = ".;,: "
_NEXT = 4
_QUOTED_SPEECH = re.compile(r"\"[^\"]{8,}\"|'[^']{20,}'(?!\w)")


@derived
def find_prose(knowledge: Knowledge, language: str) -> Prose:
    """Give the words that an article in a language adds of its own; what its file leaves unsaid is said in English.

    A language without a file has those for any other language.
    """
    known = knowledge.languages.get(read_base(language))
    own = known.prose if known and "prose" in known.model_fields_set else knowledge.languages["und"].prose
    return own.complete(knowledge.languages["en"].prose)


def read_base(language: str) -> str:
    """Give the language of a BCP 47 tag without script and region."""
    return language.split("-", maxsplit=1)[0]


class Voice:
    """How one page's sentences are quoted: it knows which of its words are names.

    A sentence put behind ``IBM says that`` loses its capital, unless it begins with a name.

    Attributes:
        knowledge: What the program knows besides the page.
        language: The language of the page, without script and region.
        prose: What the article says of its own.
        embeds: Whether sentences of this language are put inside others; else they stand behind a colon as they are.
    """

    def __init__(
        self, sections: Sections, language: str = "en", *, names: frozenset[str] | None = None, knowledge: Knowledge
    ) -> None:
        """Count how the page writes its words; ``names`` are the first words of its names, None where they are not known."""
        self._names = names
        self.knowledge = knowledge
        self.language = read_base(language)
        self.prose = find_prose(knowledge, self.language)
        self.embeds = bool(self.prose.function_words)
        text = sections.page.text.text
        self._title = plain_words(sections.title.text)
        self._lower = Counter(word for word in _WORD.findall(text) if word.islower())
        self._capital = Counter(word.casefold() for word in _MID_CAPITAL.findall(text))

    def attribute(self, source: Source, sentence: str, *, times: int = 0) -> str:
        """Give a sentence with the name of who says it; ``times`` counts how often that speaker spoke just before."""
        speaker = name_speaker(source, self.prose)
        opening = drop_article(_key(sentence), self.prose)
        named = speaker if source.institution else source.title
        if opening.startswith(drop_article(_key(named), self.prose)):
            return close(sentence)
        if self._names_speaker(sentence):
            return self.open(close(self.prose.reported.format(name=speaker, sentence=plain_words(sentence))))
        if not self.embeds:
            words = plain_words(sentence)
            return close(words if times else self.prose.attributed.format(name=name_source(source), sentence=words))
        said = self.embed(sentence)
        if times and self.prose.again and not said.startswith('"'):
            again = self.prose.again[(times - 1) % len(self.prose.again)]
            name = speaker if source.institution else self.prose.same_source
            return self.open(close(again.format(name=name, sentence=said)))
        lead = self.prose.attributed.partition("{name}")[0].strip().casefold()
        frame = self.prose.says if lead in said.casefold() else self.prose.attributed
        return self.open(close(frame.format(name=speaker, sentence=said)))

    def _names_speaker(self, sentence: str) -> bool:
        """A verb of speech stands right behind a quotation: the sentence says itself who said it."""
        tags = ("en", self.language)
        verbs = {word.casefold() for word in self.knowledge.gather(lambda language: language.names, tags=tags).speech_verbs}
        verbs |= {word.casefold() for word in self.knowledge.gather(lambda language: language.facts, tags=tags).reports}
        folded = fold_marks(sentence)
        behind = (folded[quotation.end() :].split()[:_NEXT] for quotation in _QUOTED_SPEECH.finditer(folded))
        return any(word.strip(",.").casefold() in verbs for words in behind for word in words)

    def say(self, source: Source, sentence: str) -> str:
        """Give ``IBM says that ...``, without a full stop; a sentence that says itself who said it stands behind a colon."""
        speaker, prose = name_speaker(source, self.prose), self.prose
        if self._names_speaker(sentence):
            return prose.reported.format(name=speaker, sentence=_STOP.sub(r"\1", plain_words(sentence)))
        return prose.says.format(name=speaker, sentence=self.embed(sentence))

    def embed(self, sentence: str) -> str:
        """Give a sentence as it stands inside another one: no full stop, no capital that only opened it."""
        words = plain_words(sentence)
        body = _STOP.sub(r"\1", words) if not _ABBREVIATED.search(words) else words
        first = _WORD.match(body) if self.embeds else None
        if first is None or not first.group().istitle() or body[first.end() : first.end() + 1] in {"-", ".", "&"}:
            return body
        following = _WORD.search(body, first.end())
        if following and following.group().istitle() and body.startswith(self._title):
            return body
        plain = self._is_plain(first.group(), following.group() if following else "")
        return body[0].lower() + body[1:] if plain else body

    def _is_plain(self, word: str, following: str) -> bool:
        """The word is no name: the page writes it small elsewhere, or it is an ordinary word or built like one."""
        key = word.casefold()
        if key in self.prose.function_words:
            return True
        if self._capital[key] and word in self._title.split():
            return False
        if written := self._lower[key]:
            return written >= self._capital[key]
        if not self.prose.inflections or self._capital[key]:
            return False
        built = (key.endswith("s") and following in self.prose.plural_verbs) or (
            following.islower() and _read_endings(self.prose.ordinary_endings).search(key) is not None
        )
        return built or self._is_inflected(key) or (following.islower() and self._is_common(word))

    def _is_common(self, word: str) -> bool:
        """A dictionary has the word, and no name of the page begins with it."""
        return self._names is not None and word not in self._names and not self._capital[word.casefold()] and is_known(word)

    def _is_inflected(self, word: str) -> bool:
        """The word, or what it is a form of, is an ordinary one (``historians``, ``devastating``)."""
        stems = (word, *(word.removesuffix(ending) for ending in self.prose.inflections))
        endings = ("", *self.prose.mute_endings)
        return any(
            len(stem) > 2 and any(is_ordinary(f"{stem}{ending}", knowledge=self.knowledge) for ending in endings)
            for stem in stems
        )

    def open(self, sentence: str) -> str:
        """Begin a sentence with a capital where one of our own words begins it."""
        return open_sentence(sentence, self.prose)


@cache
def _read_endings(endings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\w{{3}}(?:{'|'.join(endings)})$")


def _key(words: str) -> str:
    """Words to compare who speaks with how a sentence begins."""
    return fold_marks(words).casefold()


def drop_article(folded: str, prose: Prose) -> str:
    """Leave out the definite article that words without capitals begin with."""
    article = next((article for article in prose.definite if folded.startswith(f"{article} ")), None)
    return folded[len(article) + 1 :] if article else folded


def name_speaker(source: Source, prose: Prose) -> str:
    """Name who speaks in running text: ``the U.S. Geological Survey``, ``IBM``, ``"A Title"``."""
    name = name_source(source)
    words = name.split()
    article = prose.definite[0]
    if source.institution is None or len(words) < 2 or words[0] in {article, article.title()}:
        return name
    heads = prose.with_article
    headed = any(word in heads.before_of and after == prose.of for word, after in pairwise(words))
    return f"{article} {name}" if words[-1] in heads.last or headed else name


def name_source(source: Source) -> str:
    """Name who speaks: the publisher, else the source's title in quotation marks."""
    return source.institution or quote(source.title)


def quote(words: str) -> str:
    """Put words in quotation marks; marks inside become single ones."""
    inner = plain_words(words).replace('"', "'")
    return f'"{inner}"'


def join_words(items: Iterable[str], prose: Prose) -> str:
    """Join as prose does: ``a``, ``a and b``, ``a, b, and c``."""
    listed = list(items)
    if len(listed) < 3:
        return prose.and_two.join(listed)
    return f"{', '.join(listed[:-1])}{prose.and_last}{listed[-1]}"


def open_sentence(sentence: str, prose: Prose) -> str:
    """Begin a sentence with a capital where one of our own words begins it."""
    ours = sentence.startswith(tuple(f"{word} " for word in prose.openings))
    return sentence[0].upper() + sentence[1:] if ours else sentence


def close(sentence: str) -> str:
    """End a sentence with one full stop."""
    ended = sentence.rstrip()
    if ended.endswith((".", "!", "?", '."', '?"', '!"', *_WIDE_ENDS)):
        return ended
    return f'{ended[:-1]}."' if ended.endswith('"') else f"{ended.rstrip(_ENDS)}."


def join_clause(clause: str, joint: str, following: str) -> str:
    """Join two clauses; a comma goes inside a quotation mark that closes the first."""
    inside = clause.endswith('"') and joint.startswith(",")
    return f'{clause[:-1]},"{joint[1:]}{following}' if inside else f"{clause}{joint}{following}"
