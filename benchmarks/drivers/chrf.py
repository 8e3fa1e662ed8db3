"""Score drafts with sacrebleu, in an environment of its own.

Reads {name: [[draft, reference], ...]} as JSON from the standard input; writes {name: chrF}.
"""

import json
import sys

from sacrebleu.metrics import CHRF


def main() -> None:
    scores = {}
    for name, pairs in json.load(sys.stdin).items():
        drafts, references = zip(*pairs, strict=True)
        scores[name] = CHRF().corpus_score(drafts, [references]).score
    json.dump(scores, sys.stdout)


if __name__ == "__main__":
    main()
