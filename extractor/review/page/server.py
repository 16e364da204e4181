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
from extractor.jobs.report.page import REVIEW_PORT
from extractor.review.desk import Desk
from extractor.review.page import forms, views
from extractor.review.page.filters import Wish, read_wish
from extractor.review.page.guard import Guard, Keys, check_form
from extractor.review.page.office import FOLDER, Office

_STATUS = {
    "review.stale": 409, "review.locked": 409, "review.no-record": 404, "review.no-article": 404, "write.bad-name": 404,
}  # fmt: skip

Show = Callable[[Office, Request, Wish, dict[str, Any]], str]


def make_app(office: Office) -> Starlette:
    """Put the page together: routes behind the guard."""
    routes = [
        Route("/", _make_reader(office, _queue)),
        Route("/queue", _make_reader(office, _queue)),
        Route("/accept-all", _make_reader(office, _bulk)),
        Route("/accept-all", _make_writer(office, _accept_all), methods=["POST"]),
        Route("/undo", _make_writer(office, _undo), methods=["POST"]),
        Route("/article/{article_id}", _make_reader(office, _article)),
        Route("/article/{article_id}/diff", _make_reader(office, _changes)),
        Route("/article/{article_id}/{verb}", _make_writer(office, _decide), methods=["POST"]),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, keys=office.keys)])


def _queue(office: Office, request: Request, wish: Wish, extra: dict[str, Any]) -> str:
    offset = request.query_params.get("offset", "0")
    number = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 10 else 0
    return views.show_queue(office, wish, offset=number, extra=extra)


def _bulk(office: Office, request: Request, wish: Wish, extra: dict[str, Any]) -> str:  # noqa: ARG001 - the shape of a Show
    return views.show_bulk(office, wish, extra=extra)


def _article(office: Office, request: Request, wish: Wish, extra: dict[str, Any]) -> str:
    return views.show_article(office, request.path_params["article_id"], wish, extra=extra)


def _changes(office: Office, request: Request, wish: Wish, extra: dict[str, Any]) -> str:  # noqa: ARG001 - the shape of a Show
    return views.show_changes(office, request.path_params["article_id"], wish)


def _make_reader(office: Office, show: Show) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            extra = {"notice": forms.describe_done(request.query_params)}
            return HTMLResponse(show(office, request, read_wish(request.query_params), extra))
        except ExtractorError as error:
            return _show_error(office, error)

    return answer


def _show_error(office: Office, error: ExtractorError) -> Response:
    try:
        page = office.render("error.html.j2", wish=Wish(), values={"problem": describe_problem(error)})
    except ExtractorError:  # the workspace itself cannot be read, and so no page can be shown
        return PlainTextResponse(f"{error}\n", 500)
    return HTMLResponse(page, _STATUS.get(error.code, 422))


def describe_problem(error: ExtractorError) -> Mapping[str, Any]:
    """Give what the page says about an error."""
    findings = str(error.facts.get("findings", "")).splitlines()
    return {"message": error.message, "hint": error.hint, "findings": findings if len(findings) > 1 else []}


Write = Callable[[Office, Request, forms.Sent], Response]


def _make_writer(office: Office, write: Write) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=20) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if not check_form(fields.get("form"), office.keys):
            return PlainTextResponse("The form is not one of this page's own. Load the page again.\n", 403)
        return await run_in_threadpool(write, office, request, forms.Sent(read_wish(request.query_params), fields))

    return answer


def _decide(office: Office, request: Request, sent: forms.Sent) -> Response:
    article_id, verb = request.path_params["article_id"], request.path_params["verb"]
    if verb not in forms.VERBS:
        return PlainTextResponse("There is no such action.\n", 404)
    try:
        return RedirectResponse(forms.take_decision(office, article_id, verb, sent), 303)
    except ExtractorError as error:
        if _STATUS.get(error.code) == 404:
            return _show_error(office, error)
        return _show_refusal(office, article_id, sent, error)


def _show_refusal(office: Office, article_id: str, sent: forms.Sent, error: ExtractorError) -> Response:
    """Show the article again with what was wrong, and what was typed still there."""
    location = sent.read("location") or sent.read("fact")
    extra: dict[str, Any] = {"problem": describe_problem(error)}
    if error.code == "review.stale":
        extra["stale"] = views.find_difference(office, article_id, sent.read("seen"))
    if location:
        extra["failed"] = views.Failed(location, sent.read("value"), error.message)
    try:
        page = views.show_article(office, article_id, sent.wish, extra=extra)
    except ExtractorError:
        return _show_error(office, error)
    return HTMLResponse(page, _STATUS.get(error.code, 422))


def _undo(office: Office, request: Request, sent: forms.Sent) -> Response:  # noqa: ARG001 - the shape of a Write
    try:
        return RedirectResponse(forms.undo_decision(office, sent), 303)
    except ExtractorError as error:
        return _show_error(office, error)


def _accept_all(office: Office, request: Request, sent: forms.Sent) -> Response:  # noqa: ARG001 - the shape of a Write
    try:
        return RedirectResponse(forms.accept_matching(office, sent), 303)
    except ExtractorError as error:
        problem = {"problem": describe_problem(error)}
        return HTMLResponse(views.show_bulk(office, sent.wish, extra=problem), _STATUS.get(error.code, 422))


def serve_review(desk: Desk, *, reviewer: str, port: int | None = None, announce: Callable[[str], None]) -> None:
    """Serve the page on 127.0.0.1 until somebody ends it; ``announce`` gets the address once it answers.

    Args:
        desk: The workspace to review.
        reviewer: Who decides.
        port: The port; 0 takes a free one. Absent, it is the one that run reports link to, or a free one if that is taken.
        announce: Told the address with the token.

    Raises:
        ReviewError: The port is taken, or there is no workspace.
    """
    import uvicorn

    with desk.hold():
        pass  # finishes what a crash left undone, and tells early if the workspace cannot be used
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(listener, port)
        keys = Keys(listener.getsockname()[1])
        office = Office(desk, keys, reviewer)
        office.prepare()
        app = make_app(office)
        announce(keys.url)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off", http="h11")
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
