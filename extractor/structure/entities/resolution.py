"""The names of a page gathered into entities: one thing, its aliases, and every place that names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.records import Entity, SectionKind, Sections, Text
from extractor.structure.entities.knowledge import find_acronym, name_key
from extractor.structure.entities.mentions import find_mentions

if TYPE_CHECKING:
    from extractor.config import Config
    from extractor.records import Mention


@dataclass
class _Cluster:
    """What is gathered about one entity while the page is read."""

    labels: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[Text, SectionKind]] = field(default_factory=list)


def resolve_entities(sections: Sections, *, config: Config) -> tuple[Entity, ...]:
    """Give the page's entities, in order of first appearance, with every place that names each.

    Two names are one entity when they share their key (case, legal forms and a leading article aside), when one is the
    acronym of the other, or when one is the last word of the only person's name that ends in it.
    """
    texts = list(iter_texts(sections))
    clusters: dict[str, _Cluster] = {}
    for (text, kind), mentions in zip(texts, find_mentions([text.text for text, _ in texts], config=config), strict=True):
        for mention in mentions:
            _add_mention(clusters, text, kind, mention)
    _merge_short_forms(clusters)
    return tuple(_make_entity(cluster) for cluster in clusters.values())


def iter_texts(sections: Sections) -> Iterator[tuple[Text, SectionKind]]:
    """Give every text of the page that may name something, with the kind of its section, in reading order."""
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


def _add_mention(clusters: dict[str, _Cluster], text: Text, kind: SectionKind, mention: Mention) -> None:
    key = name_key(mention.text)
    if not key:
        return
    cluster = clusters.setdefault(key, _Cluster())
    cluster.labels[mention.label] += 1
    cluster.names[mention.text] += 1
    cluster.origins[mention.origin] += 1
    cluster.mentions.append((text.part(mention.start, mention.end), kind))


def _merge_short_forms(clusters: dict[str, _Cluster]) -> None:
    for key in list(clusters):
        long_key = _find_long_form(key, clusters)
        if long_key is None:
            continue
        short = clusters.pop(key)
        clusters[long_key].labels.update(short.labels)
        clusters[long_key].names.update(short.names)
        clusters[long_key].origins.update(short.origins)
        clusters[long_key].mentions.extend(short.mentions)


def _find_long_form(key: str, clusters: dict[str, _Cluster]) -> str | None:
    """The one longer name that a short one stands for, where there is exactly one."""
    short = clusters[key].names.most_common(1)[0][0]
    longer = [
        other
        for other, cluster in clusters.items()
        if other != key
        and (
            any(find_acronym(name) == short for name in cluster.names)
            or (other.endswith(f" {key}") and cluster.labels.most_common(1)[0][0] == "PERSON")
        )
    ]
    return longer[0] if len(longer) == 1 else None


def _make_entity(cluster: _Cluster) -> Entity:
    name = min(cluster.names, key=lambda name: (-cluster.names[name], -len(name), name))
    label = min(cluster.labels, key=lambda label: (-cluster.labels[label], label))
    origin = min(cluster.origins, key=lambda origin: (-cluster.origins[origin], origin))
    mentions = sorted(cluster.mentions, key=lambda mention: (mention[0].start, mention[0].end))
    return Entity(name, label, tuple(sorted(set(cluster.names) - {name})), tuple(mentions), origin)  # type: ignore[arg-type]
