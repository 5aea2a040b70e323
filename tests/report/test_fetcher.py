"""Whatever a page asks for: no file of this machine, no address of the network."""

import http.server
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.report.limits import within_limits
from cxmaturity.report.pdf import lay_out
from tests.tools.machine import needs_pango

pytestmark = needs_pango

_HOSTILE = Path(__file__).parents[2].parent / "shared" / "hostile" / "html"
_FILES = sorted(_HOSTILE.glob("*.html"))
_SECRET = b"the secret of this machine"
_SECONDS = 20

_CASES = (
    '<link rel=stylesheet href="{HTTP}/a.css">',
    '<link rel=stylesheet href="{FILE}">',
    '<link rel=attachment href="{FILE}">',
    '<a rel=attachment href="{FILE}">x</a>',
    '<link rel=attachment href="{HTTP}/x">',
    '<img src="{HTTP}/a.png"><img src="{FILE}"><img src="secret.txt">',
    '<object data="{HTTP}/a"></object><embed src="{HTTP}/b">',
    '<base href="{HTTP}/"><img src="a.png">',
    "<style>@import url({HTTP}/a.css);</style>",
    "<style>@font-face {{ font-family: x; src: url({FILE}) }} p {{ font-family: x }}</style><p>x",
    '<p style="background: url({HTTP}/a.png); list-style: url({FILE})">x',
    '<svg width="9" height="9"><image href="{HTTP}/a.png" width="9" height="9"/><use href="{FILE}#a"/></svg>',
    '<img src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="{HTTP}/a.png"/></svg>\'>',
    '<img src="asset:../secret.txt"><img src="asset:/etc/hostname"><img src="ASSET:x">',
)


class _Server(http.server.ThreadingHTTPServer):
    """A server on this machine that counts who comes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_bytes(_SECRET)
    return path


def _streams(pdf: bytes, tmp_path: Path) -> bytes:
    """Everything in the PDF, unpacked."""
    (tmp_path / "made.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "made.pdf") as document:
        streams = [thing.read_bytes() for thing in document.objects if isinstance(thing, pikepdf.Stream)]
    return b"".join(streams) + pdf


@pytest.mark.parametrize("case", _CASES)
def test_nothing_is_fetched(tmp_path: Path, server: _Server, secret: Path, case: str) -> None:
    address = f"http://127.0.0.1:{server.server_port}"
    html = "<!doctype html><html lang=en><title>x</title>" + case.format(HTTP=address, FILE=secret.as_uri())
    pdf = lay_out(html, {}, "2026-03-05")
    assert server.asked == []
    assert _SECRET not in _streams(pdf, tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(not _FILES, reason="this machine cannot: it has no hostile inputs")
@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_hostile_pages_fetch_nothing_and_end(
    tmp_path: Path, server: _Server, secret: Path, file: Path
) -> None:
    html = file.read_text("utf-8").replace("{HTTP}", f"http://127.0.0.1:{server.server_port}")
    try:
        pdf = within_limits(_SECONDS, lay_out, html.replace("{FILE}", secret.as_uri()), {}, "2026-03-05")
    except CxmaturityError:
        pdf = b""
    assert server.asked == []
    assert not pdf or _SECRET not in _streams(pdf, tmp_path)


def test_a_picture_of_too_many_pixels_is_left_out() -> None:
    from cxmaturity.report.fetcher import AssetFetcher

    picture = BytesIO()
    Image.new("1", (9000, 9000)).save(picture, "PNG")
    with pytest.raises(ValueError, match="too many pixels"):
        AssetFetcher({"logo.png": picture.getvalue()}).fetch("asset:logo.png")
