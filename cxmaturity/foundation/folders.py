"""Folders written whole or not at all."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import OutputExists, write_failure
from cxmaturity.foundation.i18n import msg


def check_replaceable(path: Path, *, force: bool, is_ours: Callable[[Path], bool]) -> None:
    """Raise OutputExists where something is at *path*, unless *force* and *is_ours* both let it be replaced."""
    if not path.exists() and not path.is_symlink():
        return
    if not force:
        raise OutputExists(msg("{file} already exists.", file=str(path)), msg("Use --force to replace it."))
    if path.is_symlink() or not path.is_dir() or not is_ours(path):
        raise OutputExists(
            msg("{file} is not a folder of such an output, and is not replaced.", file=str(path)),
            msg("Choose another."),
        )


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """
    Give the path of a folder to be made inside, which then is at *path* in place of the one that may be there.

    What is raised inside leaves the old one. Raises CxmaturityError where the system refuses.
    """
    token = secrets.token_hex(8)
    new, old = (path.with_name(f".{path.name}.{token}.{end}") for end in ("tmp", "old"))
    try:
        yield new
        _swap(new, path, old)
    except OSError as error:
        raise CxmaturityError(*write_failure(error, path)) from error
    finally:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)


def _swap(new: Path, path: Path, old: Path) -> None:
    replaces = path.exists()
    if replaces:
        path.rename(old)
    try:
        new.rename(path)
    except OSError:
        if replaces:
            old.rename(path)
        raise
