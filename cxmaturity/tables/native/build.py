"""Compiles what stands here in C while a wheel is built, if there is a compiler; itself it is no part of the wheel."""

import sys
import sysconfig
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

FOLDER = Path("cxmaturity", "tables", "native")
MODULE = "cxmaturity.tables.native._compiled"
#: No paths of this machine in what comes of it, so that the same source gives the same file.
FLAGS = [] if sys.platform == "win32" else ["-g0"]


class NativeHook(BuildHookInterface[Any]):
    """Adds the compiled module to a wheel, which then is one for this platform and Python 3.11 or later."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable install gets the module beside its source, and only that."""
        if self.target_name != "wheel" or not _has_stable_abi():
            return
        self._folder = TemporaryDirectory()
        try:
            built = compiled(Path(self.root), Path(self._folder.name))
            if version == "editable":
                _put(built, Path(self.root, FOLDER, built.name))
                return
        except Exception as error:  # noqa: BLE001  whatever is missing, all works without
            self.app.display_warning(f"No C has been compiled, and large tables will take longer: {error}")
            if version == "editable":
                _remove_older(Path(self.root, FOLDER))
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{_platform()}"
        build_data["force_include"][str(built)] = (FOLDER / built.name).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clean up."""
        del version, build_data, artifact_path
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def compiled(root: Path, folder: Path) -> Path:
    """Compile the module into *folder*. Raises what the compiler, or the lack of one, makes setuptools raise."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    sources = sorted(map(str, (root / FOLDER).glob("*.c")))
    extension = Extension(MODULE, sources, py_limited_api=True, extra_compile_args=FLAGS)
    command = build_ext(Distribution({"ext_modules": [extension]}))
    command.build_lib = command.build_temp = str(folder)
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(MODULE))


def _has_stable_abi() -> bool:
    return sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED")


def _platform() -> str:
    """The tag of this platform that promises the least: on Linux no manylinux, on macOS what this system is."""
    tags = list(platform_tags())
    return tags[0] if sys.platform == "darwin" else tags[-1]


def _put(built: Path, place: Path) -> None:
    """Replace the file at *place*, and do not write into it, for a program may have loaded it."""
    beside = place.with_suffix(".new")
    try:
        copy2(built, beside)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _remove_older(folder: Path) -> None:
    """What was compiled of an older source is not loaded with a newer one."""
    for older in (*folder.glob("_compiled.*.so"), *folder.glob("_compiled.*.pyd")):
        older.unlink(missing_ok=True)
