"""The package that users get: it holds all data, works from anywhere, and an editable install sees edits."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import cxmaturity
from cxmaturity.tables.native import IS_COMPILED
from tests.tools.checkout import ROOT, copy_of_project, tracked_files

pytestmark = pytest.mark.slow

DATA = {
    "questionnaires": "cxmaturity/questionnaires",
    "templates": "cxmaturity/templates",
    "cxmaturity": "cxmaturity",
}
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def call(*argv: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(arg) for arg in argv],
        cwd=cwd,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def build(source: Path, out: Path, env: Mapping[str, str] | None = None) -> Path:
    call(
        sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", out, source, cwd=out, env=env
    )
    (wheel,) = out.glob("*.whl")
    return wheel


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


def new_environment(folder: Path) -> Path:
    """Return the folder of commands of a new virtual environment that borrows the installed dependencies."""
    venv.create(folder, with_pip=True, symlinks=sys.platform != "win32")
    (site_packages,) = (
        folder.glob("lib/python*/site-packages") if SCRIPTS == "bin" else [folder / "Lib/site-packages"]
    )
    installed = Path(pytest.__file__).parents[1]
    (site_packages / "borrowed.pth").write_text(f"{installed}\n", "utf-8")
    return folder / SCRIPTS


def _is_built_from(path: Path) -> bool:
    """Whether only what is made of the file goes into a wheel."""
    return path.suffix in {".po", ".c", ".h"} or path.parts[-2:] == ("native", "build.py")


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    expected = {
        Path(DATA[path.parts[0]], *path.parts[1:]).as_posix()
        for path in tracked_files()
        if path.parts[0] in DATA and not _is_built_from(path)
    }
    held = {name for name in contents(wheel) if ".dist-info/" not in name}
    compiled = {
        name
        for name in held
        if name.startswith("cxmaturity/tables/native/_compiled.") and name not in expected
    }
    assert held == expected | compiled
    assert (len(compiled), "-cp311-abi3-" in wheel.name) == ((1, True) if IS_COMPILED else (0, False))


@pytest.mark.skipif(sys.platform == "win32", reason="which compiler there is, only Unix takes from CC")
def test_without_a_compiler_the_wheel_is_one_for_every_system(tmp_path: Path) -> None:
    wheel = build(ROOT, tmp_path, env={**os.environ, "CC": "/no/compiler"})
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not any("_compiled." in name and not name.endswith(".pyi") for name in contents(wheel))


def test_the_wheel_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    call(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    (tmp_path / "out").mkdir()
    assert contents(build(source, tmp_path / "out")) == contents(wheel)


def test_the_installed_command_works_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    commands = new_environment(tmp_path / "venv")
    call(
        commands / "python",
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "-I",
        wheel,
        cwd=tmp_path,
    )
    assert (
        call(commands / "cxmaturity", "--version", cwd=tmp_path) == f"cxmaturity {cxmaturity.__version__}\n"
    )
    where = (
        "from cxmaturity.foundation.resources import *; print(QUESTIONNAIRES.is_dir(), TEMPLATES.is_dir())"
    )
    assert call(commands / "python", "-P", "-c", where, cwd=tmp_path) == "True True\n"
    assert call(commands / "cxmaturity", "list", cwd=tmp_path).startswith("cx-maturity  ")
    assert call(commands / "cxmaturity", "validate", "--explain", "self-test", cwd=tmp_path)
    answers = ROOT / "examples" / "modehaus.yaml"
    shown = call(
        commands / "cxmaturity", "assess", "--answers", answers, "--lang", "de", "-o", "r.pdf", cwd=tmp_path
    )
    assert "Reifegradstufe 2 von 5" in shown
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_an_editable_install_sees_edits(tmp_path: Path) -> None:
    copy = copy_of_project(tmp_path / "checkout")
    commands = new_environment(tmp_path / "venv")
    editable = ("install", "-q", "--no-deps", "--no-index", "-I", "--no-build-isolation", "-e", copy)
    call(commands / "python", "-m", "pip", *editable, cwd=tmp_path)
    (copy / "questionnaires" / "new.yaml").write_text("new\n", "utf-8")
    read = "from cxmaturity.foundation.resources import *; print((QUESTIONNAIRES / 'new.yaml').read_text())"
    assert call(commands / "python", "-P", "-c", read, cwd=tmp_path) == "new\n\n"
