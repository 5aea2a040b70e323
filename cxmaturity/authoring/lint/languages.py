"""Whether words are prose or a name, and which language they read like: a cheap look at function words."""

import re
from collections.abc import Mapping

_SMALL_WORDS = {
    "de": "aber als auch auf aus bei beim bis das dass dem den der des dieser diese dieses durch ein eine einem einen "
    "einer es für gibt haben ihr ihre ihrem ihren ihrer ihnen im ist jede jeder jedes kein keine mit nach nicht noch "
    "nur oder ob sehr sich sie sind über um und uns unter vom von vor welche welchen welcher werden wie wir wird wo "
    "wurde zu zum zur",
    "en": "and are at been but by can do does each every for from had has have how if is not of on or our should than "
    "that the their them there these they this those to very we were what which who whom whose why with you your",
}

#: Words that hardly a sentence does without, by language (base tag); none is a word of the other, nor is "it" (IT).
FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()
}

_QUOTED = re.compile(r"[„“‚‘\"»«][^„“”‚‘’\"»«]*[“”‘’\"»«]|\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’]+")
_LOWER = re.compile(r"[^\W\d_A-ZÄÖÜ]")
_JOINING = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "&"})
_LONGEST_NAME = 6
_MANY, _FEW, _DENSE = 3, 2, 3


def reads_like_another(text: str, language: str) -> str | None:
    """The language other than *language* (base tags) that *text* reads like; None where it is not sure.

    Sure is what has function words of another language and none of its own, and is not just a name.
    """
    own = FUNCTION_WORDS.get(language)
    if own is None or not own.isdisjoint(text.lower().split()):
        return None
    words = _WORD.findall(_QUOTED.sub(" ", text).lower())
    for other, known in FUNCTION_WORDS.items():
        count = len(known.intersection(words))
        many = count >= _MANY or (count >= _FEW and len(words) <= count * _DENSE)
        if other != language and many and own.isdisjoint(words) and not is_name(text):
            return other
    return None


def is_name(text: str) -> bool:
    """Whether *text* may be a name, the same in every language: few words, all but joining ones with a capital."""
    words = text.split()
    return len(words) <= _LONGEST_NAME and not any(
        _LOWER.match(word.strip("(„“‚‘\"'")) for word in words if word not in _JOINING
    )


def is_prose(text: str) -> bool:
    """Whether *text* is made of words that another language must have otherwise: several, and not just a name."""
    words = [word for word in _QUOTED.sub(" ", text).split() if _WORD.search(word)]
    small = any(known.intersection(word.lower() for word in words) for known in FUNCTION_WORDS.values())
    return not is_name(text) and (len(words) > _FEW or (len(words) == _FEW and small))
