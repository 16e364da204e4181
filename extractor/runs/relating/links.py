"""The section Related Articles, in a draft and in the record that holds the machine's version of it.

The section is the machine's until a person changes it: a draft whose section is neither what the record says nor what the
ledger knows to have been written is a person's, and keeps it. The record follows in any case, so that the next merge sees
in the person's section what the person did, and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from extractor.errors import WriteError
from extractor.merge.versions import Conversion
from extractor.runs.relating.index import Near
from extractor.schema import Article, Body, MachineArticle, inspect_article
from extractor.write import (
    parse_article,
    read_machine_article,
    render_article,
    replace_machine_article,
    seal_record,
    update_article,
)

HEADING = "Related Articles"
_BRACKET = re.compile(r"[\\\[\]]")
_TARGET = re.compile(r"([a-z0-9-]+)\.md\)$")


class Relinked(NamedTuple):
    """New bytes of a record and of a draft, each only where it changes, and the hash of the machine's version."""

    record: bytes | None
    draft: bytes | None
    sha256: str


def write_links(near: Iterable[Near], *, name: str) -> str:
    """Write the section of an article: ``slug.md`` in its own category, ``../category/slug.md`` in another.

    Both shelves are one tree to a link: it is written as it will stand when both articles are accepted.
    """
    here = name.split("/")[1]
    folders = ((one, one.name.split("/")[1]) for one in near)
    return "\n".join(
        f"- [{_BRACKET.sub(_escape, one.title)}]({'' if there == here else f'../{there}/'}{one.article_id}.md)"
        for one, there in folders
    )


def _escape(match: re.Match[str]) -> str:
    return "\\" + match[0]


def relink(record: bytes, draft: bytes, links: str, *, known: str | None, is_there: Callable[[str], bool]) -> Relinked | None:
    """Put links into a draft and into its record; ``None`` if one of them cannot be read.

    Args:
        record: The record's file.
        draft: The draft's file.
        links: The section as it should be.
        known: The section that the machine last wrote, as far as the ledger knows.
        is_there: Says whether the workspace has an article.
    """
    try:
        text, proof = draft.decode(), record.decode()
    except UnicodeDecodeError:
        return None
    machine = read_machine_article(proof)
    if machine is None:
        return None
    body = machine.body.put(HEADING, links)
    base = _read_links(machine.body)
    if hashlib.sha256(draft).hexdigest() == machine.sha256 and text.endswith(machine.body.render()):
        new = text.removesuffix(machine.body.render()) + body.render()
        sha256 = hashlib.sha256(new.encode()).hexdigest()
    else:
        try:
            new = _relink_edited(text, links, owned=(base, known or ""), is_there=is_there)
        except WriteError:
            return None
        sha256 = machine.sha256 if base == links else _hash_article(machine, body)
    changed = replace_machine_article(proof, machine.model_copy(update={"sha256": sha256, "body": body})).encode()
    return Relinked(changed if changed != record else None, new.encode() if new != text else None, sha256)


def _relink_edited(text: str, links: str, *, owned: tuple[str, str], is_there: Callable[[str], bool]) -> str:
    """Put links into a draft that a person has edited, unless they have edited these."""
    article = parse_article(text)
    own = _read_links(article.body)
    if own == links or not any(_is_machines(own, base, is_there) for base in owned):
        return text
    return update_article(article, article.model_copy(update={"body": article.body.put(HEADING, links)}))


def _is_machines(own: str, base: str, is_there: Callable[[str], bool]) -> bool:
    """Tell whether a section is what the machine wrote, but for links that lead nowhere any more (a rejection took them)."""
    lines, left = base.splitlines(), own.splitlines()
    gone = [line for line in lines if line not in left]
    return [line for line in lines if line in left] == left and not any(map(is_there, map(_read_target, gone)))


def _read_target(line: str) -> str:
    target = _TARGET.search(line)
    return target[1] if target else ""


def _read_links(body: Body) -> str:
    section = body.find(HEADING)
    return section.text if section else ""


def _hash_article(machine: MachineArticle, body: Body) -> str:
    article: Article = inspect_article(machine.front_matter, body)[0]
    return hashlib.sha256(render_article(article).encode("utf-8", "surrogatepass")).hexdigest()


def keep_links(new: Conversion, record: bytes | None) -> Conversion:
    """Give a page's new version the links that its last one has, until the workspace is related again.

    Without them a merge would take them for gone, and propose so to whoever accepted the article.
    """
    last = read_machine_article(record.decode("utf-8", "replace")) if record is not None else None
    if last is None or new.record.article is None or _read_links(last.body) == _read_links(new.article.body):
        return new
    article = new.article.model_copy(update={"body": new.article.body.put(HEADING, _read_links(last.body))})
    return new._replace(article=article, record=seal_record(new.record, article))
