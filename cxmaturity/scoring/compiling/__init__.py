"""From a checked questionnaire to its plan: names become slots, decimals integers, order explicit."""

from cxmaturity.scoring.compiling.naming import InvalidModel
from cxmaturity.scoring.compiling.planning import compile_plan

__all__ = ["InvalidModel", "compile_plan"]
