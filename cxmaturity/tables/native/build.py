"""Compiles what stands here in C while a wheel is built, if there is a compiler; itself it is no part of the wheel."""

import sys
import sysconfig
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError, CCompilerError

FOLDER = Path("cxmaturity", "tables", "native")
MODULE = "cxmaturity.tables.native._compiled"
#: No paths of this machine in what comes of it, so that the same source gives the same file.
FLAGS = [] if sys.platform == "win32" else ["-g0"]


class NativeHook(BuildHookInterface[Any]):
    """Adds the compiled module to a wheel, which then is one for this platform and Python 3.11 or later."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable install gets the module beside its source, and only that."""
        if self.target_name != "wheel":
            return
        self._folder = TemporaryDirectory()
        try:
            built = compiled(Path(self.root), Path(self._folder.name))
        except (BaseError, CCompilerError, OSError) as error:
            self.app.display_warning(f"No C has been compiled, and large tables will take longer: {error}")
            return
        place = FOLDER / built.name
        if version == "editable":
            beside = copy2(built, Path(self.root, place).with_suffix(".new"))
            Path(beside).replace(Path(self.root, place))  # and not in place, for a program may have loaded it
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
        build_data["force_include"][str(built)] = place.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clean up."""
        del version, build_data, artifact_path
        if self.target_name == "wheel":
            self._folder.cleanup()


def compiled(root: Path, folder: Path) -> Path:
    """Compile the module into *folder*."""
    sources = sorted(map(str, (root / FOLDER).glob("*.c")))
    extension = Extension(MODULE, sources, py_limited_api=True, extra_compile_args=FLAGS)
    command = build_ext(Distribution({"ext_modules": [extension]}))
    command.build_lib = command.build_temp = str(folder)
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(MODULE))
