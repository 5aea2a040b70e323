"""The report as a tagged PDF: the same bytes for the same assessment."""

import logging
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, date, datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeGuard

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.report.html import filled
from cxmaturity.report.limits import within_limits
from cxmaturity.report.template_files import read_template_files
from cxmaturity.views.report import ReportView

if TYPE_CHECKING:
    import pydyf  # type: ignore[import-untyped]
    import weasyprint

_VARIANT = "pdf/ua-1"
_LINKS = ("#", "http://", "https://", "mailto:")
_MOST_SECONDS = 60
_MANY_CHARACTERS = 300_000  # of HTML; fewer are laid out in far less than the limit
_OVERLONG_WORD = re.compile(r"[^\s<>]{500}")  # hyphenation's effort grows with the square of a word's length


class PdfUnavailable(CxmaturityError):
    """The libraries that lay out pages are not on this machine."""

    def __init__(self) -> None:
        super().__init__(
            msg("PDF needs the Pango library, which is not installed. The HTML report does not need it."),
            _how(),
        )


def _how() -> Message:
    return msg(
        "Debian, Ubuntu: {debian} – macOS: {macos} – Windows: {windows}",
        debian="sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        macos="brew install pango",
        windows="https://www.msys2.org, pacman -S mingw-w64-ucrt-x86_64-pango, C:\\msys64\\ucrt64\\bin → PATH",
    )


def render_pdf(view: ReportView, *, template_dir: Path | None = None) -> bytes:
    """
    Return the report as a PDF (tagged for PDF/UA-1, fonts embedded).

    A file in *template_dir* replaces the shipped one of its name; pages made with such files, and pages of much or
    overlong text, are laid out in a process of their own, which is ended when it takes too long. Raises PdfUnavailable
    without Pango, else CxmaturityError.
    """
    load_weasyprint()
    files = read_template_files(template_dir)
    html = filled(view, files, "pdf", lambda name: f"asset:{name}")
    if template_dir is None and _is_quickly_laid_out(html):
        return lay_out(html, files.assets, view.iso_date)
    return within_limits(_MOST_SECONDS, lay_out, html, dict(files.assets), view.iso_date)


def _is_quickly_laid_out(html: str) -> bool:
    """Whether the shipped templates, filled with these texts, need no limit of time."""
    return len(html) <= _MANY_CHARACTERS and _OVERLONG_WORD.search(html) is None


def lay_out(html: str, assets: Mapping[str, bytes], iso_date: str) -> bytes:
    """Return the pages of *html* as a PDF; it loads only *assets*, and links only to the web."""
    weasyprint = load_weasyprint()
    from cxmaturity.report.fetcher import AssetFetcher

    logging.getLogger("weasyprint").setLevel(
        logging.CRITICAL
    )  # what it blocks or ignores is no news to the user
    document = weasyprint.HTML(string=html, url_fetcher=AssetFetcher(assets), base_url=None)
    _drop_links(document)
    with _reproducible(iso_date):
        written = document.write_pdf(
            pdf_variant=_VARIANT, pdf_identifier=sha256(html.encode()).digest()[:16], finisher=_scope_headers
        )
    assert isinstance(written, bytes)
    return written


def load_weasyprint() -> ModuleType:
    """Return the library that lays out pages. Raises PdfUnavailable where what it needs is not on this machine."""
    try:
        # It prints advice where a library is missing, and warns of those that later versions will need.
        with redirect_stdout(StringIO()), warnings.catch_warnings(action="ignore"):
            import weasyprint
    except OSError as error:
        raise PdfUnavailable from error
    return weasyprint  # type: ignore[no-any-return]


def _drop_links(document: "weasyprint.HTML") -> None:
    """Keep the text of links that lead to this machine's files or into a script, not the link."""
    for element in document.etree_element.iter():
        target = element.attrib.get("href")
        if target is not None and not target.strip().lower().startswith(_LINKS):
            del element.attrib["href"]


@contextmanager
def _reproducible(iso_date: str) -> Iterator[None]:
    """Let fonts carry the assessment's date and not the time of day."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    day = date.fromisoformat(iso_date) if iso_date else date(2000, 1, 1)
    os.environ[name] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _scope_headers(document: object, pdf: "pydyf.PDF") -> None:
    """Say of each header cell whether it heads a column or a row, which WeasyPrint leaves out."""
    del document
    elements = {item.reference: item for item in pdf.objects if _is_element(item)}
    for cell in elements.values():
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = "/Column" if _inside_head(cell, elements) else "/Row"


def _is_element(item: object) -> "TypeGuard[pydyf.Dictionary]":
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _inside_head(cell: "pydyf.Dictionary", elements: "Mapping[object, pydyf.Dictionary]") -> bool:
    parent = elements.get(cell["P"])
    while parent is not None and parent["S"] != "/Table":
        if parent["S"] == "/THead":
            return True
        parent = elements.get(parent["P"])
    return False
