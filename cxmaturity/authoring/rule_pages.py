"""The page of a rule: at the terminal, in the documentation and in the reports of other services."""

from collections.abc import Iterator
from textwrap import fill, indent

from msgspec import Struct

from cxmaturity.authoring.rule_texts import RuleText
from cxmaturity.authoring.severities import LINT_RULES, severity_of
from cxmaturity.foundation.diagnostics import SEVERITY_WORDS
from cxmaturity.foundation.i18n import msg


class Section(Struct, frozen=True):
    """A part of a page: a heading, and below it prose, YAML, or both."""

    heading: str
    prose: str = ""
    yaml: str = ""


def sections(code: str, text: RuleText, language: str) -> Iterator[Section]:
    """What stands on the page below the title."""
    yield Section(msg("Why it matters").text(language), text.why.text(language))
    yield Section(msg("What to do").text(language), text.fix.text(language))
    if text.wrong is not None:
        yield Section(msg("Wrong").text(language), yaml=text.wrong)
    if text.right is not None:
        yield Section(msg("Right").text(language), yaml=text.right)
    if code in LINT_RULES:
        reason = msg("why it does not apply here").text(language)
        yield Section(
            msg("Switching it off").text(language),
            msg("Where the rule does not fit, the file may say so, with the reason:").text(language),
            f"lint:\n  off:\n    {code}: {reason}\n",
        )


def terminal_page(code: str, text: RuleText, language: str, width: int) -> str:
    """The page with lines of at most *width* characters; YAML keeps its own."""
    word = SEVERITY_WORDS[severity_of(code)].text(language)
    parts = [f"{code} ({word})\n{fill(text.title.text(language), width)}\n"]
    for section in sections(code, text, language):
        prose = fill(section.prose, width - 2, break_on_hyphens=False)
        parts.append(f"{section.heading}\n{indent(_joined(prose, section.yaml), '  ')}\n")
    return "\n".join(parts)


def markdown(code: str, text: RuleText, language: str) -> str:
    """The sections of the page in Markdown, without the title."""
    return "\n".join(_markdown_section(section) for section in sections(code, text, language))


def _markdown_section(section: Section) -> str:
    fenced = section.yaml and f"```yaml\n{section.yaml.rstrip()}\n```"
    return f"**{section.heading}**\n\n{_joined(section.prose, fenced)}\n"


def _joined(*parts: str) -> str:
    return "\n\n".join(part.rstrip() for part in parts if part)
