"""Knowledge read from ``configs/`` and overlaid with a profile.

A profile is the same files in the same shape, as a folder, or as one file whose keys are their names
(``languages: {nl: {labels: …}}``). It holds only what differs: mappings are merged key by key, lists are added to, and
``replace:`` in the place of a list or a mapping puts what is under it there instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from extractor.config import Config, find_configs
from extractor.errors import ConfigError, suggest
from extractor.knowledge.files import REPLACE, find_line, read_file
from extractor.knowledge.language import Language
from extractor.knowledge.values import Knowledge

_OTHERS = {"default.yaml", "gazetteers.yaml", "sources.example.yaml"}
"""Files of ``configs/`` that are no knowledge of a page: knobs, what training reads, an example."""
_KINDS = {
    "tuple_type": "a list is expected here",
    "string_type": "text is expected here",
    "dict_type": "a mapping is expected here",
    "model_type": "a mapping is expected here",
    "mapping_type": "a mapping is expected here",
    "string_pattern_mismatch": "a language is named by the two or three letters that its tag begins with, such as nl",
}

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
        tree = _overlay(tree, _put(place, read_file(path, is_ours=True)))
    for place, path in own:
        told = _put(place, read_file(path))
        if "profile" in told:
            raise _refuse((path, find_line(path, ["profile"], None)[1]), "there is no key 'profile'", "A file has its name.")
        tree = _overlay(tree, told)
    try:
        return Knowledge.model_validate(tree | {"profile": profile.resolve().name if profile else None})
    except ValidationError as error:
        raise _explain(error, [*own, *shipped], tree) from None


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
        for path in sorted(path for depth in ("", "*/", "*/*/") for path in profile.glob(f"{depth}*.y*ml")):
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


def _overlay(base: Any, over: Any) -> Any:
    """Lay one tree over another: what differs in kind is left for validation to refuse."""
    if isinstance(over, dict) and over.keys() == {REPLACE}:
        return over[REPLACE]
    if isinstance(base, dict) and isinstance(over, dict):
        return base | {key: _overlay(base.get(key), value) for key, value in over.items()}
    if isinstance(base, list) and isinstance(over, list):
        return [*base, *(item for item in over if item not in base)]
    if isinstance(over, dict):
        return {key: _overlay(None, value) for key, value in over.items()}
    return over


def _explain(error: ValidationError, files: Files, tree: dict[str, Any]) -> ConfigError:
    """Say where the first mistake stands, what is wrong, and what was probably meant."""
    first = error.errors()[0]
    where = [str(part) for part in first["loc"] if part != "[key]"]
    found = _find_place(where[: -1 if first["type"] == "missing" else None], files, tree)
    what = _KINDS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    hint = "See the same file in configs/ for its shape."
    if first["type"] == "extra_forbidden":
        what = f"there is no key '{where[-1]}'"
        hint = suggest(where[-1], _list_keys(where[:-1]))
    elif first["type"] == "string_type":
        hint = "Put it into quotes, as in '2026'."
    key = ".".join(where[:-1] if where[-1].isdigit() else where)
    return _refuse(found, f"{key}: {what}", hint)


def _refuse(found: tuple[Path, int], what: str, hint: str) -> ConfigError:
    path, line = found
    place = f"{path}, line {line}" if line else str(path)
    return ConfigError(f"{place}: {what}.", code="config.profile", hint=hint, path=str(path), line=line)


def _list_keys(where: Sequence[str]) -> Iterator[str]:
    """List the keys that the model has at a place."""
    model: Any = Knowledge
    for key in where:
        field = _find_field(model, key) if isinstance(model, type) and issubclass(model, BaseModel) else None
        model = _find_model(field.annotation) if field else Language if model is Knowledge else model
    if isinstance(model, type) and issubclass(model, BaseModel):
        yield from (field.alias or name for name, field in model.model_fields.items() if name != "profile")


def _find_field(model: type[BaseModel], key: str) -> FieldInfo | None:
    return next((field for name, field in model.model_fields.items() if key in {name, field.alias}), None)


def _find_model(annotation: Any) -> Any:
    """Find the model in an annotation such as ``Mapping[str, Language]`` or ``Labels | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_find_model(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in found if part is not None), None)


def _find_place(where: Sequence[str], files: Files, tree: dict[str, Any]) -> tuple[Path, int]:
    """Find the file that says a key, the user's first, and the line of it; 0 where no file says it."""
    best: tuple[int, Path, int] = (-1, files[0][1], 0)
    for place, path in files:
        if tuple(where[: len(place)]) != place:
            continue
        merged: Any = tree
        for key in place:
            merged = merged.get(key) if isinstance(merged, dict) else None
        depth, line = find_line(path, where[len(place) :], merged)
        if depth + len(place) > best[0]:
            best = (depth + len(place), path, line)
    return best[1], best[2]
