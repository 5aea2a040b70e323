"""What was acknowledged is never lost, and no damage passes for an answer."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.workshop.events import Event, Noted
from cxmaturity.workshop.journal import (
    DamagedSession,
    Journal,
    NotSaved,
    SessionBusy,
    create_journal,
    open_journal,
    recovered_path,
)
from cxmaturity.workshop.lines import encode, scan

ROOT = Path(__file__).resolve().parents[2]
EVENTS = tuple(Noted("basis", note) for note in ("eins", "zwei\nZeilen", "drei „ä“ \u20ac", "vier"))

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot: Windows")


def written(folder: Path, events: tuple[Event, ...] = EVENTS) -> Path:
    with create_journal(folder, "trial") as journal:
        for event in events:
            journal.append(event)
    return journal.path


def reopened(path: Path) -> tuple[Event, ...]:
    journal, events = open_journal(path)
    journal.close()
    return events


def test_what_was_appended_is_read_again(tmp_path: Path) -> None:
    assert reopened(written(tmp_path)) == EVENTS


def test_appending_goes_on_after_reopening(tmp_path: Path) -> None:
    path = written(tmp_path)
    journal, _ = open_journal(path)
    with journal:
        journal.append(Noted("basis", "fünf"))
    assert reopened(path) == (*EVENTS, Noted("basis", "fünf"))


def test_a_cut_at_any_byte_loses_only_what_was_not_acknowledged(tmp_path: Path) -> None:
    path = written(tmp_path)
    data = path.read_bytes()
    for cut in range(len(data) + 1):
        folder = tmp_path / str(cut)
        folder.mkdir()
        path = folder / "cut.jsonl"
        path.write_bytes(data[:cut])
        acknowledged = data[:cut].count(b"\n")
        journal, events = open_journal(path)
        with journal:
            journal.append(Noted("basis", "danach"))
        assert events == EVENTS[:acknowledged]
        assert reopened(path) == (*EVENTS[:acknowledged], Noted("basis", "danach"))
        torn = data[data.rfind(b"\n", 0, cut) + 1 : cut]
        assert len(journal.notices) == bool(torn)
        assert [kept.read_bytes() for kept in folder.glob("*.torn")] == ([torn] if torn else [])


def test_zeros_that_a_power_cut_left_are_set_aside(tmp_path: Path) -> None:
    path = written(tmp_path)
    with path.open("ab") as file:
        file.write(bytes(512))
    assert reopened(path) == EVENTS


def test_every_flipped_bit_shows(tmp_path: Path) -> None:
    data = written(tmp_path).read_bytes()
    whole = scan(data)
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            found = scan(bytes(flipped))
            assert found.damaged or found.torn
            # Whatever still reads was there before; nothing is made up. All but the damaged line is there.
            assert all(entry in whole.entries for entry in found.entries)
            assert len(found.entries) >= len(whole.entries) - 1


def test_a_damaged_middle_is_reported_kept_and_recovered(tmp_path: Path) -> None:
    path = written(tmp_path)
    damaged = path.read_bytes().replace(b"zwei", b"zwo!")
    path.write_bytes(damaged)
    with pytest.raises(DamagedSession) as caught:
        open_journal(path)
    recovered = tmp_path / "trial.recovered.jsonl"
    assert caught.value.recovered == recovered_path(path) == recovered
    assert str(caught.value) == (
        f"The session {path} is damaged (line 2).\n"
        f"The session file was left as it is. What still reads is in {recovered}."
    )
    assert path.read_bytes() == damaged
    assert reopened(recovered) == (EVENTS[0], *EVENTS[2:])


def test_a_recovered_session_that_went_on_is_not_written_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"zwei", b"zwo!"))
    for _ in range(2):
        with pytest.raises(DamagedSession) as caught:
            open_journal(path)
        journal, events = open_journal(caught.value.recovered)
        with journal:
            journal.append(EVENTS[1])
    assert reopened(caught.value.recovered) == (EVENTS[0], *EVENTS[2:], EVENTS[1], EVENTS[1])
    assert len(events) == 4


def test_a_line_that_is_missing_or_doubled_shows(tmp_path: Path) -> None:
    lines = written(tmp_path).read_bytes().splitlines(keepends=True)
    assert scan(b"".join([lines[0], *lines[2:]])).damaged == (2,)
    assert scan(b"".join([lines[0], *lines])).damaged == (2,)


@given(
    st.binary()
    | st.lists(st.sampled_from([encode(1, {"a": "b"}), encode(2, {"a": "}"}), b'{"n":', b"\n"])).map(b"".join)
)
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    found = scan(data)
    assert found.end + len(found.torn) == len(data)


@given(st.text(), st.integers(1, 9))
def test_a_line_holds_any_text(text: str, number: int) -> None:
    text = text.encode(errors="replace").decode()
    lines = b"".join(encode(n, {"kind": "noted", "note": text}) for n in range(1, number + 1))
    assert scan(lines).entries == ({"kind": "noted", "note": text},) * number
    assert scan(lines).damaged == ()


def test_a_second_opening_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    journal, _ = open_journal(path)
    with journal, pytest.raises(SessionBusy):
        open_journal(path)
    assert reopened(path) == EVENTS


@unix_only
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = written(tmp_path / "state" / "sessions")
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@unix_only
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_file_of_ours_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    if kind == "link":
        path.symlink_to(written(tmp_path))
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(CxmaturityError):
        open_journal(path)


def test_the_same_name_twice_makes_two_files(tmp_path: Path) -> None:
    assert [written(tmp_path).name for _ in range(2)] == ["trial.jsonl", "trial_2.jsonl"]


class Shut:
    """Makes the journal's file fail to be written until it is opened again."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._kept = journal._descriptor  # noqa: SLF001  the fault is below the surface

    def __enter__(self) -> None:
        self._journal._descriptor = os.open(self._journal.path, os.O_RDONLY)  # noqa: SLF001

    def __exit__(self, *_: object) -> None:
        os.close(self._journal._descriptor)  # noqa: SLF001
        self._journal._descriptor = self._kept  # noqa: SLF001


