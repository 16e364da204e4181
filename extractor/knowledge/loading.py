"""Knowledge read from ``configs/`` and overlaid with a profile.

A profile is the same files in the same shape, as a folder, or as one file whose keys are their names
(``languages: {nl: {labels: …}}``). It holds only what differs: mappings are merged key by key, lists are added to, and
``replace:`` in the place of a list or a mapping puts what is under it there instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from extractor.config import YAML_LOADER, Config, find_configs
from extractor.errors import ConfigError
from extractor.knowledge.language import Language
from extractor.knowledge.values import Knowledge

_REPLACE = "replace"
_OTHERS = {"default.yaml", "gazetteers.yaml", "sources.example.yaml"}
"""Files of ``configs/`` that are no knowledge of a page: knobs, what training reads, an example."""
MAX_BYTES = 4_000_000
"""Of a profile's file."""

Files = list[tuple[tuple[str, ...], Path]]
"""The place in the tree of knowledge that each file fills."""


@cache
def default_knowledge() -> Knowledge:
    """Load the knowledge that ships with the package, once a process."""
    return load_knowledge()


def knowledge_for(config: Config) -> Knowledge:
    """Load what a configuration asks for: what ships, or that with its profile.

    Raises:
        ConfigError: As ``load_knowledge``.
    """
    return load_knowledge(Path(config.profile)) if config.profile else default_knowledge()


def load_knowledge(profile: Path | None = None) -> Knowledge:
    """Read what ships, overlaid with a profile.

    Args:
        profile: A file or a folder; nothing if absent.

    Raises:
        ConfigError: The profile cannot be read, or says something that knowledge has no place for; with the file, the line
            and the nearest right key.
    """
    shipped = list(_list_files(find_configs()))
    own = _list_profile(profile) if profile else []
    tree: dict[str, Any] = {}
    for place, path in shipped:
        tree = _overlay(tree, _put(place, _read(path)))
    languages = tree["languages"] = {tag: dict(told) for tag, told in tree["languages"].items()}
    for place, path in own:
        tree = _overlay(tree, _put(place, _read(path)))
    for tag in tree["languages"]:
        if tag not in languages:
            tree["languages"][tag].setdefault("name", tag)
    try:
        return Knowledge.model_validate(tree | {"profile": profile.name if profile else None})
    except ValidationError as error:
        raise _explain(error, [*own, *shipped]) from None


def _list_files(folder: Path) -> Iterator[tuple[tuple[str, ...], Path]]:
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in _OTHERS:
            yield (() if path.stem == "languages" else (path.stem,)), path
    for path in sorted(folder.glob("sites/*.yaml")):
        yield ("site",), path
    for path in sorted(folder.glob("languages/*/*.yaml")):
        yield ("languages", path.parent.name, path.stem), path


def _list_profile(profile: Path) -> Files:
    if profile.is_dir():
        files: Files = list(_list_files(profile))
        known = {path for _, path in files}
        for path in sorted(profile.rglob("*.yaml")):
            if path not in known and path.name not in _OTHERS:
                raise ConfigError(
                    f"The profile's file {path} is none that knowledge has.",
                    code="config.profile",
                    hint="A profile has the files of configs/, such as publishers.yaml or languages/nl/labels.yaml.",
                    path=str(path),
                )
        if not files:
            raise ConfigError(
                f"The profile {profile} holds no knowledge.", code="config.profile", hint="Give it files as in configs/."
            )
        return files
    return [((), profile)]


def _put(place: tuple[str, ...], told: Any) -> dict[str, Any]:
    for key in reversed(place):
        told = {key: told}
    whole: dict[str, Any] = told
    return whole


def _read(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"The file {path} is too large for knowledge.", code="config.profile", path=str(path))
        told = yaml.load(path.read_text("utf-8"), Loader=YAML_LOADER)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        reason = str(error).replace("\n", " ")
        raise ConfigError(f"Cannot read {path}: {reason}.", code="config.unreadable", path=str(path)) from None
    if told is not None and not isinstance(told, dict):
        raise ConfigError(f"{path} is not a mapping.", code="config.profile", hint="It maps keys to what they hold.")
    return told or {}


def _overlay(base: Any, over: Any) -> Any:
    """Lay one tree over another: what differs in kind is left for validation to refuse."""
    if isinstance(over, dict) and over.keys() == {_REPLACE}:
        return over[_REPLACE]
    if isinstance(base, dict) and isinstance(over, dict):
        return base | {key: _overlay(base.get(key), value) for key, value in over.items()}
    if isinstance(base, list) and isinstance(over, list):
        return [*base, *(item for item in over if item not in base)]
    if isinstance(over, dict):
        return {key: _overlay(None, value) for key, value in over.items()}
    return over


def _explain(error: ValidationError, files: Files) -> ConfigError:
    """Say where the first mistake stands, what is wrong, and what was probably meant."""
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    path, line = _find_line(where, files)
    what = first["msg"]
    hint = "See the same file in configs/ for its shape."
    if first["type"] == "extra_forbidden":
        known = list(_list_keys(where[:-1]))
        near = get_close_matches(where[-1], known, n=1, cutoff=0.5)
        what = f"there is no key '{where[-1]}'"
        hint = f"Did you mean '{near[0]}'?" if near else f"Known keys: {', '.join(known)}."
    place = f"{path}, line {line}" if line else str(path)
    return ConfigError(
        f"{place}: {'.'.join(where)}: {what}.", code="config.profile", hint=hint, path=str(path), line=line, key=".".join(where)
    )


def _list_keys(where: Sequence[str]) -> Iterator[str]:
    """List the keys that the model has at a place."""
    model: Any = Knowledge
    for key in where:
        field = _find_field(model, key) if isinstance(model, type) and issubclass(model, BaseModel) else None
        model = _find_model(field.annotation) if field else Language if model is Knowledge else model
    if isinstance(model, type) and issubclass(model, BaseModel):
        yield from (field.alias or name for name, field in model.model_fields.items())


def _find_field(model: type[BaseModel], key: str) -> FieldInfo | None:
    return next((field for name, field in model.model_fields.items() if key in {name, field.alias}), None)


def _find_model(annotation: Any) -> Any:
    """Find the model in an annotation such as ``Mapping[str, Language]`` or ``Labels | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_find_model(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in found if part is not None), None)


def _find_line(where: Sequence[str], files: Files) -> tuple[Path, int]:
    """Find the file that says a key, the user's first, and the line of it; 0 where no file says it."""
    best: tuple[int, Path, int] = (-1, files[0][1], 0)
    for place, path in files:
        if tuple(where[: len(place)]) != place:
            continue
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
        depth, line = _follow(node, where[len(place) :])
        if depth + len(place) > best[0]:
            best = (depth + len(place), path, line)
    return best[1], best[2]


def _follow(node: yaml.Node | None, keys: Sequence[str]) -> tuple[int, int]:
    depth, line = 0, 0
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pairs: Mapping[str, tuple[yaml.Node, yaml.Node]] = {pair[0].value: pair for pair in node.value}
            if _REPLACE in pairs and key not in pairs:
                node = pairs[_REPLACE][1]
                pairs = {pair[0].value: pair for pair in node.value} if isinstance(node, yaml.MappingNode) else {}
            if key not in pairs:
                break
            line, node = pairs[key][0].start_mark.line + 1, pairs[key][1]
        elif isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
            node = node.value[int(key)]
            line = node.start_mark.line + 1
        else:
            break
        depth += 1
    return depth, line
