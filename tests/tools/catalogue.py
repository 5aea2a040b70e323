"""
The German catalogue: what the code says, what the parts translate, and the compiled file that runs.

    python tests/tools/catalogue.py    compiles locales/de/*.po and prints what is not translated yet
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "cxmaturity" / "locales" / "de"
COMPILED = PARTS / "LC_MESSAGES" / "cxmaturity.mo"

_FORMS = {"msg": 1, "msgid": 1, "msg_n": 2}  # how many of a call's arguments are sentences
_TEMPLATE_KEYWORDS = ("_", "gettext", "ngettext")
_FIELD = re.compile(r"\{[a-z][a-z0-9_]*\}|%\([a-z][a-z0-9_]*\)s")

Forms = tuple[str, ...]  # the sentence, or its singular and plural


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that the tool says, and where."""

    forms: Forms
    where: str


@dataclass(frozen=True, slots=True)
class Translated:
    """A sentence as a part translates it: one form, or singular and plural."""

    forms: Forms
    german: Forms
    part: str


def said() -> list[Said]:
    """Return every sentence in the code and the templates."""
    python = sorted((ROOT / "cxmaturity").rglob("*.py"))
    templates = sorted((ROOT / "templates").rglob("*.j2"))
    return [
        *(sentence for path in python for sentence in _said_in_python(path)),
        *(sentence for path in templates for sentence in _said_in_template(path)),
    ]


def translated() -> list[Translated]:
    """Return every entry of every part, in order."""
    return [entry for path in sorted(PARTS.glob("*.po")) for entry in _read_part(path)]


def compiled() -> dict[Forms, Forms]:
    """Return what the compiled catalogue says."""
    with COMPILED.open("rb") as file:
        return {entry.forms: entry.german for entry in _entries(read_mo(file), "")}


def compile_parts() -> None:
    """Write the compiled catalogue from the parts."""
    catalogue = Catalog(locale="de", project="cxmaturity")
    for entry in translated():
        catalogue.add(_babel(entry.forms), _babel(entry.german))
    COMPILED.parent.mkdir(exist_ok=True)
    with COMPILED.open("wb") as file:
        write_mo(file, catalogue)


def missing() -> list[str]:
    """Return the entries that the parts lack, to be filled in, each once."""
    done = {entry.forms for entry in translated()}
    lacking = {sentence.forms: sentence for sentence in reversed(said()) if sentence.forms not in done}
    return [_stanza(sentence) for sentence in reversed(lacking.values())]


def fields(text: str) -> frozenset[str]:
    """Return the fields of *text*, as written in code or in a template."""
    return frozenset(_FIELD.findall(text))


def _said_in_python(path: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FORMS:
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield Said(tuple(_literal(arg, where) for arg in node.args[: _FORMS[node.func.id]]), where)


def _literal(node: ast.expr, where: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{where}: a message is written out as one literal, or nobody could translate it")


def _said_in_template(path: Path) -> Iterator[Said]:
    with path.open("rb") as file:
        for line, _, message, _ in babel_extract(file, _TEMPLATE_KEYWORDS, (), {"trimmed": "true"}):
            forms = (message,) if isinstance(message, str) else message or ()
            yield Said(tuple(form for form in forms if form), f"{path.relative_to(ROOT)}:{line}")


def _read_part(path: Path) -> Iterator[Translated]:
    with path.open("rb") as file:
        yield from _entries(read_po(file, locale="de", charset="utf-8", abort_invalid=True), path.name)


def _entries(catalogue: Catalog, part: str) -> Iterator[Translated]:
    for message in catalogue:
        if message.id:
            yield Translated(_forms(message.id), _forms(message.string or ""), part)


def _forms(text: str | list[str] | tuple[str, ...]) -> Forms:
    return (text,) if isinstance(text, str) else tuple(text)


def _babel(forms: Forms) -> str | Forms:
    return forms[0] if len(forms) == 1 else forms


def _stanza(sentence: Said) -> str:
    singular, *plural = map(_quoted, sentence.forms)
    if not plural:
        return f'# {sentence.where}\nmsgid {singular}\nmsgstr ""\n'
    return f'# {sentence.where}\nmsgid {singular}\nmsgid_plural {plural[0]}\nmsgstr[0] ""\nmsgstr[1] ""\n'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    compile_parts()
    print("\n".join(missing()), end="")
