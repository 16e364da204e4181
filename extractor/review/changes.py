"""What a decision makes of an article's files: a pure function, so that an interrupted decision can be finished later."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import ReviewError
from extractor.knowledge import Knowledge
from extractor.merge.prose import merge_prose
from extractor.merge.restatements import drop_echoes, gather_facts
from extractor.review.context import ArticleContext, Sheet, hash_text
from extractor.schema import Article, Body, inspect_article
from extractor.schema.ids import move_facts, read_number
from extractor.workspace.decisions import Decision
from extractor.workspace.paths import check_slug
from extractor.write import parse_article, parse_body, render_article, update_article_text

_BY_MACHINE = {"ai_structured", "ai_assisted"}


class Change(NamedTuple):
    """The files after a decision; None where a file goes. ``main`` is the one that the decision was about, if it stays."""

    files: Mapping[Path, str | None]
    main: Path | None

    @property
    def sha256(self) -> str | None:
        """The hash of the article's file after the decision."""
        text = self.files.get(self.main) if self.main else None
        return None if text is None else hash_text(text)


def carry_out(context: ArticleContext, decision: Decision, root: Path, *, knowledge: Knowledge) -> Change:
    """Say what the files of an article are after a decision.

    Raises:
        ReviewError: The decision does not fit the article as it is.
    """
    if decision.fact is None and decision.field is None:
        if decision.action == "accept":
            return _accept(context, root)
        if decision.action == "restore":
            return _put_back(context, decision.after, root)
        return Change(dict.fromkeys(_list_paths(context)), None)
    sheet = context.current
    data, body = sheet.article.to_data(), sheet.article.body
    if decision.fact is not None:
        body = _change_prose(context, decision, knowledge=knowledge) if decision.body is not None else body
        data["atomic_facts"] = _change_facts(data.get("atomic_facts"), decision)
    elif decision.field == "body":
        body = parse_body(str(decision.after))
    else:
        set_value(data, str(decision.field), decision.after)
    return _rewrite(context, sheet, inspect_article(data, body)[0], root)


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


def _list_paths(context: ArticleContext) -> list[Path]:
    return [sheet.path for sheet in (context.pending, context.accepted) if sheet]


def _accept(context: ArticleContext, root: Path) -> Change:
    sheet = context.pending
    if sheet is None:
        raise ReviewError(
            f"'{context.id}' is not pending.",
            code="review.not-pending",
            hint="Nothing waits to be accepted.",
            article=context.id,
        )
    path, text = _finish(context, sheet, sheet.article, root=root, shelf="articles")
    return Change({**dict.fromkeys(_list_paths(context)), path: text}, path)


def _put_back(context: ArticleContext, files: Any, root: Path) -> Change:
    """Put the files of an article back as they were, shelf by shelf."""
    texts: dict[Path, str | None] = dict.fromkeys(_list_paths(context))
    main = None
    for shelf, text in (files or {}).items():
        main = _place(root, shelf, str(parse_article(text).category), context.id)
        texts[main] = text
    return Change(texts, main)


def _rewrite(context: ArticleContext, sheet: Sheet, article: Article, root: Path) -> Change:
    path, text = _finish(context, sheet, article, root=root, shelf=sheet.shelf)
    return Change({sheet.path: None, path: text}, path)


def _finish(context: ArticleContext, sheet: Sheet, article: Article, *, root: Path, shelf: str) -> tuple[Path, str]:
    """Write an article as its shelf wants it: drafts are marked, and what a person changed says so once accepted."""
    method = article.generation_method
    machine = context.record.article
    if method in _BY_MACHINE and machine is not None:
        touched = shelf == "articles" and is_touched(article, machine.front_matter, machine.body)
        method = "ai_assisted" if touched else machine.front_matter.get("generation_method", method)
    status = "draft" if shelf == "pending" else None
    article = article.model_copy(update={"generation_method": method, "status": status})
    return _place(root, shelf, str(article.category), context.id), write_over(sheet.text, article)


def demote(context: ArticleContext, sheet: Sheet, root: Path) -> str:
    """Write an accepted article as the draft that it was."""
    return _finish(context, sheet, sheet.article, root=root, shelf="pending")[1]


def write_over(text: str, article: Article) -> str:
    """Write an article over an older version of its file, with only what changed changed, and a body exactly as given."""
    old = parse_article(text)
    if article.body != old.body:
        return render_article(article.with_layout(old.layout))
    return update_article_text(text, article)


def is_touched(article: Article, front_matter: Mapping[str, Any], body: Body) -> bool:
    """Tell whether an article says something else than the machine's version of it."""
    own = {"status": None, "generation_method": None}
    return {**article.to_data(), **own} != {**front_matter, **own} or article.body.render() != body.render()


def _place(root: Path, shelf: str, category: str, article_id: str) -> Path:
    return root / shelf / check_slug(category) / f"{check_slug(article_id)}.md"


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
        raise ReviewError(
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
