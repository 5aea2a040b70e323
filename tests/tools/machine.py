"""What a test needs that not every machine has."""

from importlib.util import find_spec

import pytest

from cxmaturity.report.pdf import PdfUnavailable, load_weasyprint
from cxmaturity.spark.session import has_java


def _lays_out_pages() -> bool:
    try:
        load_weasyprint()
    except PdfUnavailable:
        return False
    return True


needs_pango = pytest.mark.skipif(not _lays_out_pages(), reason="this machine cannot lay out pages: no Pango")

needs_spark = pytest.mark.skipif(
    not all(map(find_spec, ("pyspark", "pandas"))) or not has_java(),
    reason="this machine cannot run Spark: no Java, or not installed with [spark]",
)
