"""A diagnostic as text: what is wrong, the line it is in, and a caret below the place."""

from cxmaturity.foundation.diagnostics import SEVERITY_WORDS, Diagnostic, Severity, Span
from cxmaturity.foundation.text import cell_width, safe_text

_TAB = "    "
_CUT = "..."
_NEAR = 1_000  # characters looked at on either side: what a program wrote may be one line of a megabyte


def frame(diagnostic: Diagnostic, source: str | None, language: str, *, width: int = 100) -> str:
    """
    Return *diagnostic* as lines: `file:line:column code message`, the line of *source*, carets, the hint.

    The source line is cut around the carets to at most *width* terminal cells. Nothing from the file can do
    more than be seen.
    """
    lines = [_headline(diagnostic, language)]
    span = diagnostic.span
    if span is not None and source is not None:
        lines += _excerpt(span, source, width)
    if diagnostic.hint is not None:
        lines.append("  " + safe_text(diagnostic.hint.text(language)))
    return "\n".join(lines)


def _headline(diagnostic: Diagnostic, language: str) -> str:
    span = diagnostic.span
    place = diagnostic.file if span is None else f"{diagnostic.file}:{span.line}:{span.column}"
    severity = diagnostic.severity  # an error needs no word for it: it is what one expects
    word = [] if severity is Severity.ERROR else [SEVERITY_WORDS[severity].text(language)]
    return safe_text(" ".join([place, *word, diagnostic.code, diagnostic.message.text(language)]))


def _excerpt(span: Span, source: str, width: int) -> list[str]:
    lines = source.split("\n")
    if span.line > len(lines):
        return []
    line = lines[span.line - 1].rstrip("\r")
    gutter = f"{span.line:>4} | "
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    left, right = max(0, start - _NEAR), start + _NEAR
    cells = [_shown(character) for character in line[left:right]]
    start, end = start - left, end - left
    first, last = _window(cells, start, end, width - len(gutter) - 1)  # the caret may stand after the line
    before = (_CUT if first or left else "") + "".join(cells[first:start])
    marked = "".join(cells[start : min(end, last)])
    after = "".join(cells[max(start, min(end, last)) : last])
    after += _CUT if last < len(cells) or right < len(line) else ""
    carets = " " * _width(before) + "^" * max(1, _width(marked))
    return [gutter + (before + marked + after).rstrip(), " " * (len(gutter) - 2) + "| " + carets]


def _shown(character: str) -> str:
    # Character by character, so that an emoji sequence is taken apart and each caret stands where it should.
    return _TAB if character == "\t" else character if character == " " else safe_text(character)


def _width(text: str) -> int:
    return sum(map(cell_width, text))


def _window(cells: list[str], start: int, end: int, width: int) -> tuple[int, int]:
    """Return the first and one past the last character to show: the marked ones, and what fits around."""
    if _width("".join(cells)) <= width:
        return 0, len(cells)
    room = max(width - 2 * len(_CUT), 1)
    first, last, used = start, start, 0
    while last < min(end, len(cells)) and used + _width(cells[last]) <= room:
        used, last = used + _width(cells[last]), last + 1
    lead = used + (room - used) // 2
    while first > 0 and used + _width(cells[first - 1]) <= (lead if last < len(cells) else room):
        first, used = first - 1, used + _width(cells[first - 1])
    while last < len(cells) and used + _width(cells[last]) <= room:
        used, last = used + _width(cells[last]), last + 1
    return first, last
