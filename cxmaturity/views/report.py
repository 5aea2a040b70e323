"""The report as finished words, numbers and geometry: a view of one assessment in one language."""

from collections.abc import Iterator
from fractions import Fraction

from cxmaturity import __version__
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.questionnaire.questions import Question
from cxmaturity.scoring.assessment import ENGINE, Assessment
from cxmaturity.scoring.plan import LevelSlot
from cxmaturity.views import words as shared
from cxmaturity.views.numbers import NumberForm
from cxmaturity.views.report_actions import actions_view, titles_for
from cxmaturity.views.report_answers import answer_row, answer_text
from cxmaturity.views.report_dimensions import dimension_page, profile_view, radar_view
from cxmaturity.views.report_model import AnswerGroup, Fact, Method, ReportView
from cxmaturity.views.report_result import result_view
from cxmaturity.views.report_words import Words

__all__ = ["ReportView", "report_view"]

_MOST_OPEN_QUESTIONS = 8


def report_view(assessment: Assessment, language: str, locale: str, *, personal: bool = False) -> ReportView:
    """Everything that a report on *assessment* says, in *language*, with numbers as *locale* (BCP 47) writes them.

    With *personal*, respondents' names and their notes are part of it.
    """
    words = Words(assessment, language, NumberForm(locale))
    model, radar = assessment.questionnaire.model, radar_view(words)
    return ReportView(
        language=language,
        title=words.text(model.title),
        kicker=words.say(msg("Maturity report")),
        description=words.text(model.description),
        company=safe_text(assessment.answers.company.name),
        date=words.numbers.date(assessment.answers.date or ""),
        iso_date=assessment.answers.date or "",
        facts=tuple(_facts(words, personal=personal)),
        result=result_view(words),
        profile=profile_view(words),
        open_questions=_open_questions(words),
        dimensions=tuple(
            dimension_page(words, dimension, titles_for(words, dimension.id), personal=personal)
            for dimension in assessment.dimensions
        ),
        actions=actions_view(words),
        method=_method(words),
        remarks=tuple(_remarks(words)),
        answers=tuple(_answer_groups(words, personal=personal)),
        radar=radar,
        radar_alt="" if radar is None else words.say(_radar_alt(words)),
        fingerprint=tuple(_fingerprint(words)),
    )


def _facts(words: Words, *, personal: bool) -> Iterator[Fact]:
    """What a reader must know of the company and of the answers' basis."""
    answers, model = words.assessment.answers, words.compiled.model
    for attribute in model.attributes:
        value = answers.company.attributes.get(attribute.id)
        if value is not None:
            options = {option.id: words.text(option.text) for option in attribute.options}
            yield Fact(words.text(attribute.text), options.get(value, safe_text(value)))
    target = next((lv for lv in shared.result_levels(words.assessment) if lv.id == answers.target), None)
    if target is not None:
        value = words.say(
            msg("Level {number}: {title}", number=target.number, title=words.text(target.title))
        )
        yield Fact(words.say(msg("Target")), value)
    if words.assessment.coverage is not None:
        yield Fact(words.say(msg("Questions answered")), words.share(words.assessment.coverage))
    if personal and answers.respondent is not None:
        name = ", ".join(filter(None, (answers.respondent.name, answers.respondent.role)))
        yield Fact(words.say(msg("Answered by")), safe_text(name))


def _remarks(words: Words) -> Iterator[str]:
    """What every reader must bear in mind."""
    yield words.say(msg("This result rests on self-assessment; customers were not asked."))
    levels = shared.result_levels(words.assessment)
    if levels:
        yield words.say(msg("Not every company needs level {top}.", top=levels[-1].number))


def _open_questions(words: Words) -> tuple[str, ...]:
    """The open questions whose answers narrow the result most; none where they leave one level only."""
    if shared.is_single(words.assessment) and words.assessment.range.single_level:
        return ()
    first = words.assessment.find_out_first[:_MOST_OPEN_QUESTIONS]
    return tuple(words.text(words.compiled.questions[name].text) for name in first)


def _unevidenced(words: Words) -> Iterator[str]:
    """Answers worth one of the two highest levels with nothing to show for them."""
    for question in words.compiled.model.questions():
        counted = words.assessment.counted[question.id]
        entry = words.assessment.answers.entries.get(question.id)
        bar = _high_points(words, question)
        if entry is None or bar is None or counted.status != "answered" or (counted.points or 0) < bar:
            continue
        if entry.evidence is None and entry.confidence != "documented":
            answer = answer_text(words, question, entry.given)
            yield words.say(msg("{question} → {state}", question=words.text(question.text), state=answer))


def _high_points(words: Words, question: Question) -> Fraction | None:
    """The points of the second highest level, where the question's dimension has levels."""
    plan = words.compiled.plan
    slot = plan.question(question.id)
    level = plan.level_slots.get(slot.dimension or "")
    rule = None if level is None else plan.slots[level]
    if not isinstance(rule, LevelSlot) or len(rule.numbers) < 3 or slot.high != (rule.numbers[-1], 1):
        return None
    return Fraction(rule.numbers[-2])


def _method(words: Words) -> Method | None:
    """How the result came about; None where there is nothing to say."""
    method = words.compiled.model.method
    view = Method(
        paragraphs=() if method is None else (words.text(method.summary),),
        readings=tuple(_readings(words)),
        readings_sentence=words.say(shared.methods_sentence(words.assessment)),
        limits=() if method is None else tuple(words.text(limit) for limit in method.limits),
        sources=() if method is None else tuple(words.text(text) for text in method.sources.values()),
        consistency=tuple(map(safe_text, shared.consistency_notes(words.assessment, words.language))),
        unevidenced=tuple(_unevidenced(words)),
    )
    parts = (view.paragraphs, view.readings, view.limits, view.sources, view.consistency, view.unevidenced)
    return view if any(parts) else None


def _readings(words: Words) -> Iterator[Fact]:
    methods = words.assessment.methods
    if methods is not None:
        yield Fact(words.say(msg("Plain mean of the dimensions")), str(methods.mean.number))
        yield Fact(words.say(msg("Weakest dimension")), str(methods.weakest.number))
        yield Fact(words.say(msg("Rule of this model")), str(methods.declared.number))


def _answer_groups(words: Words, *, personal: bool) -> Iterator[AnswerGroup]:
    context = words.compiled.model.context
    titled = words.text(context.title) or words.say(msg("Context"))
    groups = [(titled, context.questions)]
    groups += [
        (words.text(dimension.title), dimension.questions) for dimension in words.compiled.model.dimensions
    ]
    for title, questions in groups:
        if questions:
            yield AnswerGroup(
                title, tuple(answer_row(words, question, personal=personal) for question in questions)
            )


def _radar_alt(words: Words) -> Message:
    scores = ", ".join(f"{words.title(d.id)} {words.score(d)}" for d in words.assessment.dimensions)
    return msg("Profile of the dimensions: {scores}", scores=scores)


def _fingerprint(words: Words) -> Iterator[Fact]:
    model = words.compiled.model
    yield Fact(words.say(msg("Questionnaire")), f"{words.text(model.title)} ({model.id})")
    yield Fact(words.say(msg("Version")), safe_text(model.version))
    yield Fact(words.say(msg("Fingerprint (SHA-256)")), words.compiled.sha256)
    yield Fact(words.say(msg("Scoring rules")), ENGINE)
    yield Fact(words.say(msg("Made with")), f"cxmaturity {__version__}")