def test_what_could_not_be_written_is_written_with_the_next(tmp_path: Path) -> None:
    with create_journal(tmp_path, "trial") as journal:
        journal.append(EVENTS[0])
        with Shut(journal):
            for event in EVENTS[1:3]:
                with pytest.raises(NotSaved):
                    journal.append(event)
            states = [journal.saved]
        journal.append(EVENTS[3])
        assert [*states, journal.saved] == [False, True]
    assert reopened(journal.path) == EVENTS


FULL = """
import resource, sys
from pathlib import Path
from cxmaturity.workshop.events import Noted
from cxmaturity.workshop.journal import NotSaved, create_journal

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
journal = create_journal(Path(sys.argv[1]), "trial")
for number in range(20):
    try:
        journal.append(Noted("basis", f"Notiz {number}"))
    except NotSaved as error:
        print(number, error.message)
        break
"""


@unix_only
def test_a_full_disk_is_told_at_that_answer(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, check=True, cwd=ROOT
    )
    number, message = done.stdout.split(" ", 1)
    assert message.startswith("This could not be saved: ")
    assert reopened(tmp_path / "trial.jsonl") == tuple(
        Noted("basis", f"Notiz {n}") for n in range(int(number))
    )


KILLED = """
import sys
from pathlib import Path
from cxmaturity.workshop.events import Noted
from cxmaturity.workshop.journal import create_journal

journal = create_journal(Path(sys.argv[1]), "trial")
for number in range(1_000_000):
    journal.append(Noted("basis", f"Notiz {number}"))
    print(number, flush=True)
"""


@unix_only
@pytest.mark.slow
@pytest.mark.parametrize("moment", range(10))
def test_a_kill_loses_nothing_that_was_acknowledged(moment: int, tmp_path: Path) -> None:
    argv = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for _ in range(1 + 7 * moment):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        told = process.stdout.read().split()
    acknowledged = int(told[-1]) + 1 if told else 1 + 7 * moment
    events = reopened(tmp_path / "trial.jsonl")
    assert len(events) >= acknowledged
    assert events == tuple(Noted("basis", f"Notiz {number}") for number in range(len(events)))
