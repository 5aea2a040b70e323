"""Texts that are the same although they are written differently, and texts that only look the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.spelling import Ambiguous, Found, How, Lookalike, Spellings, normalised

KNOWN = Spellings([("Don’t know", 1), ("Yes", 2), ("Straße", 3), ("R&D", 4), ("A", 5), ("a", 6)])


@pytest.mark.parametrize(
    ("text", "thing", "how"),
    [
        ("Yes", 2, How.EXACT),
        ("yes", 2, How.NORMALISED),
        ("\u2003YES\xa0", 2, How.NORMALISED),
        ("don't  know", 1, How.NORMALISED),
        ("STRASSE", 3, How.NORMALISED),
        ("R&amp;D", 4, How.NORMALISED),
        ("Y\u200bes", 2, How.INVISIBLE),
        ("Y\u00ades", 2, How.INVISIBLE),
        ("A", 5, How.EXACT),
        ("a", 6, How.EXACT),
    ],
)
def test_what_is_found(text: str, thing: int, how: How) -> None:
    found = KNOWN.find(text)
    assert isinstance(found, Found)
    assert (found.thing, found.how) == (thing, how)


def test_what_could_be_several_things() -> None:
    assert KNOWN.find(" a") == Ambiguous((5, 6))


@pytest.mark.parametrize(
    ("text", "letter"), [("Y\u0435s", "U+0435"), ("\u03a5es", "U+03C5"), ("\u0423ES", "U+0443")]
)
def test_what_only_looks_the_same(text: str, letter: str) -> None:
    found = KNOWN.find(text)
    assert isinstance(found, Lookalike)
    assert f"it has the letter {letter}" in str(found.message)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "No", "Ye", "Yes.", "\uff39es"])
def test_what_is_not_found(text: str) -> None:
    assert KNOWN.find(text) is None


@given(st.text(st.characters(exclude_characters="&")))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text())
def test_a_known_text_is_found_as_it_stands(text: str) -> None:
    found = Spellings([(text, 1)]).find(text)
    assert found == (Found(1, text, How.EXACT) if normalised(text) else None)
