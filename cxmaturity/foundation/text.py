"""Text from outside, made safe to print and to name a file with."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

_CONTROLS = "\x00-\x1f\x7f-\x9f"
_LINES_AND_DIRECTIONS = "\u2028-\u202e\u2066-\u206f"
_INVISIBLE = "\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
_SURROGATES = "\ud800-\udfff"
_JOINERS = "\u200c\u200d"
_DANGEROUS = _CONTROLS + _LINES_AND_DIRECTIONS + _INVISIBLE + _SURROGATES

# A joiner binds emoji and the letters of some scripts. Beside ASCII it only makes two names look the same.
_UNSAFE = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)"
    f"|[{_DANGEROUS}]"
    f"|(?<![^\x00-\x7f{_DANGEROUS}{_JOINERS}])[{_JOINERS}]"
)
_BREAK = re.compile(r"[ \t]*\r?\n[ \t\r\n]*")

_STEM_BYTES = 120
_HASHED = re.compile(r"-[0-9a-f]{8}\Z")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)


def safe_text(text: str, *, newlines: bool = False) -> str:
    r"""
    Return *text* so that a terminal only shows it: nothing in it moves the cursor, hides or reorders.

    What is dangerous becomes visible as `\x1b` or `\u202e`; a tab becomes a space. Unless *newlines* are
    kept, the text becomes one line. Emoji, umlauts and right-to-left letters stay. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n") if newlines else _BREAK.sub(" ", text).strip(" \t")
    return _UNSAFE.sub(_visible, lines)


def _visible(found: re.Match[str]) -> str:
    text = found[0]
    if found["flag"] or text == "\n":
        return text
    return " " if text == "\t" else ascii(text)[1:-1]


def cell_width(character: str) -> int:
    """Return how many terminal cells *character* takes: 0, 1 or 2."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def some_of(names: Sequence[str], most: int) -> str:
    """Return the first *names* with commas between, and dots where there are more than *most*."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def shorten(text: str, length: int = 40) -> str:
    """Return *text*, cut to *length* characters with `...` where it is longer."""
    return text if len(text) <= length else text[: length - 3] + "..."


def file_stem(company: str) -> str:
    """
    Return a file name, without ending, for *company*: safe on every system, at most 120 bytes.

    Letters, digits and hyphens stay, a space becomes an underscore. Where more had to change, eight hex
    digits of the name's SHA-256 keep it distinct. Stems may still differ only in case: see `distinct_stems`.
    """
    name = unicodedata.normalize("NFC", company)
    stem = "_".join(_words(unicodedata.normalize("NFKC", company)))
    lossless = stem.replace("_", " ") == name and len(stem.encode()) <= _STEM_BYTES
    usable = stem and not _HASHED.search(stem) and not _RESERVED.match(stem)
    return stem if usable and lossless else _hashed(name, stem)


def distinct_stems(companies: Iterable[str]) -> dict[str, str]:
    """Return a stem for each company, distinct also where the file system ignores case."""
    stems = {company: file_stem(company) for company in companies}
    uses = Counter(stem.casefold() for stem in stems.values())
    return {
        company: _hashed(company, stem) if uses[stem.casefold()] > 1 else stem
        for company, stem in stems.items()
    }


def _words(text: str) -> list[str]:
    kept = (c if c == "-" or unicodedata.category(c)[0] in "LNM" else " " for c in text)
    return "".join(kept).strip(" -").split()


def _hashed(name: str, stem: str) -> str:
    suffix = "-" + sha256(name.encode(errors="surrogatepass")).hexdigest()[:8]
    cut = stem.encode()[: _STEM_BYTES - len(suffix)].decode(errors="ignore").rstrip("_-")
    return (cut or "company") + suffix
