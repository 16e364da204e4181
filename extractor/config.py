"""Every knob of the pipeline, typed and frozen. Values live in ``configs/default.yaml``; unknown keys are refused.

``load_config`` overlays, in this order: the defaults, a file, ``key=value`` assignments. The fingerprint names what can
change an article's bytes; knobs of a run (``batch``, ``assertions``, ``guards``) are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import ConfigError, suggest

__version__ = "0.1.0"
_PACKAGE = Path(__file__).resolve().parent
YAML_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Knobs(BaseModel):
    """A group of knobs: immutable, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadKnobs(Knobs):
    """Limits on what is read."""

    max_bytes: int = Field(gt=0)
    max_depth: int = Field(gt=0)
    max_pages: int = Field(gt=0)
    max_document_pages: int = Field(gt=0)
    max_ratio: int = Field(gt=0)


class SegmentKnobs(Knobs):
    """How pages are cut into sections."""

    max_items: int = Field(gt=0)
    min_prose: int = Field(ge=0)


DateOrder = Literal["MDY", "DMY", "YMD"]


class DateKnobs(Knobs):
    """How dates are read where the page leaves room."""

    order: DateOrder
    languages: tuple[str, ...]


class EntityKnobs(Knobs):
    """Which named-entity pipeline runs, and how its labels map to ours."""

    model: str
    labels: Mapping[str, str]


class FactKnobs(Knobs):
    """Which sentences become facts."""

    max_facts: int = Field(ge=0, le=6)
    min_chars: int = Field(ge=10)
    max_chars: int = Field(le=300)
    preferred_chars: tuple[int, int]
    min_score: float
    plain_score: float
    further_score: float
    weights: Mapping[str, float]


class ArticleKnobs(Knobs):
    """Fixed values of the front matter."""

    schema_type: str
    categories: tuple[str, ...]
    fallback_category: str
    category_margin: float
    category_hints: Mapping[str, str]
    derived_from_human_seed: bool
    source_excerpts: bool


class ComposeKnobs(Knobs):
    """How prose is written."""

    drafter: Literal["extractive", "openai-compatible"]
    endpoint: str
    model: str
    key_variable: str
    seconds: float = Field(gt=0)
    retries: int = Field(ge=0)
    cache: str


class BatchKnobs(Knobs):
    """How a run treats its pages.

    Of these only two reach an article: ``order`` on a page that leaves it open, and ``related_articles``, which says how many
    of the workspace's articles are named in it.
    """

    jobs: int = Field(ge=0)
    page_seconds: float = Field(gt=0)
    worker_mb: int = Field(gt=0)
    retries: int = Field(ge=0)
    trust_stamps: bool
    follow_links: bool
    stop_after: int = Field(ge=0)
    stop_share: float = Field(gt=0, le=1)
    order: DateOrder | None
    related_articles: int = Field(ge=0, le=3)


class AssertionKnobs(Knobs):
    """What a run must look like before anything of it is published. None of these reaches an article."""

    min_pages: int = Field(ge=0)
    max_failed_share: float = Field(ge=0, le=1)
    max_other_share: float = Field(ge=0, le=1)
    fill: Mapping[str, Annotated[float, Field(ge=0, le=1)]]


class GuardKnobs(Knobs):
    """How much may vanish in one re-ingest before it is refused. None of these reaches an article."""

    max_lost_facts: float = Field(ge=0, le=1)
    max_lost_articles: float = Field(ge=0, le=1)
    max_lost_pages: float = Field(ge=0, le=1)
    least: int = Field(ge=1)


class Config(Knobs):
    """The whole configuration of a run; ``profile`` is the file or folder that overlays what the program knows."""

    profile: str | None
    read: ReadKnobs
    segment: SegmentKnobs
    dates: DateKnobs
    entities: EntityKnobs
    facts: FactKnobs
    article: ArticleKnobs
    compose: ComposeKnobs
    batch: BatchKnobs
    assertions: AssertionKnobs
    guards: GuardKnobs

    def describe_article_knobs(self) -> str:
        """Give the knobs that can change an article's bytes, as JSON."""
        return self.model_dump_json(exclude={"profile", "batch", "assertions", "guards"})


