"""What a decision makes of an article's files: a pure function, so that an interrupted decision can be finished later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from extractor.errors import ReviewError, UnknownNameError
from extractor.knowledge import Knowledge
from extractor.merge.prose import merge_prose
from extractor.merge.restatements import drop_echoes, gather_facts
from extractor.review.context import ArticleContext
from extractor.schema import Article, Body, inspect_article
from extractor.schema.ids import move_facts, read_number
from extractor.workspace.articles import ArticleFile, hash_text
from extractor.workspace.decisions import Decision
from extractor.workspace.paths import check_slug
from extractor.write import mend_style, parse_article, parse_body, render_article, update_article

_BY_MACHINE = {"ai_structured", "ai_assisted"}


class Change(NamedTuple):
    """The files after a decision, by name; None where a file goes. ``main`` is what the decision was about, if it stays."""

    files: Mapping[str, str | None]
    main: str | None

    @property
    def sha256(self) -> str | None:
        """The hash of the article's file after the decision."""
        text = self.files.get(self.main) if self.main else None
        return None if text is None else hash_text(text)


def carry_out(context: ArticleContext, decision: Decision, *, knowledge: Knowledge) -> Change:
    """Say what the files of an article are after a decision.

    Raises:
        ReviewError: The decision does not fit the article as it is.
    """
    files: dict[str, str | None] = dict.fromkeys(file.name for file in context.files)
    if decision.fact is None and decision.field is None:
        if decision.action == "restore":
            back = _put_back(context, decision.after)
            return Change(files | back, next(reversed(back), None))
        if decision.action != "accept":
            return Change(files, None)
        file, shelf = _require_pending(context), "articles"
        article = file.article
    else:
        file = context.current
        files, shelf = {file.name: None}, file.shelf
        article = _edit(context, decision, knowledge=knowledge)
    name, text = write_for_shelf(context, file, article, shelf=shelf)
    return Change({**files, name: text}, name)


def _edit(context: ArticleContext, decision: Decision, *, knowledge: Knowledge) -> Article:
    """Give the current version with one value, or one fact, as a decision wants it."""
    article = context.current.article
    data, body = article.to_data(), article.body
    if decision.fact is not None:
        body = _change_prose(context, decision, knowledge=knowledge) if decision.body is not None else body
        data["atomic_facts"] = _change_facts(data.get("atomic_facts"), decision)
    elif decision.field == "body":
        body = parse_body(str(decision.after))
    else:
        set_value(data, str(decision.field), decision.after)
    return inspect_article(data, body)[0]


def _change_prose(context: ArticleContext, decision: Decision, *, knowledge: Knowledge) -> Body:
    """Take the sentences that say what a rejected fact says out of the body, or put them back as they were."""
    article = context.current.article
    if decision.action == "reject":
        return cut_echoes(context, decision.before, decision.fact, knowledge=knowledge)
    before = parse_body(str(decision.body))
    facts = gather_facts(article, [decision.after])
    cut = drop_echoes(article.model_copy(update={"body": before}), facts, description=_describe(context), knowledge=knowledge)
    if cut == article.body:
        return before
    return parse_body(merge_prose(cut.render(), article.body.render(), before.render(), lambda *_: None))


def cut_echoes(context: ArticleContext, fact: Any, fact_id: str | None, *, knowledge: Knowledge) -> Body:
    """Give the body of an article without the sentences that say what one of its facts says, and nothing else does."""
    article = context.current.article
    return drop_echoes(article, gather_facts(article, [fact], but=fact_id), description=_describe(context), knowledge=knowledge)


def _describe(context: ArticleContext) -> str:
    description = context.record.description
    return description.text if description else ""


def _require_pending(context: ArticleContext) -> ArticleFile:
    if context.pending is None:
        raise ReviewError(
            f"'{context.id}' is not pending.",
            code="review.not-pending",
            hint="Nothing waits to be accepted.",
            article=context.id,
        )
    return context.pending


def _put_back(context: ArticleContext, files: Any) -> dict[str, str]:
    """Give the files of an article as they were, shelf by shelf."""
    return {_name_file(shelf, parse_article(text).category, context.id): text for shelf, text in (files or {}).items()}


def write_for_shelf(context: ArticleContext, file: ArticleFile, article: Article, *, shelf: str) -> tuple[str, str]:
    """Write an article over its file as a shelf wants it: drafts are marked; what a person changed says so once accepted.

    Only what changed is changed, and the body is exactly as given; what is accepted gets the house style (``mend_style``).
    """
    method = article.generation_method
    machine = context.record.article
    if method in _BY_MACHINE and machine is not None:
        touched = shelf == "articles" and is_touched(article, machine.front_matter, machine.body)
        method = "ai_assisted" if touched else machine.front_matter.get("generation_method", method)
    article = article.model_copy(update={"generation_method": method, "status": "draft" if shelf == "pending" else None})
    old = file.article
    text = update_article(old, article) if article.body == old.body else render_article(article.with_layout(old.layout))
    is_accepted = shelf == "articles" and file.shelf == "pending"
    return _name_file(shelf, article.category, context.id), mend_style(text) if is_accepted else text


def is_touched(article: Article, front_matter: Mapping[str, Any], body: Body) -> bool:
    """Tell whether an article says something else than the machine's version of it."""
    own = {"status": None, "generation_method": None}
    return {**article.to_data(), **own} != {**front_matter, **own} or article.body.render() != body.render()


def _name_file(shelf: str, category: object, article_id: str) -> str:
    return f"{shelf}/{check_slug(str(category))}/{check_slug(article_id)}.md"


def set_value(data: dict[str, Any], key: str, value: Any) -> None:
    """Put a value into front matter or a fact, or take it out; the ids of facts follow their article's category."""
    if value is None:
        data.pop(key, None)
        return
    old = data.get("category")
    data[key] = value
    if key == "category" and isinstance(data.get("atomic_facts"), list):
        data["atomic_facts"] = move_facts(data["atomic_facts"], data.get("id"), categories=(old, value))


def _change_facts(facts: Any, decision: Decision) -> list[Any]:
    """Give the facts after a decision about one of them."""
    listed = list(facts) if isinstance(facts, list) else []
    at = next((at for at, fact in enumerate(listed) if isinstance(fact, dict) and fact.get("id") == decision.fact), None)
    if decision.field is None and decision.after is not None and at is None:
        number = read_number(decision.fact)
        later = (at for at, fact in enumerate(listed) if isinstance(fact, dict) and read_number(fact.get("id")) > number)
        listed.insert(next(later, len(listed)), decision.after)
        return listed
    if at is None:
        raise UnknownNameError(
            f"The article has no fact {decision.fact}.",
            code="review.no-fact",
            hint=f"Its facts: {', '.join(str(fact.get('id')) for fact in listed if isinstance(fact, dict)) or 'none'}.",
            fact=decision.fact,
        )
    if decision.field is None:
        del listed[at]
    else:
        listed[at] = dict(listed[at])
        set_value(listed[at], decision.field, decision.after)
    return listed
