"""Numbers as people write them: “1.000”, “1,000”, “1 000”, “2,5”, “2.5”."""

import re
from decimal import Decimal

_BLANKS = "'’ \u00a0\u202f"
NUMBER = rf"\d+(?:[.,{_BLANKS}]\d{{3}}(?!\d))*(?:[.,]\d+)?"

_DIGIT = re.compile(r"\d")
_ALONE = re.compile(rf"(?<![\w.,]){NUMBER}(?![\w]|[.,]\d)")
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\d\s?Uhr\b")
_GROUPED = re.compile(rf"\d{{1,3}}([.,{_BLANKS}])\d{{3}}(?:\1\d{{3}})*")
_POINT = {"de": ","}


def number(written: str, language: str) -> Decimal:
    """The value of *written*, which NUMBER matches; a lone separator before three digits is read as *language* does."""
    grouped = _GROUPED.fullmatch(written)
    if grouped and grouped[1] != _POINT.get(language.partition("-")[0], "."):
        return Decimal(digits(written))
    *groups, last = re.split(r"[.,]", re.sub(f"[{_BLANKS}]", "", written))
    return Decimal(f"{''.join(groups)}.{last}" if groups else last)


def figures_apart(
    text: str, language: str, other_text: str, other_language: str
) -> tuple[list[str], list[str]]:
    """The numbers of each text that the other lacks, as written. Times of day, counted differently, are left alone."""
    ours, theirs = _figures(text), _figures(other_text)
    if ours == theirs or _CLOCK.search(text) or _CLOCK.search(other_text):
        return [], []
    return _lacking(ours, language, theirs, other_language), _lacking(theirs, other_language, ours, language)


def _figures(text: str) -> list[str]:
    return _ALONE.findall(text) if _DIGIT.search(text) else []


def _lacking(ours: list[str], language: str, theirs: list[str], other_language: str) -> list[str]:
    values = {number(figure, other_language) for figure in theirs}
    spelt = {digits(figure) for figure in theirs}
    return [f for f in ours if number(f, language) not in values and digits(f) not in spelt]


def digits(written: str) -> str:
    """The digits of *written* alone, which are the same however they are grouped and pointed."""
    return re.sub(r"\D", "", written)
