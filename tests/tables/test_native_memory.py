"""What is compiled reads and writes only what is its own: its tests under the compiler's own watch over memory."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.tools.checkout import ROOT

pytestmark = pytest.mark.slow

WATCH = ("-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fPIC", "-shared")
TESTS = (
    "tests/tables/test_native.py",
    "tests/tables/test_plain_csv.py",
    "tests/tables/test_paths_agree.py",
    "tests/batch/test_compiled.py",
    "tests/batch/test_twins.py",
    "tests/batch/test_steps.py",
    "tests/batch/test_network_laws.py",
)
RUN = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("cxmaturity.tables.native._compiled", sys.argv[1])
sys.modules[spec.name] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules[spec.name])
import pytest
sys.exit(pytest.main(["-n0", "-q", "-p", "no:cacheprovider", *sys.argv[2:]]))
"""


def found(compiler: str, name: str) -> Path:
    """Where the compiler has a library; just its name where it has none."""
    asked = [compiler, f"-print-file-name={name}"]
    return Path(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip())


def test_under_the_sanitizers(tmp_path: Path) -> None:
    compiler = shutil.which("gcc")
    if compiler is None or not found(compiler, "libasan.so").is_absolute():
        pytest.skip("there is no gcc with its sanitizers here")
    watched = tmp_path / "_compiled.abi3.so"
    include = f"-I{sysconfig.get_path('include')}"
    sources = map(str, (ROOT / "cxmaturity" / "tables" / "native").glob("*.c"))
    subprocess.run([compiler, *WATCH, include, *sources, "-o", str(watched)], check=True)
    env = {
        **os.environ,
        "LD_PRELOAD": str(found(compiler, "libasan.so")),
        "ASAN_OPTIONS": "detect_leaks=0",  # Python keeps much to its end
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(watched), *TESTS],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-4_000:]
