"""The names of a page gathered into entities: one thing, its aliases, and every place that names it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.config import Config
from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.entities.keys import make_entity_key
from extractor.structure.entities.mentions import find_mentions
from extractor.structure.entities.name_lists import find_acronym, name_key, read_name_lists
from extractor.structure.entities.rules import looks_like_organisation
from extractor.types import Entity, Mention, SectionKind, Sections, Text

Place = tuple[Text, SectionKind]
"""Words of the page, and the kind of section that they stand in."""

NARRATIVE = frozenset({"description", "summary", "attributes", "timeline", "wikipedia", "content"})
"""Sections that speak of the page's entity; web results may speak of any."""

_TAIL = re.compile(r"\s[-–—|]\s(?=[^-–—|]+$)")
_WORD = re.compile(r"\w+")
_HEADLINE_SHARE = 0.6
_MAX_WORDS = 12


@dataclass
class _Cluster:
    """What is gathered about one entity while the page is read."""

    labels: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    mentions: list[Place] = field(default_factory=list)
    references: set[str] = field(default_factory=set)

    def add(self, place: Place, label: str, origin: str) -> None:
        """Count one more place that names the entity."""
        self.labels[label] += 1
        self.names[place[0].text] += 1
        self.origins[origin] += 1
        self.mentions.append(place)

    def absorb(self, other: _Cluster) -> None:
        """Take over what was gathered under another name."""
        self.labels.update(other.labels)
        self.names.update(other.names)
        self.origins.update(other.origins)
        self.mentions.extend(other.mentions)

    @property
    def label(self) -> str:
        """The label of most mentions. MISC says least, so it gives way; but not to a lone ORG, which pipelines guess most."""
        labels = {label: count for label, count in self.labels.items() if (label, count) != ("ORG", 1)} or self.labels
        return min(labels, key=lambda label: (label == "MISC", -labels[label], label))


def resolve_entities(sections: Sections, *, config: Config, knowledge: Knowledge) -> tuple[Entity, ...]:
    """Give the page's entities, in order of first appearance, with every place that names each.

    Certain names come from the page itself: its title, the title of its Wikipedia block, publishers behind titles, and
    the names that a document lists. Two names are one entity when they share their key (case, legal forms and a leading
    article aside), when one is the acronym of the other, or when one is a part of the only longer name that it can stand for.

    Raises:
        ConfigError: ``entities.model`` names a pipeline that cannot be loaded.
    """
    places = list(list_places(sections))
    found = list(find_mentions([text.text for text, _ in places], config=config, knowledge=knowledge))
    certain = list(_list_certain(sections, knowledge=knowledge))
    keys = {
        name_key(knowledge, mention.text)
        for place, mentions in zip(places, found, strict=True)
        for mention in _trust(place, mentions)
    }
    declared = sorted(Span(place[0].start, place[0].end) for place, _ in certain)
    clusters: dict[str, _Cluster] = {}
    for place, label in certain:
        _add(clusters, place, label, "page", knowledge=knowledge)
    for (text, kind), mentions in zip(places, found, strict=True):
        for mention in _without_certain(text, mentions, declared):
            if name_key(knowledge, mention.text) in keys:
                _add(
                    clusters, (text.part(mention.start, mention.end), kind), mention.label, mention.origin, knowledge=knowledge
                )
    _merge_short_forms(clusters, knowledge=knowledge)
    _add_references(clusters, places, knowledge=knowledge)
    return tuple(sorted((_make_entity(cluster, knowledge=knowledge) for cluster in clusters.values()), key=_first_place))


def list_places(sections: Sections) -> Iterator[Place]:
    """Every text of the page that may name something, with the kind of its section, in reading order."""
    if sections.description:
        yield sections.description, "description"
    yield from ((text, "summary") for text in sections.summary)
    yield from ((attribute.value, "attributes") for attribute in sections.attributes)
    yield from ((entry.statement, "timeline") for entry in sections.timeline)
    if sections.wikipedia and sections.wikipedia.extract:
        yield sections.wikipedia.extract, "wikipedia"
    for result in sections.web_results:
        yield result.title, "web_results"
        yield from ((fragment, "web_results") for fragment in result.fragments)
    yield from ((text, "content") for text in sections.content)


def _list_certain(sections: Sections, *, knowledge: Knowledge) -> Iterator[tuple[Place, str]]:
    """Names that the page declares, each with the label that follows from where it stands; MISC says nothing."""
    yield (sections.title, "title"), "MISC"
    if sections.wikipedia and sections.wikipedia.title:
        yield (sections.wikipedia.title, "wikipedia"), "MISC"
    yield from (((author, "author"), "PERSON") for author in sections.authors)
    yield from (((name, "entities"), "MISC") for name in sections.entities)
    for result in sections.web_results:
        tail = _TAIL.search(result.title.text)
        if tail and looks_like_organisation(result.title.text[tail.end() :], knowledge=knowledge):
            yield (result.title.part(tail.end(), len(result.title.text)), "web_results"), "ORG"


