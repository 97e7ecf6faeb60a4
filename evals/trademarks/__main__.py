"""`python -m evals.trademarks`: precision and recall on both halves of the labelled pairs, and the pairs judged wrongly.

The pairs of the held-out half are counted and not shown (`--show-held-out` shows them): who has seen them has tuned on them.
"""

import sys

from evals.trademarks.pairs import Figures, by_reason, figures, judge, load_pairs
from retrievers.embeddings import BundledEncoder


def main(arguments: list[str]) -> None:
    """Print the figures."""
    judged = judge(load_pairs(), BundledEncoder())
    for half in ("tuning", "held out"):
        rows = [each for each in judged if each.pair.half == half]
        _say(f"{half}: {_line(figures(rows))}")
        for reason, row in by_reason(rows).items():
            _say(f"  {reason:<14} {_line(row)}")
        for each in rows:
            if not each.right and (half == "tuning" or "--show-held-out" in arguments):
                reasons = ", ".join(each.likeness.reasons)
                _say(
                    f"    wrong: {each.pair.first} / {each.pair.second} [{each.pair.head}] {each.likeness.score} {reasons}"
                )


def _line(row: Figures) -> str:
    shown = ("-" if value is None else f"{value:.2f}" for value in (row.precision, row.recall))
    return "{} pairs, precision {}, recall {}".format(row.pairs, *shown)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
