"""Files on disk: whole or not at all, and never outside their folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from extractor.errors import WriteError


def write_atomic(path: Path, data: str | bytes, *, root: Path | None = None, durable: bool = True) -> None:
    """Replace a file at once; a reader, or a kill at any moment, finds the old file or the new one.

    The data goes to a temporary file in the same folder, reaches the disk, and takes the name. Folders are made as needed.

    Args:
        path: The file. If it is a symbolic link, the link is replaced, never its target.
        data: Its content; text becomes UTF-8.
        root: The folder that the file must lie in, links of folders between them followed.
        durable: Wait until the disk has it, so that a power cut too finds one or the other: milliseconds a file. Without
            it a kill still does.

    Raises:
        WriteError: The file would lie outside ``root``, or the disk refuses.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        if root is not None and not path.parent.resolve().is_relative_to(root.resolve()):
            raise WriteError(
                f"{path} lies outside {root}.",
                code="write.outside",
                hint="Remove the symbolic link on the way.",
                path=str(path),
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".tmp")
        _replace(handle, Path(name), path, content=content, durable=durable)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(f"{path} cannot be written: {reason}.", code="write.failed", path=str(path)) from error


def _replace(handle: int, temporary: Path, path: Path, *, content: bytes, durable: bool) -> None:
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    """Make the disk remember a rename."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
