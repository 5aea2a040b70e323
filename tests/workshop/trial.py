"""A small questionnaire with one question of each kind and every condition that an interview has to heed."""

from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.workshop.journal import Journal
from cxmaturity.workshop.session import Session
from cxmaturity.workshop.sessions import open_session

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)

TRIAL = """\
format: cxmaturity/questionnaire/1
id: trial
version: "1"
languages: [de, en]
title: {de: Kleine Standortbestimmung, en: Small stocktake}
missing: exclude
scales:
  maturity:
    levels:
      - {id: low, number: 1, title: {de: Niedrig, en: Low}}
      - {id: high, number: 2, title: {de: Hoch, en: High}, gloss: {de: läuft, en: it works}}
attributes:
  - id: industry
    text: {de: Branche, en: Industry}
    options:
      - {id: retail, text: {de: Handel, en: Retail}}
      - {id: banking, text: {de: Banken, en: Banking}}
  - id: brand
    text: {de: Marke, en: Brand}
context:
  questions:
    - id: channels
      kind: multi
      text: {de: "Wo begegnen Sie Ihrer Kundschaft?", en: "Where do you meet your customers?"}
      options:
        - {id: store, text: {de: "Filiale, Laden", en: "Store, branch"}}
        - {id: webshop, text: {de: Webshop, en: Web shop}}
        - {id: phone, text: {de: Telefon, en: Phone}}
dimensions:
  - id: data
    title: {de: Daten, en: Data}
    description: {de: Wie Daten zusammenfließen., en: How data flows together.}
    questions:
      - id: basis
        kind: choice
        text: {de: "Wo liegen Ihre Kundendaten?", en: "Where is your customer data?"}
        help: {de: Im Zweifel die niedrigere Antwort., en: "In doubt, the lower answer."}
        notes:
          example: {de: Ein Kundenstamm für alle., en: One customer base for all.}
          who_knows: {de: Die IT., en: IT.}
        options:
          - {id: scattered, points: 1, text: {de: Verstreut, en: Scattered}}
          - {id: several, points: 2, text: {de: In mehreren Systemen, en: In several systems}}
          - {id: linked, points: 3, text: {de: In verknüpften Systemen, en: In linked systems}}
          - {id: common, points: 5, text: {de: Gemeinsame Basis, en: A common basis}}
      - id: stores
        kind: choice
        text: {de: "Sehen die Filialen diese Daten?", en: "Can the stores see this data?"}
        when: {question: channels, has: store}
        options:
          - {id: "no", points: 1, text: {de: Nein, en: "No"}}
          - {id: "yes", points: 5, text: {de: Ja, en: "Yes"}}
      - id: consent
        kind: choice
        text: {de: "Wie verwalten Sie Einwilligungen?", en: "How do you manage consent?"}
        not_applicable:
          reason: required
          when: {not: {question: channels, has: webshop}}
        options:
          - {id: paper, points: 1, text: {de: Auf Papier, en: On paper}}
          - {id: central, points: 5, text: {de: Zentral, en: Centrally}}
  - id: speed
    title: {de: Tempo, en: Speed}
    questions:
      - id: reaction
        kind: number
        unit: min
        min: 0
        max: 10080
        text: {de: "Wie schnell reagieren Sie?", en: "How fast do you react?"}
        points:
          bins:
            - {at_most: 15, points: 5}
            - {at_most: 1440, points: 3}
            - {otherwise: 1}
        options:
          - {id: never, points: 1, text: {de: Nie, en: Never}}
      - id: signals
        kind: multi
        ticked: count
        text: {de: "Welche Signale nutzen Sie?", en: "Which signals do you use?"}
        points: {linear: {from: [0, 2], to: [1, 5]}}
        options:
          - {id: basket, text: {de: Warenkorb, en: Basket}}
          - {id: search, text: {de: Suche, en: Search}}
          - {id: none, exclusive: true, points: 1, text: {de: Keine, en: None}}
scores:
  - id: index
    mean: [data, speed]
levels:
  - id: maturity
    scale: maturity
    of: index
    bands: [{at_least: 3, level: high}, {otherwise: low}]
result: {level: maturity, index: index}
"""


def trial(text: str = TRIAL) -> CompiledQuestionnaire:
    """Compile the questionnaire."""
    return compile_document(parse_yaml(dedent(text).encode(), "trial.yaml"))


def opened(folder: Path, *, language: str = "en", company: str = "Müller & Söhne") -> tuple[Session, Journal]:
    """Start a session of it in *folder*."""
    return open_session(trial(), company, language=language, now=NOW, folder=folder)
