"""Many rows at once come out as each of them by itself, over random questionnaires and answers."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmaturity.batch.network.network import Network
from cxmaturity.batch.network.readings import Readings
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.compiling import compile_plan
from cxmaturity.scoring.evaluation import evaluate
from cxmaturity.scoring.states import Reading
from tests.batch.singly import seen
from tests.scoring.readings import by_slot
from tests.scoring.strategies import questionnaires
from tests.scoring.strategies_questions import answers
from tests.tools.effort import effort


@pytest.mark.usefixtures("limits")
@settings(
    max_examples=effort(50), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(questionnaires(), st.data(), st.sampled_from([Reading.ORDINARY, Reading.COMPLETIONS]))
def test_every_row_has_the_states_of_its_own_evaluation(
    questionnaire: Questionnaire, data: st.DataObject, reading: Reading
) -> None:
    plan = compile_plan(questionnaire)
    network = Network(plan)
    readings = Readings(network, reading)
    states = [network.want(readings.state(number)) for number in range(len(plan.slots))]
    coverage = [network.want(readings.coverage(number)) for number in range(len(plan.slots))]
    for _ in range(3):  # the later blocks meet what the first has left on the wires
        rows = [by_slot(plan, data.draw(answers(questionnaire))) for _ in range(data.draw(st.integers(0, 4)))]
        for question, wire in zip(plan.questions, network.given, strict=True):
            wire.codes = np.array([wire.position(row.get(question.slot)) for row in rows], np.int32)
        network.run()
        for number, row in enumerate(rows):
            alone = evaluate(plan, row, reading=reading)
            assert [seen(wire, number) for wire in states] == alone.states
            together = [seen(wire, number)[:2] for wire in coverage]
            assert together == [alone.coverage(slot) for slot in range(len(plan.slots))]
