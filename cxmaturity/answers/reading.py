"""The answers file: read, checked against its questionnaire, and written."""

from datetime import date
from typing import Any

from pydantic import ValidationError

from cxmaturity.answers.checking import InvalidAnswer, given_answer
from cxmaturity.answers.migrating import Carried, carry_over
from cxmaturity.answers.models import FORMAT, AnswerFields, Answers, AnswersFile, Entry
from cxmaturity.answers.values import Missing, written_value
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, suggestion
from cxmaturity.foundation.documents import DataPath, Document
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.migrations import Passage, passage
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.questionnaire.scores import Level
from cxmaturity.questionnaire.validation import problem, validated, validation_problems


def read_answers(document: Document, questionnaire: Questionnaire, sha256: str) -> Answers:
    """The answers that *document* holds for *questionnaire*, whose canonical fingerprint is *sha256*.

    Answers to an older version are carried over where the questionnaire's migrations lead from it.

    Raises InvalidDocument with every problem at its place: another questionnaire or version, unknown questions,
    answers that are not offered, two answers that have become one question's.
    """
    file = validated(document, AnswersFile)
    steps = passage(
        questionnaire.migrations, file.questionnaire.version or questionnaire.version, questionnaire.version
    )
    found = _reference_problems(document, file, questionnaire, sha256, steps)
    if file.questionnaire.id != questionnaire.id:
        raise InvalidDocument(found, {document.name: document.text})
    carried = carry_over(file, steps or Passage(), questionnaire.version)
    found += [
        problem(document, "merged-questions", path, message, at_key=True) for path, message in carried.clashes
    ]
    found += _header_problems(document, file, questionnaire, carried)
    questions = {question.id: question for question in questionnaire.questions()}
    entries: dict[str, Entry] = {}
    for name, placed in carried.answers.items():
        path: DataPath = ("answers", placed.origin)
        question = questions.get(name)
        if question is None:
            message = msg("The questionnaire has no question {name}.", name=name)
            hint = suggestion(name, questions)
            found.append(problem(document, "unknown-question", path, message, hint, at_key=True))
            continue
        entry, problems = _entry(document, questionnaire, question, placed.value, path)
        found += problems
        if entry is not None:
            entries[name] = entry
    if found:
        raise InvalidDocument(found, {document.name: document.text})
    attributes = {name: placed.value for name, placed in carried.attributes.items()}
    return Answers(
        company=file.company.model_copy(update={"attributes": attributes}),
        entries=entries,
        respondent=file.respondent,
        date=file.date,
        target=carried.target,
        migrated=tuple(carried.notes),
    )


def _reference_problems(
    document: Document, file: AnswersFile, questionnaire: Questionnaire, sha256: str, steps: Passage | None
) -> list[Diagnostic]:
    ref = file.questionnaire
    if ref.id != questionnaire.id:
        message = msg("These answers belong to the questionnaire {given}, not to {wanted}.", given=ref.id,
                      wanted=questionnaire.id)  # fmt: skip
        hint = msg("Name the questionnaire that was answered, with --questionnaire or in the file.")
        return [problem(document, "other-questionnaire", ("questionnaire", "id"), message, hint)]
    if steps is None:
        message = msg("These answers were given to version {given}; the questionnaire is version {wanted}.",
                      given=str(ref.version), wanted=questionnaire.version)  # fmt: skip
        hint = msg("Check the answers against the new version, then state it in the file.")
        return [problem(document, "other-version", ("questionnaire", "version"), message, hint)]
    if not steps.steps and ref.sha256 not in (None, sha256):
        message = msg("The questionnaire has changed since these answers were given, without a new version.")
        hint = msg("Check the answers, then remove sha256 from the file.")
        return [problem(document, "changed-questionnaire", ("questionnaire", "sha256"), message, hint)]
    return []


