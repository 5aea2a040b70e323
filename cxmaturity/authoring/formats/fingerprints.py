"""By which a service knows a finding again in the next version of the file."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from cxmaturity.authoring.validation import Findings


def fingerprints(findings: Findings) -> Iterator[str]:
    """One hex digest for each finding, in order, none twice.

    It is made of the file, the rule and what the line says: lines that move, another language and `--strict`
    leave it as it is. The same finding on equal lines is counted.
    """
    lines = {file: source.split("\n") for file, source in findings.sources.items()}
    seen: Counter[tuple[str, str, str]] = Counter()
    for found in findings.diagnostics:
        line = "" if found.span is None else "".join(lines.get(found.file, [])[found.span.line - 1 :][:1])
        same = (found.file, found.code, " ".join(line.split()))
        seen[same] += 1
        yield sha256("\0".join((*same, str(seen[same]))).encode(errors="surrogatepass")).hexdigest()
