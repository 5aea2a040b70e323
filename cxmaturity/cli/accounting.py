"""What became of a table, in a few lines on standard error."""

from collections.abc import Iterator
from fractions import Fraction

from cxmaturity.batch.run import Account
from cxmaturity.cli import streams
from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.views.numbers import NumberForm
from cxmaturity.views.words import level_title

_ENOUGH = 10_000


def summarise(
    account: Account,
    compiled: CompiledQuestionnaire,
    seconds: float,
    language: str,
    locale: str,
    *,
    merged: bool = False,
) -> None:
    """Say what became of every line, how many rows have which level, and how long it took.

    Rows that are *merged* are not scored each by itself.
    """
    form = NumberForm(locale)
    levels = _levels(account, compiled, form, language)
    lines = _lines(account, form, language, msg("merged") if merged else msg("scored"))
    streams.notes((*account.tally.notes, *levels, *lines, *_speed(account, form, seconds)), language)


def _levels(
    account: Account, compiled: CompiledQuestionnaire, form: NumberForm, language: str
) -> Iterator[Message]:
    rule = compiled.plan.result_level
    if rule is None:
        return
    levels = compiled.levels_of(compiled.plan.slots[rule].id)
    counts = [(level_title(level, language), account.levels[level.id]) for level in levels]
    counts.append((msg("open").text(language), account.levels[None]))
    listed = ", ".join(f"{title} {form.number(Fraction(count))}" for title, count in counts if count)
    if listed:
        yield msg("Levels: {listed}", listed=listed)


def _lines(account: Account, form: NumberForm, language: str, used: Message) -> Iterator[Message]:
    """The lines by what they are, which add up; and cells of scored rows that could not be used."""
    tally = account.tally
    parts = (
        (tally.header, msg("header")),
        (account.scored, used),
        (account.rejected, msg("rejected")),
        (account.left_out, msg("left out")),
        (tally.blank, msg("blank")),
        (tally.continuation, msg("continuation")),
    )
    listed = " + ".join(
        f"{form.number(Fraction(count))} {name.text(language)}" for count, name in parts if count
    )
    lines = msg_n("{count} line", "{count} lines", tally.lines, count=form.number(Fraction(tally.lines)))
    yield msg("{lines} = {listed}", lines=lines, listed=listed)
    if account.left_out and not account.scored:
        yield msg("No row counts: the mapping leaves them out, under rows.")
    if account.companies:
        yield msg_n(
            "One company could not be scored on the answers of its respondents.",
            "{count} companies could not be scored on the answers of their respondents.",
            account.companies,
            count=form.number(Fraction(account.companies)),
        )
    if account.cells:
        count = form.number(Fraction(account.cells))
        yield msg_n(
            "One cell could not be used and counts as not answered.",
            "{count} cells could not be used and count as not answered.",
            account.cells,
            count=count,
        )


def _speed(account: Account, form: NumberForm, seconds: float) -> Iterator[Message]:
    """The time, and of rows enough that it is not all the start, how many of them a second."""
    took = form.decimal(Fraction(seconds), 1)
    if account.scored < _ENOUGH:
        yield msg("{seconds} s", seconds=took)
        return
    rate = form.number(Fraction(round(account.scored / max(seconds, 0.001))))
    yield msg("{seconds} s, {rate} rows a second", seconds=took, rate=rate)
    if not IS_COMPILED:
        yield msg("This would be faster if a C compiler had been there when cxmaturity was installed.")
