"""Labelled pages: what each page claims, and whether its own sources say it (README.md beside this file)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

PAGES = Path(__file__).with_name("pages")
LABELS = {"+": "backed", "-": "unbacked", "x": "contradicted", "~": "unclear"}
_CLAIM = re.compile(r"(?P<mark>[-+x~]) (?P<claim>.*?)(?: \{(?P<kind>[^{}]*)\})?$", re.DOTALL)
_WORDS = {
    "en": "Created|Summary|Research Data|Extracted Attributes|Timeline|Wikipedia|View on Wikipedia|Web Search Results|Source",
    "de": "Erstellt|Zusammenfassung|Recherchedaten|Extrahierte Attribute|Zeitleiste|Wikipedia|Auf Wikipedia ansehen"
    "|Websuchergebnisse|Quelle",
    "fr": "Créé|Résumé|Données de recherche|Attributs extraits|Chronologie|Wikipédia|Voir sur Wikipédia"
    "|Résultats de recherche Web|Source",
    "es": "Creado|Resumen|Datos de investigación|Atributos extraídos|Cronología|Wikipedia|Ver en Wikipedia"
    "|Resultados de búsqueda web|Fuente",
}


class LabelledClaim(NamedTuple):
    """A claim of a page.

    Attributes:
        of: ``attribute``, ``event`` or ``summary``.
        claim: Its words.
        label: ``backed``, ``unbacked``, ``contradicted`` or ``unclear``.
        kind: By what it is hard.
        key: The key of an attribute.
    """

    of: str
    claim: str
    label: str
    kind: str
    key: str = ""


@dataclass(frozen=True)
class LabelledPage:
    """A page with its labels.

    Attributes:
        name: The file's name.
        language: The language of its prose.
        text: The raw page.
        claims: What it claims.
        disputes: What its sources disagree on: a name, and the differing words.
        no_disputes: Words that look like a disagreement and are none.
        dates: Statements of its timeline, and the EDTF that a source states.
    """

    name: str
    language: str
    text: str
    claims: tuple[LabelledClaim, ...]
    disputes: tuple[tuple[str, ...], ...]
    no_disputes: tuple[tuple[str, ...], ...]
    dates: Mapping[str, str]


def load_pages(names: Sequence[str] = ()) -> tuple[LabelledPage, ...]:
    """Read the labelled pages, all or some."""
    files = sorted(PAGES.glob("*.yaml"))
    return tuple(_read_page(file) for file in files if not names or file.stem in names)


def _read_page(file: Path) -> LabelledPage:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    return LabelledPage(
        name=file.stem,
        language=data["language"],
        text=_render(data),
        claims=tuple(_list_claims(data)),
        disputes=tuple(tuple(map(str, each)) for each in data.get("disputes", ())),
        no_disputes=tuple(tuple(map(str, each)) for each in data.get("no_disputes", ())),
        dates={str(key): str(value) for key, value in data.get("dates", {}).items()},
    )


def _read_claim(written: str, of: str, key: str = "") -> LabelledClaim:
    match = _CLAIM.fullmatch(written)
    if match is None:
        raise ValueError(f"a claim begins with one of {' '.join(LABELS)} and a blank: {written!r}")
    return LabelledClaim(of, match["claim"].strip(), LABELS[match["mark"]], match["kind"] or "", key)


def _list_claims(data: Mapping[str, Any]) -> Iterator[LabelledClaim]:
    yield from (_read_claim(written, "summary") for written in data.get("summary", ()))
    for key, values in data.get("attributes", {}).items():
        yield from (_read_claim(written, "attribute", key) for written in values)
    yield from (_read_claim(written, "event") for _, written in data.get("timeline", ()))


def _render(data: Mapping[str, Any]) -> str:
    """Write the page as the site shows it (RAW)."""
    created, summary, research, attributes, timeline, wikipedia, view, results, source = _WORDS[data["language"]].split("|")
    lines = [data["title"], data["description"], created, "2025-07-26 05:17", summary]
    lines.append(" ".join(_read_claim(written, "summary").claim for written in data.get("summary", ())))
    lines += [research, attributes]
    for key, values in data.get("attributes", {}).items():
        lines += [key, ", ".join(_read_claim(written, "attribute").claim for written in values)]
    if data.get("timeline"):
        lines.append(timeline)
        for when, written in data["timeline"]:
            lines += [f"- {_read_claim(written, 'event').claim} ({source}: web_search)", str(when)]
    if data.get("wikipedia"):
        lines += [wikipedia, f"{view}{data['title']}", data["wikipedia"]]
    lines.append(results)
    for title, excerpt in data["results"]:
        lines += [f"- {title}", excerpt]
    return "\n".join(lines) + "\n"
