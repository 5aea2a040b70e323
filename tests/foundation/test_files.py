"""A file is written whole or not at all, whatever fails."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import OutputExists, atomic_file, make_folder, write_atomic

NEW, OLD = b"new" * 1000, b"old"
# Every call to the system on the way to a written file; `replace` and `lstat` are also what Path uses.
CALLS = ("lstat", "open", "fsync", "close", "chmod", "replace")

needs_links = pytest.mark.skipif(os.name == "nt", reason="this machine cannot make links without a right to")


class Faults:
    """Counts the calls to the system and fails the one that is numbered `fail_at`, once."""

    def __init__(self, fail_at: int, error: BaseException) -> None:
        self.calls = 0
        self.fail_at = fail_at
        self.error = error

    def wrap(self, name: str) -> Callable[..., object]:
        real: Callable[..., object] = getattr(os, name)

        def call(*args: object, **kwargs: object) -> object:
            self.calls += 1
            if self.calls == self.fail_at:
                if name == "close":
                    real(*args, **kwargs)
                raise self.error
            return real(*args, **kwargs)

        return call


@contextmanager
def faults(fail_at: int, error: BaseException) -> Iterator[Faults]:
    counter = Faults(fail_at, error)
    with ExitStack() as patches:
        for name in CALLS:
            patches.enter_context(patch.object(os, name, counter.wrap(name)))
        yield counter


def calls_needed(path: Path) -> int:
    with faults(0, OSError()) as counter:
        write_atomic(path, NEW, force=True)
    return counter.calls


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()], ids=["full", "interrupt"]
)
def test_whatever_fails_the_old_file_or_the_new_one_is_there(
    tmp_path: Path, existing: bool, error: BaseException
) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(OLD)
    needed = calls_needed(path)
    assert needed > 6
    for fail_at in range(1, needed + 1):
        path.unlink(missing_ok=True)
        if existing:
            path.write_bytes(OLD)
        with faults(fail_at, error):
            try:
                write_atomic(path, NEW, force=True)
            except (CxmaturityError, KeyboardInterrupt):
                assert not path.exists() or path.read_bytes() in {OLD, NEW}
                assert existing == path.exists() or path.read_bytes() == NEW
            else:
                assert path.read_bytes() == NEW
        assert {each.name for each in tmp_path.iterdir()} <= {"out.json"}


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("error", [OSError(errno.EIO, "broken"), KeyboardInterrupt(), ValueError()], ids=repr)
def test_what_is_raised_while_writing_leaves_the_old_file(
    tmp_path: Path, existing: bool, error: BaseException
) -> None:
    path = tmp_path / "out.csv"
    if existing:
        path.write_bytes(OLD)
    expected = CxmaturityError if isinstance(error, OSError) else type(error)
    with pytest.raises(expected), atomic_file(path, force=True) as file:  # noqa: PT012  it raises when it is left
        file.write(NEW)
        raise error
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [OLD] * existing


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with atomic_file(path) as file:
        for _ in range(100):
            file.write(NEW)
        assert not path.exists()
    assert path.read_bytes() == NEW * 100


def test_an_existing_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(OLD)
    with pytest.raises(OutputExists, match="already exists") as caught:
        write_atomic(path, NEW)
    assert str(caught.value.hint) == "Use --force to replace it."
    with pytest.raises(OutputExists):
        write_atomic(path, NEW, is_ours=lambda head: head.startswith(b"new"))
    assert path.read_bytes() == OLD
    write_atomic(path, NEW, is_ours=lambda head: head == OLD)
    assert path.read_bytes() == NEW
    write_atomic(path, OLD, force=True)
    assert path.read_bytes() == OLD


@pytest.mark.skipif(os.name == "nt", reason="this machine cannot tell permissions apart")
def test_permissions_are_the_umask_s_or_the_old_file_s(tmp_path: Path) -> None:
    path = tmp_path / "out"
    before = os.umask(0o027)
    try:
        write_atomic(path, NEW)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        write_atomic(path, NEW, force=True)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(before)


@needs_links
@pytest.mark.parametrize("target_exists", [True, False])
def test_a_link_is_replaced_only_by_force_and_never_followed(tmp_path: Path, target_exists: bool) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    if target_exists:
        target.write_bytes(OLD)
    link.symlink_to(target)
    with pytest.raises(OutputExists, match="is a link"):
        write_atomic(link, NEW, is_ours=lambda _head: True)
    write_atomic(link, NEW, force=True)
    assert not link.is_symlink()
    assert link.read_bytes() == NEW
    assert target.exists() == target_exists
    assert not target_exists or target.read_bytes() == OLD


def test_folders_devices_and_missing_folders_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cases = {
        tmp_path: "is a folder",
        tmp_path / "none" / "out": "There is no folder",
        tmp_path / "file" / "out": "There is no folder",
        tmp_path / ("n" * 300): "cannot be written",
    }
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        cases[tmp_path / "pipe"] = "is a device or a pipe"
    for path, message in cases.items():
        with pytest.raises(CxmaturityError, match=message):
            write_atomic(path, NEW, force=True)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.EACCES, "You do not have permission to write"),
        (errno.EROFS, "You do not have permission to write"),
        (errno.ENOSPC, "There is no space left to write"),
        (errno.EIO, "cannot be written: because"),
    ],
)
def test_what_the_system_refuses_is_said(tmp_path: Path, code: int, message: str) -> None:
    with (
        patch.object(os, "fsync", side_effect=OSError(code, "because")),
        pytest.raises(CxmaturityError, match=message),
    ):
        write_atomic(tmp_path / "out", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_still_has_room_for_the_temporary_one(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 120)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW


def test_a_folder_is_made_with_those_around_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CxmaturityError, match="cannot be a folder"):
        make_folder(tmp_path / place)


def test_a_folder_that_must_not_be_made_is_said(tmp_path: Path) -> None:
    with (
        patch.object(os, "mkdir", side_effect=PermissionError(errno.EACCES, "because")),
        pytest.raises(CxmaturityError, match="You do not have permission to write"),
    ):
        make_folder(tmp_path / "new")
