"""How a table is to be read, as the command line or else a mapping says."""

from cxmaturity.answers.mapping import NO_MAPPING, MappingFile
from cxmaturity.tables.table import ReadOptions


def table_options(
    mapping: MappingFile | None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> ReadOptions:
    """What is said of the file; what is given by name counts before what the mapping says."""
    told = mapping or NO_MAPPING
    return ReadOptions(
        encoding=encoding or told.file.encoding,
        delimiter=delimiter,
        usual_delimiter=told.file.delimiter,
        header_rows=told.header.rows,
        sheet=sheet or told.file.sheet,
    )
