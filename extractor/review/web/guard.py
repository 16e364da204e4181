"""Who may talk to the page: a browser on this machine that was given the token, from the page itself, and nobody else.

- The ``Host`` must be the address that the server listens on, so that a name which an attacker points at 127.0.0.1 (DNS
  rebinding) reaches nothing.
- The token, in the URL that the terminal shows, is exchanged for a cookie: HttpOnly, SameSite=Strict, named after the port,
  since ports of a host share their cookies.
- A request that changes something must name the page's own origin and carry the form's token.
- Every answer forbids scripts and styles that are not the page's own files, framing, sniffing and caching.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.review.web.filters import read_count

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
MAX_BODY = 4_000_000


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one server: ``token`` lets a browser in, ``form`` proves that a form is the page's own."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    form: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"extractor-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The values of ``Host`` that mean this server."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"


class Guard:
    """The ASGI middleware in front of the page."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refuse(Request(scope))
        await (refusal or self._app)(scope, receive, send_safely)

    def _refuse(self, request: Request) -> Response | None:
        headers = request.headers
        if headers.get("host", "") not in self._keys.hosts:
            return _say("This address is not the page's own.", 421)
        token = request.query_params.get("token")
        if token is not None and request.method == "GET":
            return self._let_in(request, token)
        if not _match(request.cookies.get(self._keys.cookie), self._keys.token):
            return _say("Open the address that 'extractor review' shows in the terminal; it carries the key to this page.", 401)
        if request.method not in {"GET", "HEAD"}:
            return self._check_sender(headers)
        return None

    def _let_in(self, request: Request, token: str) -> Response:
        if not _match(token, self._keys.token):
            return _say("That key is not valid any more. Open the address that the terminal shows.", 401)
        answer = RedirectResponse(request.url.path, 303)
        answer.set_cookie(self._keys.cookie, token, httponly=True, samesite="strict", path="/")
        return answer

    def _check_sender(self, headers: Headers) -> Response | None:
        if headers.get("origin", "") not in {f"http://{host}" for host in self._keys.hosts}:
            return _say("The request comes from another site.", 403)
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return _say("The request comes from another site.", 403)
        length = read_count(headers.get("content-length", ""))
        if length is None or length > MAX_BODY:
            return _say("The request is too long.", 413)
        return None


def _match(given: str | None, wanted: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode(), wanted.encode())


def check_form(given: object, keys: Keys) -> bool:
    """Tell whether a form is one that this server wrote."""
    return isinstance(given, str) and _match(given, keys.form)


def _say(message: str, status: int) -> Response:
    return PlainTextResponse(f"{message}\n", status)
