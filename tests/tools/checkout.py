"""Copies of this project as somebody else would have them."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AUTHOR = ("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false")


def tracked_files() -> list[Path]:
    """Return the files of the project as they stand here, whether committed or not, relative to its root."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT)
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def copy_of_project(folder: Path) -> Path:
    """Copy the project to *folder*, and return it."""
    for path in tracked_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    return folder


def commit_all(folder: Path) -> str:
    """Commit everything in *folder*, a repository from now on, and return the commit."""
    git("init", "-q", folder=folder)
    git("add", "-A", folder=folder)
    git(*AUTHOR, "commit", "-q", "-m", "All", folder=folder)
    return git("rev-parse", "HEAD", folder=folder).strip()


def git(*args: str, folder: Path) -> str:
    """Run git in *folder*, without the settings of whoever runs the tests, and return what it says."""
    return subprocess.run(
        ["git", *args], cwd=folder, env=quiet_git(), capture_output=True, text=True, check=True  # noqa: S607
    ).stdout  # fmt: skip


def quiet_git() -> Mapping[str, str]:
    """Return the environment without what a git that runs these tests, as a hook may, has put there."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**own, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
