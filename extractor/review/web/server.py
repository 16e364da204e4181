"""The server: addresses, answers, and the loop that serves them to this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from extractor.errors import ExtractorError, ReviewError
from extractor.review.session import ReviewSession
from extractor.review.web import forms, views
from extractor.review.web.app import FOLDER, WebApp
from extractor.review.web.filters import QueueFilter, read_count, read_wanted
from extractor.review.web.guard import Guard, Keys, check_form
from extractor.runs.report.page import REVIEW_PORT

_STATUS = {
    "review.stale": 409, "review.locked": 409, "review.no-record": 404, "review.no-article": 404, "write.bad-name": 404,
}  # fmt: skip

Show = Callable[[WebApp, Request, QueueFilter, dict[str, Any]], str]


def make_app(app: WebApp) -> Starlette:
    """Put the page together: routes behind the guard."""
    routes = [
        Route("/", _make_reader(app, _queue)),
        Route("/queue", _make_reader(app, _queue)),
        Route("/accept-all", _make_reader(app, _bulk)),
        Route("/accept-all", _make_writer(app, _accept_all), methods=["POST"]),
        Route("/undo", _make_writer(app, _undo), methods=["POST"]),
        Route("/article/{article_id}", _make_reader(app, _article)),
        Route("/article/{article_id}/diff", _make_reader(app, _changes)),
        Route("/article/{article_id}/{verb}", _make_writer(app, _decide), methods=["POST"]),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, keys=app.keys)])


def _queue(app: WebApp, request: Request, wanted: QueueFilter, extra: dict[str, Any]) -> str:
    return views.show_queue(app, wanted, offset=read_count(request.query_params.get("offset", "")) or 0, extra=extra)


def _bulk(app: WebApp, request: Request, wanted: QueueFilter, extra: dict[str, Any]) -> str:  # noqa: ARG001 - the shape of a Show
    return views.show_bulk(app, wanted, extra=extra)


def _article(app: WebApp, request: Request, wanted: QueueFilter, extra: dict[str, Any]) -> str:
    return views.show_article(app, request.path_params["article_id"], wanted, extra=extra)


def _changes(app: WebApp, request: Request, wanted: QueueFilter, extra: dict[str, Any]) -> str:  # noqa: ARG001 - the shape of a Show
    return views.show_changes(app, request.path_params["article_id"], wanted)


def _make_reader(app: WebApp, show: Show) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            extra = {"notice": forms.describe_done(request.query_params)}
            return HTMLResponse(show(app, request, read_wanted(request.query_params), extra))
        except ExtractorError as error:
            return _show_error(app, error)

    return answer


def _show_error(app: WebApp, error: ExtractorError) -> Response:
    try:
        page = app.render("error.html.j2", wanted=QueueFilter(), values={"problem": describe_problem(error)})
    except ExtractorError:  # the workspace itself cannot be read, and so no page can be shown
        return PlainTextResponse(f"{error}\n", 500)
    return HTMLResponse(page, _STATUS.get(error.code, 422))


def describe_problem(error: ExtractorError) -> Mapping[str, Any]:
    """Give what the page says about an error."""
    findings = str(error.facts.get("findings", "")).splitlines()
    return {"message": error.message, "hint": error.hint, "findings": findings if len(findings) > 1 else []}


Write = Callable[[WebApp, Request, forms.Sent], Response]


def _make_writer(app: WebApp, write: Write) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=20) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if not check_form(fields.get("form"), app.keys):
            return PlainTextResponse("The form is not one of this page's own. Load the page again.\n", 403)
        return await run_in_threadpool(write, app, request, forms.Sent(read_wanted(request.query_params), fields))

    return answer


def _decide(app: WebApp, request: Request, sent: forms.Sent) -> Response:
    article_id, verb = request.path_params["article_id"], request.path_params["verb"]
    if verb not in forms.VERBS:
        return PlainTextResponse("There is no such action.\n", 404)
    try:
        return RedirectResponse(forms.take_decision(app, article_id, verb, sent), 303)
    except ExtractorError as error:
        if _STATUS.get(error.code) == 404:
            return _show_error(app, error)
        return _show_refusal(app, article_id, sent, error)


def _show_refusal(app: WebApp, article_id: str, sent: forms.Sent, error: ExtractorError) -> Response:
    """Show the article again with what was wrong, and what was typed still there."""
    location = sent.read("location") or sent.read("fact")
    extra: dict[str, Any] = {"problem": describe_problem(error)}
    if error.code == "review.stale":
        extra["stale"] = views.find_difference(app, article_id, sent.read("seen"))
    if location:
        extra["failed"] = views.Failed(location, sent.read("value"), error.message)
    try:
        page = views.show_article(app, article_id, sent.wanted, extra=extra)
    except ExtractorError:
        return _show_error(app, error)
    return HTMLResponse(page, _STATUS.get(error.code, 422))


def _undo(app: WebApp, request: Request, sent: forms.Sent) -> Response:  # noqa: ARG001 - the shape of a Write
    try:
        return RedirectResponse(forms.undo_decision(app, sent), 303)
    except ExtractorError as error:
        return _show_error(app, error)


def _accept_all(app: WebApp, request: Request, sent: forms.Sent) -> Response:  # noqa: ARG001 - the shape of a Write
    try:
        return RedirectResponse(forms.accept_matching(app, sent), 303)
    except ExtractorError as error:
        problem = {"problem": describe_problem(error)}
        return HTMLResponse(views.show_bulk(app, sent.wanted, extra=problem), _STATUS.get(error.code, 422))


def serve_review(session: ReviewSession, *, reviewer: str, port: int | None = None, announce: Callable[[str], None]) -> None:
    """Serve the page on 127.0.0.1 until somebody ends it; ``announce`` gets the address once it answers.

    Args:
        session: The workspace to review.
        reviewer: Who decides.
        port: The port; 0 takes a free one. Absent, it is the one that run reports link to, or a free one if that is taken.
        announce: Told the address with the token.

    Raises:
        ReviewError: The port is taken, or there is no workspace.
    """
    import uvicorn

    with session.hold():
        pass  # finishes what a crash left undone, and tells early if the workspace cannot be used
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(listener, port)
        keys = Keys(listener.getsockname()[1])
        app = WebApp(session, keys, reviewer)
        app.prepare()
        announce(keys.url)
        asgi = make_app(app)
        config = uvicorn.Config(asgi, log_level="warning", access_log=False, server_header=False, lifespan="off", http="h11")
        uvicorn.Server(config).run(sockets=[listener])


def _bind(listener: socket.socket, port: int | None) -> None:
    try:
        listener.bind(("127.0.0.1", REVIEW_PORT if port is None else port))
    except OSError as error:
        if port is not None:
            raise ReviewError(
                f"Port {port} cannot be used: {error.strerror}.", code="review.port", hint="Choose another with --port."
            ) from None
        listener.bind(("127.0.0.1", 0))
    listener.listen(64)
