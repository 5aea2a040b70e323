"""
The codes that the package gives to what it finds, read from its source.

A code is written out where a finding is made, stands in a table beside its message, or is named by a constant of
the same module.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "cxmaturity"

#: Who takes a code, and as which argument.
_TAKERS = {
    "Diagnostic": 0,
    "Fault": 1,
    "Finding": 0,
    "HeaderProblem": 0,
    "InvalidAnswer": 0,
    "InvalidModel": 0,
    "_Stumble": None,
    "_fault": 1,
    "_invalid": 0,
    "Problem": 0,
    "_rejected": 2,
    "add": 0,
    "problem": 1,
    "refusal": 0,
    "refuse": 0,
}
#: Functions that return a code with something else.
_GIVERS = {"_place_of"}


def codes_in_package() -> set[str]:
    """Return every code."""
    return {code for path in sorted(PACKAGE.rglob("*.py")) for code in codes_in(path.read_text("utf-8"))}


def codes_in(source: str) -> set[str]:
    """Return the codes in the source of one module."""
    tree = ast.parse(source)
    constants = dict(_constants(tree))
    return {code for node in _places(tree) if (code := _value(node, constants)) is not None}


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
                yield name, value
            case _:
                pass


def _places(tree: ast.Module) -> Iterator[ast.expr]:
    """The expressions that are a code, wherever they stand."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _TAKERS:
                position = _TAKERS[name]
                if position is not None and len(node.args) > max(position, 1):
                    yield node.args[position]
                yield from (keyword.value for keyword in node.keywords if keyword.arg == "code")
            case ast.Tuple(elts=[code, message]) if _is_message(message):
                yield code
            case ast.FunctionDef(name=name) if name in _GIVERS:
                yield from _returned(node)
            case ast.AnnAssign(target=ast.Name(id="code"), value=ast.expr() as value):
                yield value
            case _:
                pass


def _is_message(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="msg")):
            return True
        case ast.Name(id=name):
            return name.isupper()
        case _:
            return False


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        match node:
            case ast.Return(value=ast.Tuple(elts=[code, *_])):
                yield code
            case _:
                pass


def _value(node: ast.expr, constants: Mapping[str, str]) -> str | None:
    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.Name(id=name):
            return constants.get(name)
        case _:
            return None
