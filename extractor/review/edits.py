"""Values that a person types: where they go, and what they are, as the model of the article says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from extractor.errors import ReviewError, UnknownNameError, WriteError, suggest
from extractor.review.changes import set_value
from extractor.schema import Article, Body, BodySection, Fault, Location, inspect_article
from extractor.schema.ids import is_fact_id
from extractor.write import parse_body, read_yaml

_FIXED = {"id": "files and facts are named after it", "status": "accepting removes it", "schema_type": "there is one"}


class Edit(NamedTuple):
    """One value of an article changed, as a decision names it: a key of the front matter or of a fact, or ``body``."""

    fact: str | None
    field: str
    before: Any
    after: Any


def read_location(text: str, article: Article) -> Location:
    """Read a dotted location: ``title``, ``known_gaps.0``, ``primary_sources.1.year``, ``body.TL;DR``, ``<fact id>.statement``.

    Raises:
        ReviewError: It names nothing that a person may change.
    """
    head, _, rest = text.strip().partition(".")
    if head == "body":
        return ("body", rest) if rest else ("body",)
    parts: list[str | int] = [int(part) if part.isascii() and part.isdigit() else part for part in rest.split(".") if part]
    if is_fact_id(head):
        ids = [getattr(fact, "id", None) for fact in article.atomic_facts or ()]
        if head not in ids:
            raise _refuse_location(text, f"the article has no fact {head}")
        return ("atomic_facts", ids.index(head), *parts)
    if head in _FIXED:
        raise _refuse_location(text, f"'{head}' cannot be changed: {_FIXED[head]}")
    if head not in Article.model_fields and head not in (article.model_extra or {}):
        raise _refuse_location(text, f"an article has no key '{head}'", Article.model_fields.keys() - _FIXED.keys() | {"body"})
    return (head, *parts)


def _refuse_location(text: str, reason: str, known: Iterable[str] = ()) -> UnknownNameError:
    examples = "Examples: title, known_gaps.0, primary_sources.1.year, body.TL;DR, <fact id>.statement."
    hint = suggest(text.rpartition(".")[2], sorted(known), otherwise=examples)
    return UnknownNameError(f"'{text}' names no value: {reason}.", code="review.bad-location", hint=hint, location=text)


def plan_edit(article: Article, location: str, text: str) -> Edit:
    """Say what it means to type a text at a location; an empty text takes the value out.

    The text is taken as it is where the model wants a text there, and else as YAML: a number, true or false, a list.

    Raises:
        ReviewError: The location names nothing, the value is the same as before, or it breaks a rule of the model.
    """
    place = read_location(location, article)
    text = text.replace("\r\n", "\n").strip()
    data, body = article.to_data(), article.body
    known = {(fault.code, fault.message) for fault in _list_errors(data, body)}
    worst: list[Fault] = []
    for value in _read_values(text):
        new_data, new_body = _put_value(data, body, place=place, value=value)
        faults = [fault for fault in _list_errors(new_data, new_body) if (fault.code, fault.message) not in known]
        if not faults:
            return _name_edit(Pair(data, body), Pair(new_data, new_body), place)
        if not worst or any(fault.code == "article.wrong-type" for fault in worst):
            worst = faults
    reasons = "; ".join(dict.fromkeys(fault.message for fault in worst))
    raise ReviewError(
        f"That value does not fit: {reasons}.", code="review.bad-value", hint="Nothing was changed.", location=location
    )


class Pair(NamedTuple):
    """The two halves of an article."""

    data: dict[str, Any]
    body: Body


def _list_errors(data: dict[str, Any], body: Body) -> list[Fault]:
    return [fault for fault in inspect_article(data, body)[1] if fault.severity == "error"]


def _read_values(text: str) -> Iterator[Any]:
    """Yield what a text may mean, the plainest first."""
    if not text:
        yield None
        return
    yield text
    try:
        value = read_yaml(f"value: {text}\n")["value"]
    except WriteError:
        return
    if not isinstance(value, str) and value is not None:
        yield value


def _put_value(data: dict[str, Any], body: Body, *, place: Location, value: Any) -> Pair:
    if place[0] == "body":
        return Pair(data, _put_in_body(body, place, value))
    data = deepcopy(data)
    if len(place) == 1:
        set_value(data, str(place[0]), value)
        return Pair(data, body)
    holder: Any = data
    for part in place[:-1]:
        holder = _step(holder, part, place)
    last = place[-1]
    if isinstance(holder, list) and isinstance(last, int) and last <= len(holder):
        holder[last : last + 1] = [] if value is None else [value]
    elif isinstance(holder, dict) and isinstance(last, str):
        holder.pop(last, None) if value is None else holder.update({last: value})
    else:
        raise _refuse_location(".".join(map(str, place)), "there is nothing of that kind")
    return Pair(data, body)


def _step(holder: Any, part: str | int, place: Location) -> Any:
    try:
        return holder[part]
    except (KeyError, IndexError, TypeError):
        raise _refuse_location(".".join(map(str, place)), f"there is no '{part}'") from None


def _put_in_body(body: Body, place: Location, value: str | None) -> Body:
    words = value if isinstance(value, str) else ""
    if len(place) == 1:
        return parse_body(f"{words}\n")
    heading = str(place[1])
    at = next((at for at, section in enumerate(body.sections) if section.heading == heading), None)
    if at is None:
        headings = [section.heading for section in body.sections]
        raise _refuse_location(".".join(map(str, place)), f"the body has no section '{heading}'", headings)
    changed = [body.sections[at].model_copy(update={"text": words})] if words else []
    sections: tuple[BodySection, ...] = (*body.sections[:at], *changed, *body.sections[at + 1 :])
    return parse_body(body.model_copy(update={"sections": sections}).render())


def _name_edit(old: Pair, new: Pair, place: Location) -> Edit:
    """Name an edit by the key that a merge works on: one of the front matter, one of a fact, or the body."""
    head = str(place[0])
    if head == "body":
        edit = Edit(None, "body", old.body.render(), new.body.render())
    elif head == "atomic_facts" and len(place) == 3:
        before, after = old.data[head][place[1]], new.data[head][place[1]]
        if place[2] == "id":
            raise _refuse_location("id", "a fact keeps its id")
        edit = Edit(before["id"], str(place[2]), before.get(place[2]), after.get(place[2]))
    elif head == "atomic_facts":
        raise _refuse_location(head, "edit a key of one fact, reject a fact or promote a candidate")
    else:
        edit = Edit(None, head, old.data.get(head), new.data.get(head))
    if edit.before == edit.after:
        raise ReviewError("That is what it says already.", code="review.no-change", hint="Nothing was changed.")
    return edit
