"""Spark started as the environment says; where it says nothing, on this machine alone."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: What counts unless the environment says otherwise. Times of day are those of the file, as everywhere else.
_DEFAULTS = {
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
}
_ALONE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


def start(*, progress: bool = False) -> "SparkSession":
    """
    Return a session: that of the environment's configuration, else one with all processors of this machine.

    It shows on stderr how far it is, with *progress*.

    Raises CxmaturityError that says what to install, where Spark or Java is missing.
    """
    _check_installed()
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    if "SPARK_REMOTE" in os.environ:
        return SparkSession.builder.getOrCreate()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        return _local_or_configured(progress=progress)
    except PySparkRuntimeError as error:
        raise CxmaturityError(
            msg("Spark could not be started: {reason}", reason=str(error)),
            msg("Spark needs Java 17 or newer, on Debian: {command}", command=_INSTALL_JAVA),
        ) from error


_INSTALL_JAVA = "apt install openjdk-17-jre-headless"


def _check_installed() -> None:
    if any(find_spec(name) is None for name in ("pyspark", "pandas")):
        raise CxmaturityError(
            msg("Spark is not installed."),
            msg("Install it: {command}", command='pip install "cxmaturity[spark]"'),
        )
    if "SPARK_REMOTE" not in os.environ and not has_java():
        raise CxmaturityError(
            msg("Spark needs Java, which was not found."),
            msg("Install it, on Debian: {command}, or let JAVA_HOME name its folder.", command=_INSTALL_JAVA),
        )


def has_java() -> bool:
    """Whether there is a Java, of whatever version: that of JAVA_HOME, else that on the path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=None if home is None else str(Path(home) / "bin")) is not None


def _local_or_configured(*, progress: bool) -> "SparkSession":
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    SparkContext._ensure_initialized()  # noqa: SLF001  only with Java running does a SparkConf know the configuration
    conf = SparkConf()
    is_alone = str(conf.get("spark.master", "local")).startswith("local")
    for key, value in (_DEFAULTS | (_ALONE if is_alone else {})).items():
        conf.setIfMissing(key, value)
    conf.set("spark.ui.showConsoleProgress", str(progress).lower())
    return SparkSession.builder.config(conf=conf).getOrCreate()
