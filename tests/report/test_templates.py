from pathlib import Path

import pytest

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.report.html import render_html
from cxmaturity.report.sandbox import TemplateRefused
from cxmaturity.report.template_files import SHIPPED
from tests.report.samples import small_view

_HOSTILE = Path(__file__).parents[2].parent / "shared" / "hostile" / "j2"
_FILES = sorted(_HOSTILE.glob("*.j2"))

_ESCAPES = (
    "{{ view.__class__ }}",
    "{{ view.company.__class__.__mro__ }}",
    "{{ view['__class__'] }}",
    "{{ view|attr('__class__') }}",
    "{{ view.company.format }}",
    "{{ view.company.format('x') }}",
    "{{ _.__globals__ }}",
    "{{ asset.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ loop.__init__ }}",
    "{{ view }}",
    "{{ view.dimensions }}",
    "{{ view.date|safe }}",
    "{% autoescape false %}{{ view.company }}{% endautoescape %}",
    "{% include '/etc/hostname' %}",
    "{% include '../../../../etc/hostname' %}",
    "{% import 'os' as os %}",
    "{{ view.nothing }}",
    "{% if view.nothing %}{% endif %}",
)

_BOMBS = (
    "{{ 10**10000000 }}",
    "{{ 'x' * 10**10 }}",
    "{% for i in range(10**9) %}{% endfor %}",
    "{% macro a(n) %}{{ a(n) }}{% endmacro %}{{ a(1) }}",
    "{% set a %}xxxxxxxxxx{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
    "{% set a = view.company %}" + "{% set a = a ~ a %}" * 60,
    "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}",
    "{% set a = (1, 1) %}",
    "{% set t = view.title %}" + "{% for a in t %}" * 12 + "{% endfor %}" * 12,
    "{% macro m0() %}{% endmacro %}"
    + "".join(
        f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}" for n in range(1, 40)
    )
    + "{{ m39() }}",
    "{{ " + "not " * 5000 + "1 }}",
    "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "{% include 'report.html.j2' %}",
    "{% extends 'report.html.j2' %}",
    "{{ view.company|center(999999999) }}",
    "{{ _('%(a)999999999s', a=1) }}",
)


def _report_with(folder: Path, template: str) -> str:
    (folder / "report.html.j2").write_text(template, "utf-8")
    return render_html(small_view(), template_dir=folder)


@pytest.mark.parametrize("template", [*_ESCAPES, *_BOMBS])
def test_what_a_report_does_not_need_is_refused(tmp_path: Path, template: str) -> None:
    with pytest.raises(TemplateRefused):
        _report_with(tmp_path, template)


def test_includes_that_multiply_are_refused(tmp_path: Path) -> None:
    for number in range(40):
        name = f"{{% include 'n{number + 1}.j2' %}}"
        (tmp_path / f"n{number}.j2").write_text(name + name)
    (tmp_path / "n40.j2").write_text("")
    with pytest.raises(TemplateRefused):
        _report_with(tmp_path, "{% include 'n0.j2' %}")


@pytest.mark.skipif(not _FILES, reason="this machine cannot: it has no hostile inputs")
@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_hostile_templates_are_refused(tmp_path: Path, file: Path) -> None:
    (tmp_path / "report.html.j2").write_bytes(file.read_bytes())
    with pytest.raises(CxmaturityError):
        render_html(small_view(), template_dir=tmp_path)


def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "cover.html.j2").write_text("<p>\n{{ view.compny }}</p>")
    with pytest.raises(TemplateRefused) as refused:
        render_html(small_view(), template_dir=tmp_path)
    message = refused.value.text("en")
    assert message.startswith("Template cover.html.j2, line 2: ")
    assert message.endswith("ReportView object' has no attribute 'compny'")


def test_a_syntax_error_is_reported_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused, match=r"Template report\.html\.j2, line 3: "):
        _report_with(tmp_path, "<p>\n\n{% if %}")


def test_a_file_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "cover.html.j2").write_text(
        "<h1>{{ view.company }} <img src='{{ asset(\"logo.png\") }}'></h1>"
    )
    (tmp_path / "logo.png").write_bytes(b"picture")
    html = render_html(small_view(), template_dir=tmp_path)
    assert (
        "<h1>Müller &amp; &lt;b&gt;Söhne&lt;/b&gt; <img src='data:image/png;base64,cGljdHVyZQ=='></h1>"
        in html
    )
    assert 'id="summary"' in html


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("frame.html.j2", b"<html></html>"),
        ("cover.html.j2", "für".encode("latin-1")),
        ("cover.html.j2", b"a\0b"),
        ("report.css", b"</style><script>alert(1)</script>"),
        ("cover.html.j2", b"{{ asset('../secret.png') }}"),
        ("report.css", b"p { background: url(asset:missing.png) }"),
        ("logo.png", b"x" * 5_000_000),
    ],
)
def test_a_folder_that_does_not_fit_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CxmaturityError):
        render_html(small_view(), template_dir=tmp_path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    try:
        (folder / "logo.png").symlink_to(secret)
    except OSError:
        pytest.skip("this machine cannot make links")
    with pytest.raises(CxmaturityError, match="is a link"):
        render_html(small_view(), template_dir=folder)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CxmaturityError, match="There is no template folder"):
        render_html(small_view(), template_dir=tmp_path / "nowhere")


def test_the_shipped_templates_hold_no_code() -> None:
    assert {path.suffix for path in SHIPPED.rglob("*") if path.is_file()} == {
        ".j2",
        ".css",
        ".ttf",
        ".woff2",
        ".txt",
    }
