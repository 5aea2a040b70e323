"""The package that users get: it holds all data, works from anywhere, and an editable install sees edits."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import cxmaturity

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
DATA = {
    "questionnaires": "cxmaturity/questionnaires",
    "templates": "cxmaturity/templates",
    "cxmaturity": "cxmaturity",
}
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def call(*argv: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(arg) for arg in argv],
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def tracked_files() -> list[Path]:
    listed = call("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def build(source: Path, out: Path) -> Path:
    call(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", out, source, cwd=out)
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


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    expected = {
        Path(DATA[path.parts[0]], *path.parts[1:]).as_posix()
        for path in tracked_files()
        if path.parts[0] in DATA and path.suffix != ".po"
    }
    assert {name for name in contents(wheel) if ".dist-info/" not in name} == expected


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
    copy = tmp_path / "checkout"
    for path in tracked_files():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes((ROOT / path).read_bytes())
    commands = new_environment(tmp_path / "venv")
    editable = ("install", "-q", "--no-deps", "--no-index", "-I", "--no-build-isolation", "-e", copy)
    call(commands / "python", "-m", "pip", *editable, cwd=tmp_path)
    (copy / "questionnaires" / "new.yaml").write_text("new\n", "utf-8")
    read = "from cxmaturity.foundation.resources import *; print((QUESTIONNAIRES / 'new.yaml').read_text())"
    assert call(commands / "python", "-P", "-c", read, cwd=tmp_path) == "new\n\n"
