"""What somebody who scores the survey by hand has read in `survey.yaml`: names, points and rules."""

from pathlib import Path
from typing import NamedTuple

SURVEY = Path(__file__).with_name("survey.yaml")
IDENTITY = ("company", "respondent", "date")

#: Option ids worth 1 to 5 points.
CHOICES = {
    "touchpoint-linkage": ("none", "one", "several", "linked", "unified"),
    "channel-switch": ("restart", "search", "same", "other", "any"),
    "offline-inclusion": ("same", "segment", "own-data", "online", "on-a-par"),
    "content-basis": ("nothing", "segment", "clicks", "person", "need"),
    "recommendations": ("manual", "segment", "channel", "all", "live"),
    "phase-adaptation": ("none", "new", "rules", "derived", "foreseen"),
    "recognition": ("never", "one", "several", "shared", "always"),
    "data-usage": ("unused", "segment", "channel", "joint", "central"),
    "data-location": ("spread", "split", "linked", "common", "central"),
    "deciding-data": ("none", "traits", "clicks", "all", "live"),
    "data-processing": ("manual", "semi", "schedule", "events", "learning"),
    "campaign-steering": ("calendar", "segment", "channel", "journey", "next-best"),
    "predictions": ("none", "reports", "rules", "models", "personal"),
    "cross-channel-delay": ("never", "weeks", "days", "minutes", "at-once"),
    "reaction-systems": ("none", "manual", "batch", "stream", "live"),
    "danger-signs": ("unseen", "reports", "days", "minutes", "live"),
    "strategy-reach": ("none", "part", "brand", "company", "value"),
    "automation-goal": ("none", "single", "brand", "company", "value"),
    "collaboration": ("separate", "asked", "agreed", "team", "groups"),
    "success-measurement": ("revenue", "campaign", "channel", "cross", "value"),
}

#: The options of a tick list, in the order in which survey tools join them.
TICKS = {
    "personalised-touchpoints": (
        "store", "phone", "shop", "app", "mail", "social", "print", "parcel",
    ),
    "automated-occasions": (
        "welcome", "basket", "order", "delivery", "return", "complaint", "reorder", "birthday",
    ),
}  # fmt: skip
#: Points for 0 to 8 ticks.
TICK_POINTS = {
    "personalised-touchpoints": (1, 1, 2, 3, 3, 4, 4, 5, 5),
    "automated-occasions": (1, 1, 2, 2, 3, 3, 4, 4, 5),
}

#: The longest times, in minutes, worth 5 to 2 points, and minutes by unit.
DURATION, DURATION_LIMITS = "signal-to-reaction", (5, 60, 2880, 10080)
MINUTES = {"min": 1, "h": 60, "d": 1440}
LONGEST = 525600
#: The least shares, in %, worth 5 to 2 points.
SHARE, SHARE_LIMITS = "identity-share", (90, 70, 40, 15)


class Dimension(NamedTuple):
    """Its questions, and its lead question with the first and the last level that ask for it."""

    questions: tuple[str, ...]
    lead: str | None = None
    first: int = 2
    last: int = 5


DIMENSIONS = {
    "channel-integration": Dimension(
        ("personalised-touchpoints", "touchpoint-linkage", "channel-switch", "offline-inclusion"),
        lead="touchpoint-linkage",
    ),
    "personalisation": Dimension(
        ("content-basis", "recommendations", "phase-adaptation", "recognition"), lead="content-basis"
    ),
    "data-integration": Dimension(
        ("data-usage", "data-location", "deciding-data", "identity-share"), lead="data-location", first=4
    ),
    "automation": Dimension(
        ("automated-occasions", "data-processing", "campaign-steering", "predictions"),
        lead="data-processing",
        last=3,
    ),
    "latency": Dimension(
        ("signal-to-reaction", "cross-channel-delay", "reaction-systems", "danger-signs"),
        lead="reaction-systems",
        first=3,
    ),
    "strategy": Dimension(("strategy-reach", "automation-goal", "collaboration", "success-measurement")),
}
STRATEGY = "strategy"
CORE = tuple(name for name in DIMENSIONS if name != STRATEGY)
QUESTIONS = tuple(question for dimension in DIMENSIONS.values() for question in dimension.questions)
COLUMNS = (*IDENTITY, *QUESTIONS)

LEVELS = ("uniform", "segment-based", "multichannel", "cross-channel", "omnichannel")
#: What every program writes.
RESULT = (
    *IDENTITY, "level", "level_number", "level_status", "index", "coverage", "level_low", "level_high", "held_back_by",
)  # fmt: skip

STATUSES = ("undetermined", "provisional", "determined")
#: What is written for the dimensions that a number has a bit for.
HELD_BACK = [
    ";".join(name for place, name in enumerate(DIMENSIONS) if mask >> place & 1)
    for mask in range(2 ** len(DIMENSIONS))
]


def duration_points(cell: str) -> int:
    """The points of a duration, which is a number and a unit."""
    number, _, unit = cell.partition(" ")
    try:
        minutes = float(number) * MINUTES[unit]
    except (ValueError, KeyError):
        return 0
    return 1 + sum(minutes <= limit for limit in DURATION_LIMITS) if 0 <= minutes <= LONGEST else 0
