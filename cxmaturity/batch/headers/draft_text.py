"""A draft of a mapping as YAML, to be looked through: a comment for each column, and what is unsure commented out."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from cxmaturity.answers.mapping import FORMAT
from cxmaturity.batch.headers.column_names import ROLE_NAMES
from cxmaturity.batch.headers.drafting import Draft, Guess
from cxmaturity.batch.headers.likeness import SURE, Likeness
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.scalars import Value
from cxmaturity.foundation.text import safe_text
from cxmaturity.foundation.yaml_writer import dump_compact_yaml


class _Entry(Struct, frozen=True):
    """Lines of YAML, and whether any of them is more than a comment."""

    lines: tuple[str, ...]
    is_live: bool


def draft_text(draft: Draft, language: str) -> str:
    """The mapping file, which is valid as it stands; comments are in *language*."""
    head = msg(
        "A draft: please look at each column. What is less than {sure} % sure is commented out.", sure=SURE
    )
    lines = [_comment(head, language)]
    if draft.extends is not None:
        lines.append(_comment(msg("So is what the preset says already."), language))
    lines += _dumped(_stated(draft))
    for section in (_columns(draft, language), _questions(draft, language)):
        lines += section.lines
    unused = [guess for guess in draft.guesses if guess.likeness is None and guess.header.strip()]
    lines += [_comment(_without_a_use(guess), language) for guess in unused]
    return "\n".join(lines) + "\n"


def _without_a_use(guess: Guess) -> Message:
    if guess.decides:
        return msg("By the preset, “{header}” decides whether a row counts.", header=guess.header)
    return msg("Without a use: “{header}”", header=guess.header)


def _stated(draft: Draft) -> dict[str, Value]:
    """What is said of the file as a whole."""
    stated: dict[str, Value] = {"format": FORMAT, "questionnaire": draft.questionnaire}
    return stated if draft.extends is None else stated | {"extends": draft.extends}


def _columns(draft: Draft, language: str) -> _Entry:
    roles = [_entry(role, guess, language) for role in ROLE_NAMES for guess in _for(draft, role)]
    attributes = [_entry(guess_id, guess, language) for guess_id, guess in _by_id(_for(draft, "attribute"))]
    return _section("columns", [*roles, *([_section("attributes", attributes)] if attributes else [])])


def _questions(draft: Draft, language: str) -> _Entry:
    whole = [
        _entry(name, guess, language, inside="column") for name, guess in _by_id(_for(draft, "question"))
    ]
    options: dict[str, list[_Entry]] = {}
    for guess in _for(draft, "option"):
        assert guess.likeness is not None
        use = guess.likeness.use
        options.setdefault(use.id, []).append(_entry(use.option, guess, language))
    lists = [_section(name, [_section("options", entries)]) for name, entries in options.items()]
    return _section("questions", [*whole, *lists])


def _for(draft: Draft, purpose: str) -> list[Guess]:
    return [guess for guess in draft.guesses if guess.likeness and guess.likeness.use.purpose == purpose]


def _by_id(guesses: Iterable[Guess]) -> list[tuple[str, Guess]]:
    return [(guess.likeness.use.id, guess) for guess in guesses if guess.likeness]


def _section(name: str, entries: Sequence[_Entry]) -> _Entry:
    is_live = any(entry.is_live for entry in entries)
    inside = tuple(f"  {line}" for entry in entries for line in entry.lines)
    return _Entry((f"{name}:" if is_live else f"# {name}:", *inside) if entries else (), is_live)


def _entry(key: str, guess: Guess, language: str, *, inside: str = "") -> _Entry:
    assert guess.likeness is not None
    column: Value = guess.header
    if guess.occurrence is not None:
        column = {"text": guess.header, "occurrence": guess.occurrence}
    lines = _dumped({key: {inside: column} if inside else column})
    why = msg("{sure} % sure: {reason}", sure=guess.likeness.sure, reason=_reason(guess.likeness))
    is_live = guess.is_sure and guess.likeness.how != "mapping"
    shown = lines if is_live else [f"# {line}" for line in lines]
    return _Entry((_comment(why, language), *shown), is_live)


def _reason(likeness: Likeness) -> Message:
    if likeness.how == "mapping":
        return msg("the preset names it, so this line is not needed")
    if likeness.how is not None:
        return msg("the header is “{spelling}”", spelling=likeness.spelling)
    header = msg(
        "the header agrees to {likeness} % with “{spelling}”",
        likeness=likeness.header,
        spelling=likeness.spelling,
    )
    if not likeness.cells:
        return header
    return msg("{header}, and {fitting} of {cells} cells fit", header=header, fitting=likeness.fitting,
               cells=likeness.cells)  # fmt: skip


def _comment(message: Message, language: str) -> str:
    return f"# {safe_text(message.text(language))}"


def _dumped(data: dict[str, Value]) -> list[str]:
    return dump_compact_yaml(data).splitlines()