def _header_problems(
    document: Document, file: AnswersFile, questionnaire: Questionnaire, carried: Carried
) -> list[Diagnostic]:
    found = []
    known = {attribute.id: attribute for attribute in questionnaire.attributes}
    for name, placed in carried.attributes.items():
        path, value = ("company", "attributes", placed.origin), placed.value
        attribute = known.get(name)
        if attribute is None:
            message = msg("The questionnaire has no company attribute {name}.", name=name)
            hint = msg("It has: {options}.", options=", ".join(known)) if known else None
            found.append(problem(document, "unknown-attribute", path, message, hint, at_key=True))
        elif attribute.options and value not in {option.id for option in attribute.options}:
            message = msg("“{value}” is not a value of {name}.", value=value, name=name)
            hint = msg("It offers: {options}.", options=", ".join(option.id for option in attribute.options))
            found.append(problem(document, "attribute-value", path, message, hint))
    if file.date is not None and not _is_date(file.date):
        message = msg("The date must be written like {example}.", example="2026-03-05")
        found.append(problem(document, "malformed-date", ("date",), message))
    levels = target_levels(questionnaire)
    if carried.target is not None and carried.target not in {level.id for level in levels}:
        message = msg("The target {name} is no level of this questionnaire.", name=carried.target)
        hint = msg("It has: {options}.", options=", ".join(level.id for level in levels)) if levels else None
        found.append(problem(document, "unknown-target", ("target",), message, hint))
    return found


def target_levels(questionnaire: Questionnaire) -> tuple[Level, ...]:
    """The levels that a target can name: those of the result, lowest first."""
    rule = next((rule for rule in questionnaire.levels if rule.id == questionnaire.result.level), None)
    return () if rule is None else questionnaire.scales[rule.scale].levels


def _entry(
    document: Document, questionnaire: Questionnaire, question: Question, raw: Any, path: DataPath
) -> tuple[Entry | None, list[Diagnostic]]:
    fields = {"answer": raw} if not isinstance(raw, dict) else raw
    try:
        written = AnswerFields.model_validate(fields)
    except ValidationError as error:
        return None, validation_problems(document, AnswerFields, error, path)
    if written.answer is None:
        return None, []
    where = (*path, "answer")
    try:
        given = given_answer(question, questionnaire.options_of(question), written.answer)
    except InvalidAnswer as error:
        item = where if error.position is None else (*where, error.position)
        return None, [problem(document, error.code, item, error.message, error.hint)]
    allowed = question.not_applicable
    if (
        given is Missing.NOT_APPLICABLE
        and allowed is not None
        and allowed.reason == "required"
        and not written.note
    ):
        message = msg("{question}: “not-applicable” needs its reason as a note.", question=question.id)
        hint = msg("Write: {example}", example="{answer: not-applicable, note: …}")
        return None, [problem(document, "missing-reason", where, message, hint)]
    return Entry(given, written.note, written.evidence, written.confidence), []


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def answers_data(questionnaire: Questionnaire, sha256: str, answers: Answers) -> dict[str, Any]:
    """The answers file for *answers*, as plain data that `read_answers` accepts."""
    company = answers.company.model_dump(exclude_defaults=True)
    data: dict[str, Any] = {
        "format": FORMAT,
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version, "sha256": sha256},
        "company": company["name"] if list(company) == ["name"] else company,
    }
    if answers.respondent is not None:
        data["respondent"] = answers.respondent.model_dump(exclude_defaults=True)
    data |= {key: value for key in ("date", "target") if (value := getattr(answers, key)) is not None}
    questions = {question.id: question for question in questionnaire.questions()}
    data["answers"] = {name: _written(entry, questions[name]) for name, entry in answers.entries.items()}
    return data


def _written(entry: Entry, question: Question) -> Any:
    value = written_value(entry.given, question)
    support = {
        key: text for key in ("note", "evidence", "confidence") if (text := getattr(entry, key)) is not None
    }
    return {"answer": value, **support} if support else value
