"""Whatever an author asks for, the new questionnaire is sound and says just that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.authoring.lint.characters import strange_characters
from cxmaturity.authoring.linting import CHECKS
from cxmaturity.authoring.new.ids import id_of
from cxmaturity.authoring.new.outline import UnfitWishes, outline_of
from cxmaturity.authoring.new.scaffold import scaffold
from cxmaturity.authoring.new.wishes import MAX_LEVELS, Wishes
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.foundation.text import safe_text
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.compiled import compile_document
from tests.tools.effort import effort

TITLE = st.one_of(
    st.text(min_size=1, max_size=60),
    st.sampled_from(
        [
            "true", "null", "~", "no", "1.0", "- a", "# none", "a: b", "a #b", '"', "'", "\\", "\\n", "{number}",
            "{dimension}", "&a", "*a", "!x", "%YAML", "---", "?", "|", "maturity", "index", "unknown", "Unknown!",
            "Größe & Maß", "Straße", "Ελλάδα", "日本", "3D", "a, b", "[x]", "👩‍🔬 Labor", "Strategy practice",
        ]
    ),
).filter(
    lambda text: safe_text(text) == text == text.strip() != "" and not list(strange_characters(text))
)  # fmt: skip
TITLES = st.lists(TITLE, max_size=5, unique=True)


def read(wishes: Wishes, language: str = "de") -> Questionnaire:
    """The new questionnaire, in which nothing is found but in the author's own titles."""
    document = parse_yaml(scaffold(outline_of(wishes), language).encode(), "new.yaml")
    compiled = compile_document(document)
    subject = Subject(document, compiled)
    found = [finding for check in CHECKS for finding in check(subject)]
    own = bool(wishes.title or len(wishes.levels) > 1 or wishes.dimensions)
    assert [finding for finding in found if not (own and "title" in finding.path)] == []
    return compiled.model


def as_written(text: str) -> str:
    return ",".join(f"{language}={text}" for language in ("de", "en"))


@settings(max_examples=effort(40))
@given(TITLE, TITLES.filter(lambda titles: len(titles) != 1), TITLES)
def test_any_title_is_kept_as_it_is(title: str, levels: list[str], dimensions: list[str]) -> None:
    given = [*map(as_written, levels)], [*map(as_written, dimensions)]
    model = read(Wishes(None, as_written(title), (), tuple(given[0]), tuple(given[1])))
    assert model.title == title
    scale = model.scales["maturity"].levels
    assert [level.title for level in scale] == levels or not levels
    assert [dimension.title for dimension in model.dimensions] == dimensions or not dimensions


@settings(max_examples=effort(40))
@given(TITLE.filter(lambda text: "=" not in text), TITLE.filter(lambda text: "=" not in text))
def test_a_title_for_each_language(german: str, english: str) -> None:
    model = read(Wishes(title=f"de={german}, en={english}"))
    assert model.title == ({"de": german, "en": english} if german != english else german)


@pytest.mark.parametrize("number", range(2, MAX_LEVELS + 1))
def test_as_many_levels_as_asked_for(number: int) -> None:
    model = read(Wishes(levels=(str(number),)))
    assert [level.number for level in model.scales["maturity"].levels] == list(range(1, number + 1))
    assert len(model.actions) == len(model.dimensions) * (number - 1)


@pytest.mark.parametrize(
    "languages", [("de",), ("en",), ("fr",), ("en", "fr"), ("de", "de-CH", "en", "pt-BR"), ("de, en",)]
)
def test_any_languages(languages: tuple[str, ...]) -> None:
    assert read(Wishes(languages=languages)).languages == tuple(
        tag.strip() for part in languages for tag in part.split(",")
    )


def test_what_the_tool_does_not_speak_is_marked() -> None:
    title = read(Wishes(languages=("en", "fr"))).title
    assert title == {"en": "New maturity model", "fr": "[fr] New maturity model"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Größe und Maß", "groesse-und-mass"),
        ("ÄÖÜ ẞ", "aeoeue-ss"),
        ("Élan vital", "elan-vital"),
        ("3D-Druck", "level-3d-druck"),
        ("日本", "level"),
        ("a" * 80, "a" * 30),
    ],
)
def test_ids_are_made_of_titles(title: str, expected: str) -> None:
    assert id_of(title, "level") == expected


@pytest.mark.parametrize(
    ("wishes", "problem"),
    [
        (Wishes(id="Ä 1"), "“Ä 1” must be lower-case letters, digits and hyphens, beginning with a letter"),
        (Wishes(id="unknown"), "“unknown” must be"),
        (Wishes(id=""), "must be"),
        (Wishes(title=" "), "A title is empty."),
        (Wishes(title="a\nb"), "has a line break"),
        (Wishes(title="a\x1b[31mb"), "a character that cannot be seen"),
        (Wishes(title="a\u202eb"), "a character that cannot be seen"),
        (Wishes(title="Ka\u3164fe"), "an invisible character in the text"),
        (Wishes(title="x" * 121), "longer than 120"),
        (Wishes(title="de=Nur Deutsch"), "does not have one title for each language"),
        (Wishes(title="de=A,en=B,en=C"), "does not have one title for each language"),
        (Wishes(title="fr=Titre"), "does not have one title for each language"),
        (Wishes(title="de=,en=B"), "A title is empty."),
        (Wishes(languages=("German",)), "is not a language"),
        (Wishes(languages=("de", "de")), "given twice"),
        (Wishes(levels=("one",)), "2 to 10 levels"),
        (Wishes(levels=("1",)), "2 to 10 levels"),
        (Wishes(levels=("999999999",)), "2 to 10 levels"),
        (Wishes(levels=("a", "a")), "given twice"),
        (Wishes(dimensions=tuple(map(str, range(31)))), "1 to 30 dimensions"),
    ],
)
def test_what_cannot_be(wishes: Wishes, problem: str) -> None:
    with pytest.raises(UnfitWishes, match=problem.replace("(", r"\(")):
        outline_of(wishes)


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(UnfitWishes) as raised:
        outline_of(Wishes("Ä", "", ("x1",), ("a",), ("b", "b")))
    assert len(raised.value.problems) == 5
    assert raised.value.text("de").count("\n") == 5
