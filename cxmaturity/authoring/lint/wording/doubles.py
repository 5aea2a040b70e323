"""Questions that ask two things at once: two question marks, or two interrogative clauses joined."""

import re

_INTERROGATIVES = (
    "wer wen wem wessen was wann wo woher wohin wie warum wieso weshalb wofür womit woran worauf woraus worin worüber "
    "wodurch wonach wovon wozu welche welcher welches welchem welchen who whom whose what when where why how which"
)
_ASKING = frozenset(_INTERROGATIVES.split())
_ASKED = _INTERROGATIVES.replace(" ", "|")
_CLAUSE = re.compile(rf"\b(?:{_ASKED}|ob|if|whether)\b")
_OPENING = 1  # words that may stand before the first interrogative: “at which”, “auf wie viel”
_JOINED = re.compile(
    r"[\s,;](?P<more>(?:und|sowie|oder|bzw\.|and|or)\s+(?:[^\W\d_]{2,5}\s+)?"
    rf"(?:{_ASKED})\b[^?.;:]*)"
)
_JOINING = frozenset({"und", "sowie", "oder", "bzw.", "and", "or"})
# A verb before its pronoun occurs only in questions: “… and do you …”, “… und werden sie …”.
_INVERTED = re.compile(
    r"[\s,;](?P<more>(?:und|sowie|oder|bzw\.|and|or)\s+(?:"
    r"(?:do|does|did|is|are|was|were|has|have|can|could|will|would|should)\s+(?:you|your|it|its|they|we|there)"
    r"|(?:ist|sind|hat|haben|wird|werden|kann|können|gibt|gab|war|waren|soll|sollen)\s+(?:Sie|sie|es|Ihre?|diese[rs]?)"
    r")\b[^?.;:]*)"
)
_QUOTED = re.compile(r"[„“‚‘\"»«][^„“”‚‘’\"»«]*[“”‘’\"»«]|\([^()]*\)")
_ENDS = re.compile(r"(?<=[.?!:])")


def second_question(text: str) -> str | None:
    """The part of *text* that asks a second thing; None where it asks one. What is quoted is not asked."""
    if "?" not in text:
        return None
    sentences = _ENDS.split(_QUOTED.sub(" ", text))
    asked = [
        sentence.strip() for sentence in sentences if sentence.endswith("?") and len(sentence.strip()) > 1
    ]
    if len(asked) > 1:
        return asked[1]
    return _joined(asked[0]) if asked else None


def _joined(sentence: str) -> str | None:
    """The clause that *sentence* adds to its first one.

    “How and why do you …” has but one clause, and in “how do you decide who calls and who writes” the two belong
    to a clause of their own.
    """
    if _JOINING.isdisjoint(sentence.split()):
        return None
    inverted = _INVERTED.search(sentence)
    if inverted is not None:
        return str(inverted["more"]).strip()
    joined = _JOINED.search(sentence)
    clauses = list(_CLAUSE.finditer(sentence.lower(), 0, joined.start())) if joined else []
    if joined is None or len(clauses) != 1:
        return None
    (first,) = clauses
    opens = first[0] in _ASKING and len(sentence[: first.start()].split()) <= _OPENING
    shares_verb = not sentence[first.end() : joined.start()].strip(" ,")
    return str(joined["more"]).strip() if opens and not shares_verb else None
