"""
Frames of Spark scored by the kernel of every other way to score.

import cxmaturity.spark

scored = cxmaturity.spark.score(frame, "cx-maturity")
scored.results.write.parquet("scored.parquet")

Needs the extra: pip install "cxmaturity[spark]", and Java. The executors need cxmaturity, too.
"""

from cxmaturity.spark.frames import ScoredFrames, score

__all__ = ["ScoredFrames", "score"]
