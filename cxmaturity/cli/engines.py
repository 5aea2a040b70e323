"""What scores a table: this process, or Spark."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg

if TYPE_CHECKING:
    from cxmaturity.cli.scoring_request import Request


def scorer_of(engine: str) -> "Callable[[Request], ExitCode]":
    """What scores a table with this *engine*. Raises CxmaturityError where there is no such one."""
    match engine:
        case "local":
            from cxmaturity.cli.scoring import score_table_file

            return score_table_file
        case "spark":
            from cxmaturity.cli.spark_scoring import score_with_spark

            return score_with_spark
        case _:
            raise CxmaturityError(
                msg("There is no engine {name}.", name=engine),
                msg("Choose one of {known}.", known="local, spark"),
            )
