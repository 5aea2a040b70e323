from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from cxmaturity.answers.checking import Raw, given_answer
from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.questionnaire.checks import read_questionnaire

TRIAL = read_questionnaire(read_document(Path(__file__).parent / "trial.yaml"))
QUESTIONS = {question.id: question for question in TRIAL.questions()}

TAKEN: list[tuple[str, Raw, Given]] = [
    ("storage", "central", "central"),
    ("storage", "unknown", Missing.UNKNOWN),
    ("access", "agree", "agree"),
    ("access", 2, "agree"),
    ("access", "not-applicable", Missing.NOT_APPLICABLE),
    ("channels", [], frozenset()),
    ("channels", ["shop"], frozenset({"shop"})),
    ("channels", ["app", "shop"], frozenset({"app", "shop"})),
    ("channels", ["none"], frozenset({"none"})),
    ("channels", "unknown", Missing.UNKNOWN),
    ("share", 0, Fraction(0)),
    ("share", 100, Fraction(100)),
    ("share", Decimal("12.5"), Fraction(25, 2)),
    ("share", "40 %", Fraction(40)),
    ("share", "never-counted", "never-counted"),
    ("share", "unknown", Missing.UNKNOWN),
    ("delay", "2 Std.", Fraction(120)),
    ("records", 1_000_000, Fraction(1_000_000)),
]

OFFERS_STORAGE = "It offers: scattered, central."
REFUSED: list[tuple[str, Raw, str, str | None]] = [
    ("storage", "centrl", "“centrl” is not an option of storage.", "Did you mean central?"),
    ("storage", "blue", "“blue” is not an option of storage.", OFFERS_STORAGE),
    ("storage", "Central", "“Central” is not an option of storage.", "Did you mean central?"),
    ("storage", 1, "storage has no codes, so the bare number 1 means nothing.", OFFERS_STORAGE),
    ("storage", True, "storage takes the id of an option.", OFFERS_STORAGE),
    ("storage", Decimal("1.0"), "storage takes the id of an option.", OFFERS_STORAGE),
    ("storage", ["central"], "storage takes the id of an option.", OFFERS_STORAGE),
    ("storage", {"central": True}, "storage takes the id of an option.", OFFERS_STORAGE),
    ("storage", "not-applicable", "“not-applicable” is not offered for storage.", None),
    ("access", 3, "access has no option with the code 3.", "It offers: disagree, agree."),
    ("channels", "shop", "channels takes a list of options.", "It offers: [shop, phone, app, none]."),
    ("channels", ["shop", "shop"], "“shop” of channels is ticked twice.", None),
    ("channels", ["none", "shop"], "“none” cannot be combined with other options of channels.", None),
    ("channels", ["shop", "unknown"], "“unknown” is not an option of channels.", None),
    ("channels", [["shop"]], "channels takes the id of an option.", "It offers: shop, phone, app, none."),
    ("share", True, "share takes a number.", None),
    ("share", [40], "share takes a number.", None),
    ("share", 101, "The answer to share must be at most 100 %.", None),
    ("share", "-1", "The answer to share must be at least 0 %.", None),
    ("share", "never-couted", "“never-couted” is not a number.", "Did you mean never-counted?"),
    ("delay", "2 weeks", "The answer to delay must be at most 10080 min.", None),
    ("records", -1, "The answer to records must be at least 0.", None),
]


@pytest.mark.parametrize(("question", "raw", "given"), TAKEN)
def test_an_answer_is_taken(question: str, raw: Raw, given: Given) -> None:
    asked = QUESTIONS[question]
    assert given_answer(asked, TRIAL.options_of(asked), raw) == given


@pytest.mark.parametrize(("question", "raw", "message", "hint"), REFUSED)
def test_an_answer_that_is_not_offered(question: str, raw: Raw, message: str, hint: str | None) -> None:
    asked = QUESTIONS[question]
    with pytest.raises(CxmaturityError) as caught:
        given_answer(asked, TRIAL.options_of(asked), raw)
    assert str(caught.value.message) == message
    assert hint is None or str(caught.value.hint) == hint
