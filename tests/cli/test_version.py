from pathlib import Path

import pytest

import cxmaturity
from tests.tools.harness import Golden, Run


def test_version(run: Run) -> None:
    done = run("--version")
    assert (done.code, done.out, done.err) == (0, f"cxmaturity {cxmaturity.__version__}\n", "")


def test_a_golden_file_holds_the_whole_output(golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "expected.txt").write_bytes("Grüße\n".encode())
    golden("Grüße\n", tmp_path / "expected.txt")
    with pytest.raises(AssertionError):
        golden("Grüße", tmp_path / "expected.txt")
