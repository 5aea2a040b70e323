"""What each rule means, why it matters and how to mend it: the texts in `rules/`, by subject."""

from collections.abc import Mapping
from functools import cache

from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg, tool_language
from cxmaturity.foundation.resources import RULES
from cxmaturity.questionnaire.fields import Model, String

#: The files in `rules/`, in the order in which somebody writing a questionnaire meets them, and their headings.
SUBJECTS: Mapping[str, Message] = {
    "syntax": msg("Reading the file"),
    "structure": msg("What belongs where"),
    "translations": msg("Texts in several languages"),
    "wording": msg("Questions and answers"),
    "texts": msg("Texts on screen and paper"),
    "actions": msg("Recommended actions"),
    "effects": msg("What has no effect"),
    "occurrence": msg("What can never occur"),
    "file": msg("Tests and switches"),
    "answers": msg("Answers and assessments"),
    "tables": msg("Tables of answers"),
    "batch": msg("Rows that are not scored"),
    "mapping": msg("Files of survey tools"),
}


class Bilingual(Model):
    """A text in the languages of the tool."""

    de: String
    en: String

    def text(self, language: str) -> str:
        """The text in *language*, in English where the tool does not speak it."""
        return self.de if tool_language(language) == "de" else self.en


class RuleText(Model):
    """What stands on the page of a rule.

    `wrong` and `right` are examples: a whole file where they begin with `format:`, else top-level keys that replace
    those of a sound questionnaire.
    """

    title: Bilingual
    why: Bilingual
    fix: Bilingual
    wrong: String | None = None
    right: String | None = None


class RuleFile(Model):
    """A file of `rules/`."""

    rules: dict[str, RuleText]


@cache
def texts_by_subject() -> Mapping[str, Mapping[str, RuleText]]:
    """The texts of all rules by the rule's code, by subject."""
    paths = {subject: RULES / f"{subject}.yaml" for subject in SUBJECTS}
    return {
        subject: RuleFile.model_validate(read_document(path).data).rules
        for subject, path in paths.items()
        if path.exists()
    }


def rule_texts() -> Mapping[str, RuleText]:
    """The texts of all rules by the rule's code."""
    return {code: text for rules in texts_by_subject().values() for code, text in rules.items()}


def rule_text(code: str) -> RuleText:
    """The text of one rule. Raises CxmaturityError with a suggestion where there is none of that code."""
    texts = rule_texts()
    if code in texts:
        return texts[code]
    raise CxmaturityError(msg("There is no rule {code}.", code=code), suggestion(code, texts))
