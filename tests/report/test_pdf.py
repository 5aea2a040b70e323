"""The PDF as a reader, a screen reader and an archive meet it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.report import pdf as pdf_module
from cxmaturity.report.pdf import PdfUnavailable, render_pdf
from cxmaturity.views.report import report_view
from tests.report.samples import named, small_assessment, small_view
from tests.tools.machine import needs_pango

_FAMILY = "Source-Sans-3"
_ROOT = Path(__file__).parents[2]
_QUESTIONNAIRE, _ANSWERS = (Path(__file__).parent / name for name in ("small.yaml", "small-answers.yaml"))


@pytest.fixture(scope="module")
def small_pdf() -> bytes:
    return render_pdf(small_view())


@pytest.fixture
def document(small_pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(small_pdf)) as pdf:
        yield pdf


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of the structure tree below *node*."""
    kids: pikepdf.Object | list[pikepdf.Object] = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            yield thing


@needs_pango
def test_every_chapter_begins_a_page(document: pikepdf.Pdf) -> None:
    assert len(document.pages) == 7
    with document.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    assert titles == [
        "Zusammenfassung für die Geschäftsleitung",
        "Profil",
        "Die Dimensionen im Einzelnen",
        "Handlungsempfehlungen",
        "Methode und Grenzen",
        "Anhang",
    ]


@needs_pango
def test_it_is_tagged_and_says_what_it_is(document: pikepdf.Pdf) -> None:
    assert bool(document.Root.MarkInfo.Marked)
    assert str(document.Root.Lang) == "de"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Kleine Standortbestimmung: Müller & <b>Söhne</b>"
        assert metadata["xmp:CreateDate"] == "2026-03-05"


@needs_pango
def test_the_only_fonts_are_ours_and_inside(document: pikepdf.Pdf) -> None:
    fonts = list(_fonts(document))
    assert fonts
    assert all(_FAMILY in str(font.FontName) and "/FontFile2" in font for font in fonts)


@needs_pango
def test_every_figure_can_be_read_aloud(document: pikepdf.Pdf) -> None:
    figures = [element for element in _elements(document.Root.StructTreeRoot) if element.S == "/Figure"]
    alts = [str(figure.get("/Alt", "")) for figure in figures]
    assert sorted(set(alts)) == [
        "Achse von 1 bis 3",
        "Daten: Wert 1,0, Stufe 1",
        "Reaktionszeit: Wert 3,0, Stufe 3",
    ]


@needs_pango
def test_every_header_cell_knows_what_it_heads(document: pikepdf.Pdf) -> None:
    cells = [element for element in _elements(document.Root.StructTreeRoot) if element.S == "/TH"]
    assert {str(cell.A.Scope) for cell in cells} == {"/Column", "/Row"}


@needs_pango
def test_the_same_assessment_gives_the_same_bytes(small_pdf: bytes) -> None:
    assert render_pdf(small_view()) == small_pdf


@needs_pango
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="this machine cannot read PDF: no pdftotext")
def test_its_text_can_be_found(tmp_path: Path, small_pdf: bytes) -> None:
    (tmp_path / "report.pdf").write_bytes(small_pdf)
    text = subprocess.check_output(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], text=True)  # noqa: S607
    for words in (
        "Müller & <b>Söhne</b>",
        "Reifegradstufe 1 von 3",
        "5. März 2026",
        "5–10 Personentage",
        "7/7",
    ):
        assert words in text


@needs_pango
def test_other_letters_than_ours_are_still_embedded() -> None:
    view = report_view(named(small_assessment(), "Ελληνική Α.Ε. Ćwiąkała Đorđević Ünal"), "de", "de")
    with pikepdf.open(BytesIO(render_pdf(view))) as pdf:
        assert all(_FAMILY in str(font.FontName) for font in _fonts(pdf))


@needs_pango
def test_links_lead_to_the_web_or_stay_inside(tmp_path: Path) -> None:
    links = "".join(
        f'<p><a href="{target}">link</a></p>'
        for target in (
            "file:///etc/passwd",
            "javascript:alert(1)",
            "\\\\server\\share",
            "https://example.org/",
        )
    )
    (tmp_path / "report.html.j2").write_text(f"<h1>{{{{ view.title }}}}</h1>{links}")
    with pikepdf.open(BytesIO(render_pdf(small_view(), template_dir=tmp_path))) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [str(note.A.URI) for note in notes] == ["https://example.org/"]


def test_without_pango_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weasyprint.py").write_text("print('advice')\nraise OSError('cannot load library libpango')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(PdfUnavailable) as unavailable:
        render_pdf(small_view())
    for command in (
        "apt install libpango-1.0-0",
        "brew install pango",
        "pacman -S mingw-w64-ucrt-x86_64-pango",
    ):
        assert command in unavailable.value.text("de")
    assert capfd.readouterr() == ("", "")


@needs_pango
def test_pages_that_cannot_be_laid_out_are_a_message(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("<h1>x</h1>")
    (tmp_path / "pdf.css").write_text("@page { size: 1e30cm } h1 { width: 1e300px; font-size: 1e200px }")
    with pytest.raises(CxmaturityError, match="cannot be laid out"):
        render_pdf(small_view(), template_dir=tmp_path)


@needs_pango
@pytest.mark.parametrize("company", ["x" * 10_000, "Wort " * 100_000], ids=["overlong word", "much text"])
def test_text_that_takes_too_long_is_ended(company: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_MOST_SECONDS", 1)
    with pytest.raises(CxmaturityError, match="took longer than 1 seconds"):
        render_pdf(report_view(named(small_assessment(), company), "en", "en"))


_WITHOUT_SUBSET = """
import sys, cffi

real = cffi.FFI.dlopen
asked = []

def dlopen(ffi, name, *rest):
    if "harfbuzz-subset" in str(name):
        asked.append(name)
        raise OSError("cannot load library")
    return real(ffi, name, *rest)

cffi.FFI.dlopen = dlopen
from cxmaturity.cli import main
code = main(sys.argv[1:])
assert asked
raise SystemExit(code)
"""


@pytest.mark.slow  # fonts are then made small without that library, in Python
@needs_pango
def test_without_the_library_that_makes_fonts_small_the_pdf_is_made_and_nothing_said(tmp_path: Path) -> None:
    assess = ("assess", _QUESTIONNAIRE, "--answers", _ANSWERS, "--quiet", "-o", "report.pdf")
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", "-c", _WITHOUT_SUBSET, *assess],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(_ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        assert all(_FAMILY in str(font.FontName) for font in _fonts(pdf))
