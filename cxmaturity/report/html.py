"""The report as one HTML file that needs nothing beside it and runs nothing."""

import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.report.sandbox import fill
from cxmaturity.report.template_files import FRAME, TemplateFiles, read_template_files
from cxmaturity.views.report import ReportView

_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)
_KINDS = {"ttf": "font/ttf", "otf": "font/otf", "woff2": "font/woff2", "jpg": "image/jpeg"}
_ASSET = re.compile(r"asset:([\w./-]+)")


def render_html(view: ReportView, *, template_dir: Path | None = None) -> str:
    """
    Return the report as one self-contained file: styles inside, fonts and pictures as data.

    A file in *template_dir* replaces the shipped one of its name. Raises CxmaturityError.
    """
    files = read_template_files(template_dir)
    return filled(view, files, "html", lambda name: _data_url(files, name))


def filled(view: ReportView, files: TemplateFiles, medium: str, asset: Callable[[str], str]) -> str:
    """Return the HTML for *medium* (html or pdf); *asset* gives the address of a font or picture of the template."""
    styles = "\n".join(files.texts[name] for name in ("report.css", f"{medium}.css"))
    if "<" in styles:
        raise CxmaturityError(msg("A style sheet must not contain the character {character}.", character="<"))
    styles = _ASSET.sub(lambda found: asset(found[1]), styles)
    values = {"view": view, "policy": _POLICY, "styles": Markup(styles), "asset": asset}  # noqa: S704  no "<" in it
    return fill(files.texts, FRAME, view.language, values)


def _data_url(files: TemplateFiles, name: str) -> str:
    if name not in files.assets:
        raise CxmaturityError(msg("The template asks for {file}, which is not in its folder.", file=name))
    ending = name.rpartition(".")[2].lower()
    kind = _KINDS.get(ending, f"image/{ending}")
    return f"data:{kind};base64,{b64encode(files.assets[name]).decode()}"