def _trust(place: Place, mentions: Iterable[Mention]) -> list[Mention]:
    """In a headline every word is capitalised, so a name that stands nowhere else counts only where a list knows it."""
    words = [word for word in _WORD.findall(place[0].text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    if place[1] != "web_results" or not words or capitals < _HEADLINE_SHARE * len(words):
        return list(mentions)
    return [
        mention for mention in mentions if mention.origin == "rule" or mention.label not in {"ORG", "PERSON", "LOC", "MISC"}
    ]


def _without_certain(text: Text, mentions: Sequence[Mention], certain: Sequence[Span]) -> Iterator[Mention]:
    """Leave out mentions that touch a name the page declares; ``certain`` is sorted."""
    for mention in mentions:
        at = bisect_left(certain, (text.start + mention.end,))
        if at == 0 or certain[at - 1].end <= text.start + mention.start:
            yield mention


def _add(clusters: dict[str, _Cluster], place: Place, label: str, origin: str, *, knowledge: Knowledge) -> None:
    key = name_key(knowledge, place[0].text)
    if key:
        clusters.setdefault(key, _Cluster()).add(place, label, origin)


def _merge_short_forms(clusters: dict[str, _Cluster], *, knowledge: Knowledge) -> None:
    """Give short names to the longer name that they stand for, where there is exactly one."""
    longer = _index_long_forms(clusters, knowledge=knowledge)
    for key in list(clusters):
        short = clusters[key]
        signs = {name for name in short.names if len(name) > 1 and name.isupper()}
        signs |= {f"{short.label} {key}"} if short.label in {"ORG", "PERSON"} else set()
        signs |= {f"PERSON {key}"} if short.label in {"MISC", "ORG"} else set()
        candidates = {other for sign in sorted(signs) for other in longer.get(sign, ()) if other != key and other in clusters}
        if len(candidates) == 1:
            clusters[candidates.pop()].absorb(clusters.pop(key))


def _add_references(clusters: Mapping[str, _Cluster], places: Sequence[Place], *, knowledge: Knowledge) -> None:
    """Let "the company" count as the organisation that alone can be meant; it never becomes the name."""
    organisations = [cluster for cluster in clusters.values() if cluster.label == "ORG"]
    for meant, reference in _find_references(places, [cluster.mentions for cluster in organisations], knowledge=knowledge):
        organisations[meant].mentions.append(reference)
        organisations[meant].references.add(reference[0].text.casefold())


def _find_references(
    places: Iterable[Place], organisations: Sequence[Sequence[Place]], *, knowledge: Knowledge
) -> list[tuple[int, Place]]:
    """Give the places that say "the company" where one organisation alone can be meant, each with the number of that one.

    That is: the page's own sections name exactly one organisation, and named it before. ``organisations`` are the places
    of each organisation of the page.
    """
    firsts = {
        at: min(text.start for text, kind in named if kind in NARRATIVE)
        for at, named in enumerate(organisations)
        if any(kind in NARRATIVE for _, kind in named)
    }
    if len(firsts) != 1:
        return []
    [(meant, first)] = firsts.items()
    return [
        (meant, (text.part(*match.span()), kind))
        for text, kind in places
        if kind in NARRATIVE
        for match in _reference(knowledge).finditer(text.text)
        if text.start + match.start() > first
    ]


@derived
def _reference(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile("|".join(read_name_lists(knowledge).words.references))


def _index_long_forms(clusters: Mapping[str, _Cluster], *, knowledge: Knowledge) -> dict[str, list[str]]:
    """Index each longer name by what may stand for it: its acronym, a person's last words, an organisation's first ones."""
    index: defaultdict[str, list[str]] = defaultdict(list)
    generic = {word.casefold() for word in read_name_lists(knowledge).organisation_words}
    for key, cluster in clusters.items():
        words = key.split()[:_MAX_WORDS]
        for acronym in sorted({find_acronym(name) for name in cluster.names} - {""}):
            index[acronym].append(key)
        for cut in range(1, len(words)):
            if cluster.label == "PERSON":
                index[f"PERSON {' '.join(words[cut:])}"].append(key)
            elif cluster.label == "ORG" and generic.issuperset(words[cut:]):
                index[f"ORG {' '.join(words[:cut])}"].append(key)
    return index


def _make_entity(cluster: _Cluster, *, knowledge: Knowledge) -> Entity:
    name = min(cluster.names, key=lambda name: (-cluster.names[name], -len(name), name))
    return Entity(
        name=name,
        label=cluster.label,
        aliases=tuple(sorted({*cluster.names, *cluster.references} - {name})),
        mentions=tuple(sorted(set(cluster.mentions), key=lambda place: (_place_order(place), place[1]))),
        origin=min(cluster.origins, key=lambda origin: (origin != "page", -cluster.origins[origin], origin)),  # type: ignore[arg-type]
        key=make_entity_key(cluster.names, cluster.label, knowledge=knowledge),
    )


def _place_order(place: Place) -> Span:
    return Span(place[0].start, place[0].end)


def _first_place(entity: Entity) -> Span:
    return _place_order(entity.mentions[0])
