"""
What the PDF may load: fonts and pictures of the template, by name, and small pictures written into the page.

Importing this module imports WeasyPrint, so it is imported only where a PDF is made.
"""

import re
from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO

from weasyprint.urls import URLFetcher, URLFetcherResponse

_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)\Z")
_FONTS = (".ttf", ".otf", ".woff2")
_MOST_BYTES = 4_000_000
_MOST_PIXELS = 16_000_000


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `asset:NAME` from memory and refuses everything else: no file, no network, no redirect."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset", "data"), allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the asset at *url*. Raises ValueError, which WeasyPrint logs and goes on."""
        del headers
        name = url.removeprefix("asset:")
        if name != url and name in self._assets:
            content = self._assets[name]
            return self._response(url, content if name.endswith(_FONTS) else _small(content))
        if (picture := _DATA.match(url)) is not None and len(url) <= _MOST_BYTES:
            return self._response(url, _small(b64decode(picture[1])))
        raise ValueError("only what the template brings along is loaded")

    def open(self, url: object, data: object = None, timeout: object = None) -> URLFetcherResponse:
        """Refuse the base class's own way to the network."""
        del data, timeout
        return self.fetch(url if isinstance(url, str) else "")

    @staticmethod
    def _response(url: str, content: bytes) -> URLFetcherResponse:
        return URLFetcherResponse(url, content)


def _small(picture: bytes) -> bytes:
    """The picture, if decoding it takes no more memory than a page is worth."""
    from PIL import Image

    with Image.open(BytesIO(picture)) as image:  # reads the header only
        width, height = image.size
    if width * height > _MOST_PIXELS:
        raise ValueError("the picture has too many pixels")
    return picture
