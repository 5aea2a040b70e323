"""
What the libraries cost that a command stands on, before it does anything of its own.

    python -m benchmarks.batch.libraries IN.csv OUT.csv

A Typer command of two arguments reads the survey with PyYAML, checks its five keys of text with Pydantic and imports
NumPy; the table is not opened. A command made of these cannot take less, whatever it does with the rows.
"""

from pathlib import Path

import numpy as np
import typer
import yaml
from pydantic import BaseModel

from benchmarks.batch.model import SURVEY


class Head(BaseModel):
    """What a survey says of itself."""

    format: str
    id: str
    version: str
    languages: list[str]
    title: str


def main(source: Path, target: Path) -> None:
    """Read the survey."""
    survey = yaml.load(SURVEY.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert np.asarray(Head.model_validate(survey).languages).size
    assert source != target


if __name__ == "__main__":
    typer.run(main)
