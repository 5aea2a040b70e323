"""
What scoring one company costs, next to what reading its questionnaire costs.

    python benchmarks/scoring.py [RUNS]

Each figure is the median of so many runs in one process; the last column is its share of reading the file.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.authoring.selftests import answers_of
from cxmaturity.foundation.documents import Document, read_document
from cxmaturity.foundation.resources import QUESTIONNAIRES
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.scoring.compiling import compile_plan

SHIPPED = QUESTIONNAIRES / "cx-maturity.yaml"


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median processor time of *work*, after one run that does not count."""
    work()
    times = []
    for _ in range(runs):
        before = process_time()
        work()
        times.append((process_time() - before) * 1000)
    return median(times)


def answers_to_test(compiled: CompiledQuestionnaire, name: str) -> Answers:
    """The answers of the questionnaire's own test whose name begins with *name*."""
    test = next(test for test in compiled.model.tests if test.name.startswith(name))
    given = answers_of(compiled, test)
    return Answers(Company(name=name), {question: Entry(answer) for question, answer in given.items()})


def main(runs: int) -> None:
    """Print the table."""
    document: Document = read_document(Path(SHIPPED))
    compiled = compile_document(document)
    reading = milliseconds(lambda: read_document(SHIPPED), runs)
    print(
        f"{SHIPPED.name}: {len(document.text) // 1024} KiB, {len(compiled.plan.slots)} slots, {runs} runs, CPU time"
    )
    rows: list[tuple[str, Callable[[], object]]] = [
        ("read the file", lambda: read_document(SHIPPED)),
        ("check it and compile it", lambda: compile_document(document)),
        ("compile the plan alone", lambda: compile_plan(compiled.model)),
    ]
    for title, name in (
        ("assess, all answered", "Regional fashion"),
        ("assess, one answer open", "Near level 3"),
        ("assess, 23 answers open", "Mail-order"),
    ):
        answers = answers_to_test(compiled, name)
        rows.append((title, lambda answers=answers: assess(compiled, answers)))  # type: ignore[misc]
    for title, work in rows:
        cost = milliseconds(work, runs)
        print(f"{title:26} {cost:8.2f} ms {cost / reading:8.3f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
