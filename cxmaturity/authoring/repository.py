"""What files are called from the root of their repository: the names that CI services know them by."""

import os
from collections.abc import Callable
from pathlib import Path


def repository_names(folder: Path) -> Callable[[str], str]:
    """
    Return a function from a file's name to its path in the repository around *folder*, with forward slashes.

    Names are read from *folder*, which counts as the root where no repository is around it. A file outside
    the root is called by its absolute path.
    """
    root = next((around for around in (folder, *folder.parents) if (around / ".git").exists()), folder)

    def name(file: str) -> str:
        path = Path(os.path.normpath(folder / file))
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()

    return name
