"""Random tables of answers to the shipped questionnaire."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

import cxmaturity

SHIPPED = cxmaturity.load()

#: What cells of any column may hold beside answers.
_OTHERS = ("", "", "unknown", "Weiß nicht", "nonsense", "4")
_COMPANIES = ("", " ", "Acme", "Bolt")


def cells_of(question: str) -> tuple[str, ...]:
    """Cells that answer *question*, and some that do not."""
    options = SHIPPED.model.options_of(SHIPPED.questions[question])
    numbers = ("40 %", "12,5", "3") if SHIPPED.questions[question].kind == "number" else ()
    return (*(option.id for option in options), *numbers, *_OTHERS)


def random_table(rows: int, seed: int = 1) -> pa.Table:
    """Answers to every question; now and then a cell that is none, or a row without company."""
    chance = np.random.default_rng(seed)
    columns: Mapping[str, list[str]] = {
        "company": [f"Company {row}" if chance.random() < 0.99 else "" for row in range(rows)],
        "respondent": [f"R{row}" for row in range(rows)],
        **{
            question: chance.choice(cells, rows).tolist()
            for question, cells in ((name, cells_of(name)) for name in SHIPPED.questions)
        },
    }
    return pa.table(columns)
