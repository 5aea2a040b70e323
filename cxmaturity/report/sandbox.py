"""
Templates filled in a sandbox: whatever one says, it reads nothing but the view, and it ends.

Jinja's immutable sandbox keeps templates away from Python's insides. Beyond that a template only places finished
words: there is no arithmetic, no joining, no lists of its own, only few filters, and what still makes work or text
grow (loops, calls, includes, output) is counted against a budget.
"""

from collections.abc import Iterable, Mapping
from traceback import walk_tb
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg, tool_language, translations
from cxmaturity.foundation.text import safe_text, shorten

_MOST_STEPS = 500_000
_MOST_CHARACTERS = 20_000_000
_REASON_CHARACTERS = 200

_FORBIDDEN = (
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos),
    *(nodes.Concat, nodes.List, nodes.Dict, nodes.Slice, nodes.NSRef),
    *(nodes.EvalContextModifier, nodes.ScopedEvalContextModifier),
)
_CLOSED = (str, int, float, tuple, list, dict)  # nothing inside them is anybody's business


class TemplateRefused(CxmaturityError):
    """A template that does not fit the view, is no template, or asks for more than a report needs."""


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox of one rendering."""

    def __init__(self, texts: Mapping[str, str], language: str) -> None:
        super().__init__(
            loader=FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
            undefined=StrictUndefined,
            autoescape=True,
            optimized=False,  # the optimiser would run a template's constants before anybody could refuse them
            finalize=self._put_out,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._steps = self._characters = 0
        self.globals = {"_": translations(tool_language(language)).gettext}
        self.filters = {"counted": self._counted, "escape": escape, "e": escape, "length": len}
        self.tests = {name: self.tests[name] for name in ("defined", "undefined", "none")}

    def get_template(self, *args: Any, **kwargs: Any) -> Template:  # noqa: ANN401  as the library has it
        """Also what include, import and extends call."""
        self._take(steps=100)
        return super().get_template(*args, **kwargs)

    def call(__self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805  a keyword may be called self
        __self._take(steps=1)
        return super().call(*args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        return not isinstance(obj, _CLOSED) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """No safer str.format, as the base class has it: a width alone could fill the memory."""
        del value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in template.find_all(nodes.Node):
            own_tuple = isinstance(node, nodes.Tuple) and node.ctx == "load"
            if isinstance(node, _FORBIDDEN) or own_tuple:
                raise TemplateSyntaxError(
                    f"{type(node).__name__} is not available here", node.lineno, name, filename
                )
        for loop in template.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return template

    def _counted(self, items: Iterable[object]) -> list[object]:
        found = list(items)
        self._take(steps=len(found) + 1)
        return found

    def _put_out(self, value: object) -> object:
        if isinstance(value, Undefined):
            return str(value)  # raises, and says what is not there
        if not isinstance(value, str | int | float):
            raise SecurityError(f"a {type(value).__name__} is no text that could be put out")
        self._take(steps=1, characters=len(value) if isinstance(value, str) else 1)
        return value

    def _take(self, *, steps: int, characters: int = 0) -> None:
        self._steps += steps
        self._characters += characters
        if self._steps > _MOST_STEPS or self._characters > _MOST_CHARACTERS:
            raise SecurityError("this is more than a report takes")


def fill(texts: Mapping[str, str], name: str, language: str, values: Mapping[str, object]) -> str:
    """Return the template *name* of *texts* filled with *values*. Raises TemplateRefused, with the place."""
    try:
        return _Environment(texts, language).get_template(name).render(values)
    except (RecursionError, MemoryError):
        raise TemplateRefused(
            msg("The template {file} is nested too deeply or grows too large.", file=name)
        ) from None
    except (
        TemplateError,
        SyntaxError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        file, line = _place(error, texts, name)
        reason = shorten(safe_text(str(error)), _REASON_CHARACTERS)
        raise TemplateRefused(
            msg("Template {file}, line {line}: {reason}", file=file, line=line, reason=reason)
        ) from error


def _place(error: Exception, texts: Mapping[str, str], name: str) -> tuple[str, int]:
    """The template and line nearest to the error."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    return next((place for place in reversed(frames) if place[0] in texts), (name, 1))
