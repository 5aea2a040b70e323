"""
The rules as documentation: docs/rules.md and docs/rules.de.md, made from cxmaturity/authoring/rules/.

    python tests/tools/rule_pages.py    writes both
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from cxmaturity.authoring.rule_pages import markdown
from cxmaturity.authoring.rule_texts import SUBJECTS, RuleText, texts_by_subject
from cxmaturity.authoring.severities import severity_of
from cxmaturity.foundation.diagnostics import SEVERITY_WORDS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"en": DOCS / "rules.md", "de": DOCS / "rules.de.md"}

_HEADS = {
    "en": """\
# Rules of `cxmaturity validate`

[Auf Deutsch](rules.de.md)

Each finding names the rule that made it. `cxmaturity validate --explain CODE` shows the same text at the terminal. An
error makes the exit code 1, a warning only with `--strict`, a note never. Examples replace single parts of a small
sound questionnaire, unless they begin with `format:`.
""",
    "de": """\
# Regeln von `cxmaturity validate`

[In English](rules.md)

Jeder Befund nennt die Regel, von der er stammt. `cxmaturity validate --explain REGEL` zeigt denselben Text im
Terminal. Ein Fehler führt zum Rückgabewert 1, eine Warnung nur mit `--strict`, ein Hinweis nie. Die Beispiele ersetzen
einzelne Teile eines kleinen, fehlerfreien Fragebogens, sofern sie nicht mit `format:` beginnen.
""",
}


def page(language: str) -> str:
    """Return the page of all rules in *language*: its contents by subject, then a section for each rule."""
    subjects = texts_by_subject()
    return "\n".join([_HEADS[language], *_contents(subjects, language), *_rules(subjects, language)])


def _contents(subjects: Mapping[str, Mapping[str, RuleText]], language: str) -> Iterator[str]:
    for subject, texts in subjects.items():
        links = ", ".join(f"[{code}](#{code})" for code in texts)
        yield f"- **{SUBJECTS[subject].text(language)}:** {links}"


def _rules(subjects: Mapping[str, Mapping[str, RuleText]], language: str) -> Iterator[str]:
    for subject, texts in subjects.items():
        yield f"\n## {SUBJECTS[subject].text(language)}"
        for code, text in texts.items():
            severity = SEVERITY_WORDS[severity_of(code)].text(language)
            yield f"\n### {code}\n\n{text.title.text(language)} ({severity}).\n"
            yield markdown(code, text, language).rstrip()
    yield ""


if __name__ == "__main__":
    for written_in, path in PAGES.items():
        path.write_text(page(written_in), "utf-8")
