import re

import pytest

from cxmaturity.report.html import render_html
from cxmaturity.views.report import report_view
from tests.report.samples import FOLDER, named, small_assessment, small_view
from tests.tools.harness import Golden

_HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% include 'report.css' %}",
    "asset:fonts/SourceSans3.ttf",
    "</style><script>",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_whole_file(golden: Golden, language: str) -> None:
    html = re.sub(r"(data:font/woff2;base64,)[\w+/=]+", r"\1…", render_html(small_view(language)))
    golden(html, FOLDER / "golden" / f"small.{language}.html")


def test_it_needs_nothing_beside_it() -> None:
    html = render_html(small_view())
    addresses = re.findall(r"""(?:src|href)="([^"]*)"|url\(([^)]*)\)""", html)
    assert {(a or b)[:5] for a, b in addresses} == {
        "#summ",
        "#prof",
        "#dime",
        "#acti",
        "#meth",
        "#appe",
        "data:",
    }


def test_it_runs_and_loads_nothing_by_policy() -> None:
    head = render_html(small_view()).partition("<title>")[0]
    assert (
        "default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;; font-src data:;"
        in head
    )
    assert "script-src" not in head


@pytest.mark.parametrize("text", _HOSTILE)
def test_what_a_company_calls_itself_is_only_text(text: str) -> None:
    harmless = render_html(report_view(named(small_assessment(), "Company"), "de", "de"))
    html = render_html(report_view(named(small_assessment(), text), "de", "de"))
    tags = re.compile(r"<[^>]*>")
    assert [tag.split()[0] for tag in tags.findall(harmless)] == [
        tag.split()[0] for tag in tags.findall(html)
    ]


def test_names_and_notes_stay_at_home_unless_asked() -> None:
    assessment = small_assessment()
    usual = render_html(report_view(assessment, "de", "de"))
    asked = render_html(report_view(assessment, "de", "de", personal=True))
    for private in ("Erika Muster", "Nur geschätzt", "Bericht vom Mai"):
        assert private not in usual
        assert private in asked
