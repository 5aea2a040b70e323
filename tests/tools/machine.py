"""What a test needs that not every machine has."""

import pytest

from cxmaturity.report.pdf import PdfUnavailable, load_weasyprint


def _lays_out_pages() -> bool:
    try:
        load_weasyprint()
    except PdfUnavailable:
        return False
    return True


needs_pango = pytest.mark.skipif(not _lays_out_pages(), reason="this machine cannot lay out pages: no Pango")