def package_file(name: str) -> Path:
    """Give the place of a file that ships inside the package."""
    return _PACKAGE / name


def find_configs() -> Path:
    """Find the folder of data files: inside an installed package, else ``configs/`` of the repository."""
    inside = _PACKAGE / "_configs"
    return inside if inside.is_dir() else _PACKAGE.parent / "configs"


def config_file(name: str) -> Path:
    """Find a data file: inside an installed package, else in the repository's ``configs/``.

    Raises:
        ConfigError: There is no such file.
    """
    path = find_configs() / name
    if path.is_file():
        return path
    raise ConfigError(f"The data file {name} is missing.", hint="Reinstall the package.", code="config.no-data", name=name)


@cache
def load_data(name: str) -> Any:
    """Read a YAML data file of ``configs/`` once a process. Treat the result as read-only."""
    return yaml.load(config_file(name).read_text("utf-8"), Loader=YAML_LOADER)  # noqa: S506 - a safe loader


@cache
def default_config() -> Config:
    """Load the configuration that ships with the package."""
    return load_config()


def load_config(path: Path | None = None, assignments: Iterable[str] = ()) -> Config:
    """Overlay the defaults with a file and with ``key=value`` assignments (``dates.order=DMY``; values are YAML).

    Raises:
        ConfigError: The file cannot be read, a key is unknown, or a value has the wrong type.
    """
    knobs = dict(load_data("default.yaml"))
    if path is not None:
        knobs = _overlay(knobs, _resolve_profile(_read_file(path), path.parent))
    for assignment in assignments:
        knobs = _overlay(knobs, _parse_assignment(assignment))
    try:
        return Config.model_validate(knobs)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            what, hint = f"There is no configuration key '{key}'.", suggest(key, _list_knobs(), otherwise=_point_to_knobs())
        else:
            what, hint = f"Configuration key '{key}': {first['msg']}.", _point_to_knobs()
        raise ConfigError(what, code="config.invalid", hint=hint, key=key) from None


def _point_to_knobs() -> str:
    return f"See {config_file('default.yaml')}."


def _list_knobs() -> Iterator[str]:
    """List every key, as ``--set`` names it."""
    for name, field in Config.model_fields.items():
        group = field.annotation
        knobs = group.model_fields if isinstance(group, type) and issubclass(group, Knobs) else ()
        yield from (f"{name}.{knob}" for knob in knobs)
        yield from () if knobs else (name,)


def _read_file(path: Path) -> Mapping[str, Any]:
    try:
        knobs = yaml.load(path.read_text("utf-8"), Loader=YAML_LOADER)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = getattr(error, "strerror", None) or str(error).replace("\n", " ")
        raise ConfigError(f"Cannot read the configuration {path}: {reason}.", code="config.unreadable") from None
    if not isinstance(knobs, dict):
        raise ConfigError(f"The configuration {path} is not a mapping.", code="config.invalid", hint=_point_to_knobs())
    return knobs


def _resolve_profile(knobs: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """A profile that a file names lies beside that file, wherever the program is run."""
    profile = knobs.get("profile")
    return {**knobs, "profile": str(folder / profile)} if isinstance(profile, str) else knobs


def _parse_assignment(assignment: str) -> Mapping[str, Any]:
    key, mark, value = assignment.partition("=")
    if not mark or not key.strip():
        raise ConfigError(f"'{assignment}' is not key=value.", code="config.invalid", hint="Example: --set dates.order=DMY")
    try:
        parsed = yaml.load(value, Loader=YAML_LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        raise ConfigError(f"The value of '{assignment}' is not YAML.", code="config.invalid", key=key) from None
    for part in reversed(key.strip().split(".")):
        parsed = {part: parsed}
    knobs: Mapping[str, Any] = parsed
    return knobs


def _overlay(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _overlay(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
