"""The file that says where pages come from (``configs/sources.example.yaml``): typed, and closed to unknown keys."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from extractor.config import config_file
from extractor.errors import ConfigError
from extractor.ingest.fetch.types import mask_logins

_KINDS = ("folder", "glob", "urls", "sitemap", "feed")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Part):
    """What fetching from a source may cost, and what it may bring.

    Attributes:
        requests_per_second: To one host, redirects and retries included.
        per_host: Requests to one host at a time.
        retries: Further tries of a request that failed in passing (429, 500, 502, 503, 504, a broken connection).
        backoff_seconds: Before the first of them; doubled every time, with jitter.
        wait_seconds: The longest wait, whatever ``Retry-After`` asks for; a longer one gives up until the next run.
        redirects: Redirects of one request.
        max_bytes: Size of a body, decompressed.
        seconds: Time of one request with its body, redirects apart.
        pages: Addresses taken from one source.
        content_types: Types that are kept, by their beginnings.
    """

    requests_per_second: float = Field(default=1.0, gt=0)
    per_host: int = Field(default=1, ge=1)
    retries: int = Field(default=3, ge=0)
    backoff_seconds: float = Field(default=1.0, gt=0)
    wait_seconds: float = Field(default=120.0, ge=0)
    redirects: int = Field(default=5, ge=0)
    max_bytes: int = Field(default=20_000_000, gt=0)
    seconds: float = Field(default=30.0, gt=0)
    pages: int = Field(default=10_000, gt=0)
    content_types: tuple[str, ...] = ("text/", "application/xhtml+xml", "application/json", "application/xml")


class SourcePlace(_Part):
    """One place that pages come from; exactly one of ``folder``, ``glob``, ``urls``, ``sitemap`` and ``feed``.

    Paths are relative to the folder that holds the workspace.

    Attributes:
        name: Its name in reports; also of its folder below ``raw/``, where its pages are fetched.
        folder: A folder of pages.
        glob: A pattern of files, such as ``raw/notes/**/*.md``.
        urls: Addresses, or the path of a file with one a line.
        sitemap: Address of a sitemap or of an index of sitemaps.
        feed: Address of a feed: RSS, Atom or JSON.
        category: What its pages are about, where their own words do not decide.
        into: Where fetched pages are kept; ``raw/<name>`` if absent.
        schedule: When the daemon takes it, as in a crontab; the file's own schedule if absent.
        allow_private: Addresses of this network and this machine may be fetched.
        may_be_empty: No page at all is nothing to worry about.
        limits: Limits.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    folder: str | None = None
    glob: str | None = None
    urls: tuple[str, ...] | str | None = None
    sitemap: str | None = None
    feed: str | None = None
    category: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] | None = None
    into: str | None = None
    schedule: str | None = None
    allow_private: bool = False
    may_be_empty: bool = False
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _check_kind(self) -> Self:
        if sum(getattr(self, kind) is not None for kind in _KINDS) != 1:
            raise PydanticCustomError("kind", "a source has one of folder, glob, urls, sitemap and feed")
        return self

    @property
    def is_remote(self) -> bool:
        """Its pages are fetched."""
        return self.folder is None and self.glob is None

    @property
    def place(self) -> str:
        """The folder or pattern in which its pages lie."""
        return self.folder or self.glob or self.into or f"raw/{self.name}"


class SourcesFile(_Part):
    """The whole file.

    Attributes:
        sources: The sources.
        schedule: When the daemon takes those without a schedule of their own, as in a crontab.
        webhook: An address that is told how each run ended, as JSON.
        user_agent: What fetching calls itself; robots.txt is read for its first word.
    """

    sources: tuple[SourcePlace, ...] = Field(min_length=1)
    schedule: str = "17 4 * * *"
    webhook: str | None = None
    user_agent: str = "extractor/0.1 (re-ingest)"

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        if len({source.name for source in self.sources}) < len(self.sources):
            raise PydanticCustomError("names", "two sources have the same name")
        return self


def load_sources(path: Path) -> SourcesFile:
    """Read the file.

    Raises:
        ConfigError: It cannot be read, a key is unknown, or a value is wrong.
    """
    hint = f"See {config_file('sources.example.yaml')}."
    try:
        data: Any = yaml.safe_load(path.read_text("utf-8"))
        return SourcesFile.model_validate(data)
    except OSError as error:
        raise ConfigError(f"Cannot read {path}: {error.strerror}.", code="config.unreadable", hint=hint) from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).replace("\n", " ")
        raise ConfigError(f"{path} is no YAML: {mask_logins(reason)}.", code="config.unreadable", hint=hint) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"])) or "the file"
        raise ConfigError(f"{path}: {key}: {first['msg']}.", code="config.invalid", hint=hint, key=key) from None
