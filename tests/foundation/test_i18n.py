from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, locale_language, msg, msg_n, tool_language


def test_a_message_is_english_unless_asked_otherwise() -> None:
    assert str(msg("Cannot read {file}.", file="a.yaml")) == "Cannot read a.yaml."


def test_an_unknown_sentence_stays_english_in_german() -> None:
    assert msg("Nobody translated {n} of these.", n=3).text("de") == "Nobody translated 3 of these."


@given(st.text())
def test_a_value_is_put_in_as_it_is(value: str) -> None:
    assert str(msg("<{name}>", name=value)) == f"<{value}>"


@pytest.mark.parametrize(
    "template", ["{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{0}", "{}", "{{a}}x", "{ a }", "%s"]
)
def test_only_a_bare_name_is_a_field(template: str) -> None:
    assert str(msg(template, a="A")) == template.replace("{a}", "A")


def test_a_field_without_value_is_a_bug() -> None:
    with pytest.raises(ValueError, match=r"lacks a value for \['file'\]"):
        msg("Cannot read {file}.")


def test_messages_nest() -> None:
    assert str(msg("{place}: {what}", place=msg("line {n}", n=3), what="no")) == "line 3: no"


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0 answers in a"), (1, "1 answer in a"), (2, "2 answers in a")]
)
def test_plural(n: int, expected: str) -> None:
    assert str(msg_n("{n} answer in {file}", "{n} answers in {file}", n, file="a")) == expected


def test_a_message_is_a_frozen_value() -> None:
    message = msg("Cannot read {file}.", file="a.yaml")
    assert message == Message("Cannot read {file}.", (("file", "a.yaml"),))
    assert hash(message) == hash(msg("Cannot read {file}.", file="a.yaml"))
    with pytest.raises(AttributeError, match="immutable"):
        message.template = "no"  # type: ignore[misc]


def test_an_error_is_its_message_and_its_hint() -> None:
    error = CxmaturityError(msg("No {what}.", what="file"), hint=msg("Give one."))
    assert str(error) == "No file.\nGive one."
    assert str(CxmaturityError(msg("No."))) == "No."


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "de"),
        ("de-CH", "de"),
        ("DE_at.UTF-8", "de"),
        ("en-GB", "en"),
        ("den", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_tool_language(language: str, expected: str) -> None:
    assert tool_language(language) == expected


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "de_CH.UTF-8"}, "de-CH"),
        ({"LANG": "de_DE@euro"}, "de-DE"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_DE"}, "de-DE"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "de-DE"),
        ({"LC_ALL": "POSIX"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "CXMATURITY_LANG": "de"}, "de"),
        ({"LANG": "German_Switzerland.1252"}, "de"),
    ],
)
def test_locale_language(environ: Mapping[str, str], expected: str) -> None:
    assert locale_language(environ) == expected
