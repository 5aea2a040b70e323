"""Whatever is in a file: findings or a refusal, in time, and nothing that a terminal would obey."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.intake import FORBIDDEN
from tests.fuzz.mutations import bytes_of_any_kind, spoilt_bytes, spoilt_data, twisted_data
from tests.tools.harness import Outcome, Run
from tests.tools.watchdog import Hangs, watched

TESTS = Path(__file__).parents[1]
HOSTILE = sorted((TESTS.parents[1] / "shared" / "hostile" / "yaml").glob("*"))
QUESTIONNAIRES = [
    TESTS / "questionnaire" / "rich.yaml",
    TESTS / "answers" / "trial.yaml",
    TESTS / "report" / "small.yaml",
]
TRIAL = QUESTIONNAIRES[1]
ANSWERS = b"""\
format: cxmaturity/answers/1
questionnaire: {id: trial, version: "2"}
company: {name: Example, attributes: {size: small}}
respondent: {name: Eva, role: CEO}
date: 2026-03-05
answers:
  storage: central
  access: 2
  channels: [shop, phone]
  share: {answer: 50 %, note: About half, confidence: reported}
  delay: 10 min
  records: 250000
"""

Try = Callable[[bytes], None]
Spoilt = Callable[..., st.SearchStrategy[bytes]]
values = pytest.mark.parametrize("spoilt", [spoilt_data, twisted_data])
effort = pytest.mark.parametrize("examples", [8, pytest.param(150, marks=pytest.mark.slow)])


def check(outcome: Outcome) -> Outcome:
    """Every code is one of those promised, and nothing on a stream can steer a terminal."""
    assert outcome.code in {0, 1, 2}
    for shown in (outcome.out, outcome.err):
        assert FORBIDDEN.search(shown) is None
    assert outcome.code != 2 or outcome.err
    return outcome


def forms(run: Run) -> list[str]:
    """The output forms that `validate` knows."""
    known = run("validate", TRIAL, "--format", "none of these").err.rpartition("Choose one of ")[2]
    return known.rstrip(".\n").split(", ")


def hold(strategy: st.SearchStrategy[bytes], examples: int, survives: Try) -> None:
    """Try *examples* of the strategy, each under the watchdog."""

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), print_blob=True)
    @given(strategy)
    def each(data: bytes) -> None:
        with watched():
            survives(data)

    each()


def as_questionnaire(run: Run, folder: Path, suffix: str) -> Try:
    """Validate a file; one that is sound is scored and reported, too."""
    file, answers, result, page = (folder / name for name in (f"q{suffix}", "a.yaml", "a.json", "a.html"))
    known = forms(run)

    def survives(data: bytes) -> None:
        file.write_bytes(data)
        code = check(run("validate", file)).code
        form = known[len(data) % len(known)]  # all of them in turn
        assert check(run("validate", file, "--format", form)).code == code
        name = read_document(file).data["id"] if code == 0 else "trial"
        answers.write_text(
            f"format: cxmaturity/answers/1\nquestionnaire: {name}\ncompany: C\nanswers: {{}}\n"
        )
        scored = check(run("assess", file, "--answers", answers, "--locale", "de", "-o", result, "--force"))
        if scored.code == 0:
            assert check(run("report", result, "-o", page, "--force")).code == 0
            assert FORBIDDEN.search(page.read_text()) is None
        else:
            assert code or scored.err.startswith("Error: These questions must be answered")

    return survives


def as_answers(run: Run, folder: Path, suffix: str) -> Try:
    """Score answers, and read again what comes out."""
    file, result = folder / f"a{suffix}", folder / "result.json"

    def survives(data: bytes) -> None:
        file.write_bytes(data)
        check(run("assess", TRIAL, "--answers", file))
        if check(run("assess", TRIAL, "--answers", file, "-o", result, "--force")).code == 0:
            assert check(run("report", result, "-o", folder / "r.html", "--force")).code == 0

    return survives


def as_assessment(run: Run, folder: Path, suffix: str) -> Try:
    """Report whatever a file holds."""
    file = folder / f"s{suffix}"

    def survives(data: bytes) -> None:
        file.write_bytes(data)
        check(run("report", file, "-o", folder / "r.html", "--force"))
        check(run("report", file, "-q", TRIAL, "-o", folder / "r.json", "--force"))

    return survives


@pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this machine cannot count the time of its processor"
)
def test_the_watchdog_barks() -> None:
    def hang() -> None:
        while True:  # in Python: a loop in C heeds no signal, and only the clock would end it
            pass

    with pytest.raises(Hangs), watched(0.05):
        hang()


def test_what_is_spoilt_was_sound(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sound.yaml").write_bytes(ANSWERS)
    assert run("validate", *QUESTIONNAIRES).code == 0
    assert run("assess", TRIAL, "--answers", tmp_path / "sound.yaml").code == 0


@effort
@pytest.mark.parametrize("suffix", [".yaml", ".json"])
@pytest.mark.parametrize("use", [as_questionnaire, as_answers, as_assessment])
def test_any_bytes(
    run: Run, tmp_path: Path, examples: int, suffix: str, use: Callable[[Run, Path, str], Try]
) -> None:
    hold(bytes_of_any_kind(), examples, use(run, tmp_path, suffix))


@effort
@pytest.mark.parametrize("seed", QUESTIONNAIRES, ids=lambda path: path.stem)
def test_a_questionnaire_with_spoilt_bytes(run: Run, tmp_path: Path, examples: int, seed: Path) -> None:
    hold(spoilt_bytes(seed.read_bytes()), examples, as_questionnaire(run, tmp_path, ".yaml"))


@effort
@pytest.mark.parametrize("seed", QUESTIONNAIRES, ids=lambda path: path.stem)
@values
def test_a_questionnaire_with_spoilt_values(
    run: Run, tmp_path: Path, examples: int, seed: Path, spoilt: Spoilt
) -> None:
    hold(spoilt(read_document(seed).data), examples, as_questionnaire(run, tmp_path, ".json"))


@effort
def test_answers_with_spoilt_bytes(run: Run, tmp_path: Path, examples: int) -> None:
    hold(spoilt_bytes(ANSWERS), examples, as_answers(run, tmp_path, ".yaml"))


@effort
@values
def test_answers_with_spoilt_values(run: Run, tmp_path: Path, examples: int, spoilt: Spoilt) -> None:
    (tmp_path / "sound.yaml").write_bytes(ANSWERS)
    data = read_document(tmp_path / "sound.yaml").data
    hold(spoilt(data), examples, as_answers(run, tmp_path, ".json"))


@effort
@pytest.mark.parametrize("spoilt", [spoilt_bytes, spoilt_data, twisted_data])
def test_an_assessment_that_is_spoilt(run: Run, tmp_path: Path, examples: int, spoilt: Spoilt) -> None:
    answers, sound = tmp_path / "sound.yaml", tmp_path / "sound.json"
    answers.write_bytes(ANSWERS)
    run("assess", TRIAL, "--answers", answers, "-o", sound)
    seed = sound.read_bytes() if spoilt is spoilt_bytes else json.loads(sound.read_bytes())
    hold(spoilt(seed), examples, as_assessment(run, tmp_path, ".json"))


@pytest.mark.skipif(not HOSTILE, reason="this machine cannot see the hostile inputs")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_hostile_files_in_every_command(run: Run, tmp_path: Path, path: Path) -> None:
    with watched():
        assert {check(run("validate", path, "--format", form)).code for form in forms(run)} == {1}
        for args in (
            ("assess", path, "--answers", path),
            ("assess", TRIAL, "--answers", path),
            ("report", path, "-o", tmp_path / "r.html"),
            ("report", path, "-q", path, "-o", tmp_path / "r.html"),
        ):
            assert check(run(*args)).code == 2
