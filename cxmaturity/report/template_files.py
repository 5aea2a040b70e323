"""The files a report is made from: the set that ships, and a folder of one's own laid over it."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.resources import TEMPLATES

SHIPPED = TEMPLATES / "report"

#: The frame holds the security policy of the HTML file, so a folder of one's own cannot replace it.
FRAME = "frame.html.j2"

_TEXTS = {".j2", ".css"}
_ASSETS = {".ttf", ".otf", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp"}
_MOST_FILES = 200
_MOST_BYTES = 4_000_000


class TemplateFiles(Struct, frozen=True):
    """Templates and style sheets by path with `/`, and the fonts and pictures that they may use."""

    texts: Mapping[str, str]
    assets: Mapping[str, bytes]


def read_template_files(folder: Path | None = None) -> TemplateFiles:
    """
    Read the shipped set, each file replaced by the one of the same name in *folder*.

    Nothing outside the folder is read, links are refused. Raises CxmaturityError.
    """
    files = _read(SHIPPED)
    if folder is not None:
        own = _read(folder)
        if FRAME in own.texts:
            raise CxmaturityError(
                msg("{file} is always the one that ships with cxmaturity.", file=FRAME),
                msg("Remove it from {folder}; change report.html.j2 instead.", folder=str(folder)),
            )
        files = TemplateFiles({**files.texts, **own.texts}, {**files.assets, **own.assets})
    return files


def _read(folder: Path) -> TemplateFiles:
    if not folder.is_dir():
        raise CxmaturityError(msg("There is no template folder {folder}.", folder=str(folder)))
    texts: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    paths = [path for path in sorted(_walk(folder)) if path.suffix.lower() in _TEXTS | _ASSETS]
    if len(paths) > _MOST_FILES:
        raise CxmaturityError(
            msg("{folder} has more than {limit} files.", folder=str(folder), limit=_MOST_FILES)
        )
    for path in paths:
        name, content = path.relative_to(folder).as_posix(), _content(path)
        if path.suffix.lower() in _ASSETS:
            assets[name] = content
        else:
            texts[name] = _decoded(path, content)
    return TemplateFiles(texts, assets)


def _walk(folder: Path) -> list[Path]:
    """Every file below *folder*; folders behind a link are not entered."""
    return [Path(place) / name for place, _, names in os.walk(folder, followlinks=False) for name in names]


def _content(path: Path) -> bytes:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise CxmaturityError(
                msg("{file} is a link or no file; templates must be files.", file=str(path))
            )
        if status.st_size > _MOST_BYTES:
            raise CxmaturityError(
                msg("{file} is larger than {limit} MB.", file=str(path), limit=_MOST_BYTES // 10**6)
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CxmaturityError(
            msg("{file} cannot be read: {reason}", file=str(path), reason=reason)
        ) from error


def _decoded(path: Path, content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise CxmaturityError(msg("{file} is not UTF-8 text.", file=str(path))) from None
    if "\0" in text:
        raise CxmaturityError(msg("{file} holds a NUL character.", file=str(path)))
    return text
