"""One request to an OpenAI-compatible endpoint.

The only place of this stage that reaches outside the process. Nothing runs here unless ``compose.drafter`` asks for it.
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any

from extractor.config import ComposeKnobs

_MOST_BYTES = 1_000_000
_CHUNK = 16_384


class DraftError(Exception):
    """The endpoint gave no usable answer; the message says why."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An endpoint that sends us elsewhere gets no answer, and no key."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def ask_model(prompt: str, words: str, *, knobs: ComposeKnobs) -> str:
    """Give the model's answer to a system prompt and a text.

    Raises:
        DraftError: No answer within the deadline and the retries, or none that can be read.
    """
    for attempt in range(knobs.retries + 1):
        try:
            return _read_answer(_post(prompt, words, knobs))
        except DraftError:
            if attempt == knobs.retries:
                raise
    raise DraftError("the endpoint was not asked")


def _post(prompt: str, words: str, knobs: ComposeKnobs) -> bytes:
    body = {
        "model": knobs.model,
        "temperature": 0,
        "seed": 0,
        "messages": [{"role": "system", "content": prompt}, {"role": "user", "content": words}],
    }
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get(knobs.key_variable, ""):
        headers["Authorization"] = f"Bearer {key}"
    url = f"{knobs.endpoint.rstrip('/')}/chat/completions"
    if not url.startswith(("http://", "https://")):
        raise DraftError(f"compose.endpoint is no web address: {knobs.endpoint!r}")
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310 - checked above
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=knobs.seconds) as answer:
            return _read_all(answer, time.monotonic() + knobs.seconds)
    except urllib.error.HTTPError as error:
        raise DraftError(f"the endpoint answered {error.code}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise DraftError(f"the endpoint did not answer: {type(error).__name__}") from None


def _read_all(answer: Any, deadline: float) -> bytes:
    """Read an answer that may come slowly or never end."""
    parts: list[bytes] = []
    while chunk := answer.read1(_CHUNK):
        parts.append(chunk)
        if sum(map(len, parts)) > _MOST_BYTES:
            raise DraftError("the answer is too long")
        if time.monotonic() > deadline:
            raise DraftError("the answer took too long")
    return b"".join(parts)


def _read_answer(data: bytes) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise DraftError("the answer is not that of a chat completion") from None
    if not isinstance(content, str):
        raise DraftError("the answer holds no text")
    return content
