import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.text import cell_width, distinct_stems, file_stem, safe_text, shorten

TEXT = st.text(
    st.characters(codec=None) | st.sampled_from("\x1b\x9b\r\n\t\u202e\u2066\u2028\ufeff\u200b\u200d\u200caA")
)
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\u200b\ud800-\udfff]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x9b31m", r"\x9b31m"),
        ("Score 1\rScore 5", r"Score 1\rScore 5"),
        ("Level \u202e5", r"Level \u202e5"),
        ("a\u2028b\u0085c\ufeffd\u200be", r"a\u2028b\x85c\ufeffd\u200be"),
        ("half \ud800", r"half \ud800"),
        ("Line 1\r\n  Line 2\n\n", "Line 1 Line 2"),
        ("a\tb", "a b"),
        ("q\u200d1 q\u200c1", r"q\u200d1 q\u200c1"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("Käufe, 40\u00a0%, soft\u00adhyphen", "Käufe, 40\u00a0%, soft\u00adhyphen"),
        ("👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("\u0645\u06cc\u200c\u062e שלום", "\u0645\u06cc\u200c\u062e שלום"),
    ],
)
def test_what_a_terminal_would_obey_is_only_shown(text: str, shown: str) -> None:
    assert safe_text(text) == shown


def test_lines_can_be_kept() -> None:
    assert safe_text("a\r\n\tb\n\x1b", newlines=True) == "a\n b\n\\x1b"


@given(TEXT)
def test_nothing_dangerous_comes_through_and_twice_is_once(text: str) -> None:
    line, lines = safe_text(text), safe_text(text, newlines=True)
    assert not OBEYED.search(line)
    assert not OBEYED.search(lines.replace("\n", ""))
    assert safe_text(line) == line
    assert safe_text(lines, newlines=True) == lines


@pytest.mark.parametrize(
    ("company", "stem"),
    [
        ("Muster GmbH", "Muster_GmbH"),
        ("Meyer-Werft", "Meyer-Werft"),
        ("Käufer & Söhne", "Käufer_Söhne-3b675203"),
        ("A/B", "A_B-998d3ed8"),
        ("", "company-e3b0c442"),
        ("..", "company-5ec1f7e7"),
        ("../../etc/passwd", "etc_passwd-"),
        ("CON", "CON-"),
        ("-rf", "rf-"),
        ("\uff21cme", "Acme-"),
        ("Muster-0123abcd", "Muster-0123abcd-"),
    ],
)
def test_a_company_names_a_file(company: str, stem: str) -> None:
    assert file_stem(company).startswith(stem)


COMPANY = st.text(st.characters(codec=None) | st.sampled_from("aAbB _-./&0"))


@given(COMPANY)
def test_a_stem_is_safe_everywhere(company: str) -> None:
    stem = file_stem(company)
    assert 0 < len(stem.encode()) <= 120
    assert stem[0] not in "-_."
    assert {unicodedata.category(c)[0] for c in stem} <= set("LMNP")
    assert not set(stem) & set('\\/:*?"<>|. \0')


@given(st.lists(COMPANY, unique=True))
def test_every_company_has_a_file_of_its_own_where_case_does_not_count(companies: list[str]) -> None:
    stems = distinct_stems(companies)
    assert stems.keys() == set(companies)
    assert len({stem.casefold() for stem in stems.values()}) == len(companies)


def test_widths() -> None:
    assert [cell_width(c) for c in "aä漢\u0301\u200d🙂"] == [1, 1, 2, 0, 0, 2]


def test_shorten() -> None:
    assert [shorten("abcdef", 6), shorten("abcdefg", 6)] == ["abcdef", "abc..."]
