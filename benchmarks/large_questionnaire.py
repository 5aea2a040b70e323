"""
A sound questionnaire as large as they get: ten dimensions with fifty questions each, in two languages.

    python benchmarks/large_questionnaire.py > large.yaml
"""

import sys
from collections.abc import Iterator
from itertools import pairwise

from cxmaturity.foundation.scalars import Value
from cxmaturity.foundation.yaml_writer import dump_yaml

Data = dict[str, Value]

LEVELS = ("initial", "managed", "defined", "measured", "optimising")
DIMENSIONS = {
    "strategy": ("Strategy", "Strategie"), "processes": ("Processes", "Prozesse"), "data": ("Data", "Daten"),
    "technology": ("Technology", "Technik"), "people": ("People", "Menschen"), "culture": ("Culture", "Kultur"),
    "customers": ("Customers", "Kundschaft"), "partners": ("Partners", "Partner"),
    "security": ("Security", "Sicherheit"), "finance": ("Finance", "Finanzen"),
}  # fmt: skip
TOPICS = (
    ("the planning of campaigns", "die Planung von Kampagnen"),
    ("the exchange between departments", "der Austausch zwischen den Abteilungen"),
    ("the upkeep of master data", "die Pflege der Stammdaten"),
    ("the reply to complaints", "die Antwort auf Beschwerden"),
    ("the training of new colleagues", "die Einarbeitung neuer Kolleginnen und Kollegen"),
    ("the choice of suppliers", "die Auswahl der Lieferanten"),
    ("the measurement of success", "die Messung des Erfolgs"),
    ("the protection of personal data", "der Schutz personenbezogener Daten"),
    ("the release of new functions", "die Freigabe neuer Funktionen"),
    ("the review of contracts", "die Prüfung von Verträgen"),
)
ASPECTS = (
    ("How is {} organised today?", "Wie ist {} heute geregelt?"),
    ("Who is responsible for {}?", "Wer ist zuständig, wenn es um Folgendes geht: {}?"),
    ("How often is {} improved?", "Wie oft wird Folgendes verbessert: {}?"),
    ("Which tools support {}?", "Welche Werkzeuge unterstützen Folgendes: {}?"),
    ("How well is {} documented?", "Wie gut ist Folgendes dokumentiert: {}?"),
)
STAGES = (
    ("Nobody has taken care of it so far", "Darum hat sich bisher niemand gekümmert"),
    ("Single people do it as they see fit", "Einzelne tun es, wie sie es für richtig halten"),
    ("A written rule holds for one department", "Für eine Abteilung gilt eine schriftliche Regel"),
    (
        "The rule holds everywhere, figures show how well",
        "Die Regel gilt überall, Kennzahlen zeigen, wie gut",
    ),
    ("It is improved continuously from these figures", "Anhand der Kennzahlen wird es laufend verbessert"),
)


def large_questionnaire() -> Data:
    """The questionnaire as its file has it."""
    return {
        "format": "cxmaturity/questionnaire/1",
        "id": "large",
        "version": "1.0.0",
        "languages": ["de", "en"],
        "title": text("Maturity of the whole company", "Reifegrad des ganzen Unternehmens"),
        "missing": "exclude",
        "scales": {"maturity": {"levels": [*levels()]}},
        "dimensions": [dimension(name) for name in DIMENSIONS],
        "scores": [{"id": "index", "mean": [{"dimensions": "all"}]}],
        "levels": [*(dimension_level(name) for name in DIMENSIONS), company_level()],
        "result": {"level": "maturity", "index": "index"},
        "level_status": {
            "determined": {"coverage": "index", "at_least": 1},
            "provisional": {"coverage": "index", "at_least": 0},
        },
        "actions": [action for name in DIMENSIONS for action in actions(name)],
        "tests": [*tests()],
    }


def text(english: str, german: str) -> Data:
    return {"de": german, "en": english}


def levels() -> Iterator[Data]:
    for number, name in enumerate(LEVELS, start=1):
        yield {"id": name, "number": number, "title": text(f"Level {name}", f"Stufe {number}")}


def dimension(name: str) -> Data:
    return {
        "id": name,
        "title": text(*DIMENSIONS[name]),
        "tags": [] if name in {"partners", "security", "finance"} else ["core"],
        "questions": [question(name, number) for number in range(50)],
    }


def question(dimension: str, number: int) -> Data:
    english, german = DIMENSIONS[dimension]
    aspect, topic = ASPECTS[number // 10], TOPICS[number % 10]
    return {
        "id": f"{dimension}-{number}",
        "kind": "choice",
        "text": text(
            f"{english} {number + 1}: {aspect[0].format(topic[0])}",
            f"{german} {number + 1}: {aspect[1].format(topic[1])}",
        ),
        "help": text("Think of an ordinary week.", "Denken Sie an eine gewöhnliche Woche."),
        "options": [
            {"id": f"stage-{points}", "text": text(*stage), "points": points}
            for points, stage in enumerate(STAGES, start=1)
        ],
    }


def dimension_level(name: str) -> Data:
    bands: list[Value] = [
        {"level": level, "at_least": number} for number, level in enumerate(LEVELS, start=1)
    ]
    return {"id": name, "scale": "maturity", "bands": [*reversed(bands[1:]), {"otherwise": LEVELS[0]}]}


def company_level() -> Data:
    gates: list[Value] = [{"dimensions": "core", "lag": 0}, {"dimensions": "others", "lag": 1}]
    return {"id": "maturity", "scale": "maturity", "staged": {"each": gates}}


def actions(dimension: str) -> Iterator[Data]:
    english, german = DIMENSIONS[dimension]
    for number, (lower, upper) in enumerate(pairwise(LEVELS), start=2):
        for half in range(2):
            raised = [f"{dimension}-{question}" for question in range(half * 25, half * 25 + 25)]
            yield {
                "id": f"{dimension}-{number}-{half}",
                "dimension": dimension,
                "from": lower,
                "to": upper,
                "title": text(
                    f"{english}: take step {number - 1}, part {half + 1}",
                    f"{german}: Schritt {number - 1} gehen, Teil {half + 1}",
                ),
                "why": text(
                    "What is written down can be improved.", "Was geschrieben steht, lässt sich verbessern."
                ),
                "how": [
                    text("Name somebody who is responsible.", "Eine verantwortliche Person benennen."),
                    text("Agree on three figures.", "Drei Kennzahlen vereinbaren."),
                ],
                "effort": {"from": 10 * number, "to": 20 * number},
                "cost": "medium",
                "impact": "high",
                "benefit": text("Fewer questions remain open.", "Weniger Fragen bleiben offen."),
                "owner": text("Head of department", "Abteilungsleitung"),
                "kpi": text("Share of cases by the rule", "Anteil der Fälle nach der Regel"),
                "source": "practice",
                "raises": dict.fromkeys(raised, f"stage-{number}"),
            }


def tests() -> Iterator[Data]:
    for number, level in enumerate(LEVELS, start=1):
        yield {"name": f"all at {number}", "all": number, "expect": {"level": level, "index": number}}
    for number in range(2, 5):
        yield {
            "name": f"all at {number}, one dimension behind",
            "all": number,
            "points": {f"data-{question}": number - 1 for question in range(50)},
            "expect": {"level": LEVELS[number - 2], "held_back_by": ["data"]},
        }


if __name__ == "__main__":
    sys.stdout.write(dump_yaml(large_questionnaire()))
