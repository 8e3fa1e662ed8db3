"""Count what every check finds in a preface, in a machine's and in a reviewed edition of one book.

The figures are printed as a Markdown table. With --show, random findings of one check are printed
to be read: whether a check can be trusted is seen there and not in its count. With --strict, a list
of strict terms is learned from one half of the reviewed edition and tried on the other half.
"""

import argparse
import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from polybook.checks.texts import Setting
from polybook.model.finding import Finding, Severity
from polybook.terms.glossary import Glossary
from polybook.terms.language import ENGLISH, language
from polybook.terms.load import read_glossary
from tests import editions, strict
from tests.editions import Judged

CORPORA = Path(os.environ.get("POLYBOOK_CORPORA") or ROOT.parent / "shared" / "corpora")
NAMES = (editions.PREFACE, editions.MACHINE, editions.HUMAN)


def main() -> int:
    """Judge the editions and print."""
    options = _options()
    if not options.corpora.is_dir():
        print(f"{options.corpora}: no corpora there; give the folder", file=sys.stderr)
        return 2
    glossary = Glossary("vi")
    if options.glossary:
        path: Path = options.glossary
        glossary = read_glossary(path.read_bytes(), str(path), "vi").glossary
    setting = Setting(language("vi"), ENGLISH, glossary)
    if options.strict:
        print("\n".join(strict_table(options.corpora)))
        return 0
    chosen = options.edition or NAMES
    results = [editions.judge(editions.load(name, options.corpora), setting) for name in chosen]
    if options.show:
        for result in results:
            print("\n\n".join(_shown(result, options)))
    else:
        print("\n".join(table(results)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("corpora", nargs="?", type=Path, default=CORPORA, help="folder of the three editions")
    add("--glossary", type=Path, metavar="FILE", help="the terms to go by (default: none)")
    add("--edition", action="append", choices=NAMES, help="only this one; may be repeated")
    add("--show", metavar="CODE", help="print findings of this check instead of the table")
    add("--severity", choices=[str(one) for one in Severity], help="of findings to show")
    add("--strict", action="store_true", help="print what a learned list of strict terms says")
    add("--number", type=int, default=30, help="of findings to show (default: %(default)s)")
    add("--seed", type=int, default=1, help="of their choice (default: %(default)s)")
    return parser.parse_args()


def table(results: Sequence[Judged]) -> Iterator[str]:
    """Yield the lines of a table: by check and edition, findings, units, and rates in 1,000."""
    yield "Findings (units with one) and, in 1,000 units, errors / warnings / notes.\n"
    heads = [f"{result.edition}, {result.units:,} units" for result in results]
    yield f"| check | {' | '.join(f'{head} | E / W / N' for head in heads)} |"
    yield f"| --- {'| ---: | ---: ' * len(results)}|"
    for code in editions.codes(results):
        yield f"| {code} | {' | '.join(_cell(result, code) for result in results)} |"
    yield f"| all | {' | '.join(_cell(result) for result in results)} |"


def strict_table(corpora: Path) -> Iterator[str]:
    """Yield the lines of a table: units that miss a strict term, of those with one and of all."""
    glossary = strict.human_glossary(corpora)
    human, machine = (
        strict.samples(editions.load(name, corpora)) for name in (editions.HUMAN, editions.MACHINE)
    )
    yield "| learned from | strict terms | tried on | units | with a strict term | that miss one |"
    yield "| --- | ---: | --- | ---: | ---: | ---: |"
    for half in strict.HALVES:
        terms = strict.strict_terms(
            glossary, [one for one in human if strict.half(one.page) == half]
        )
        other = [one for one in human if strict.half(one.page) != half]
        for name, units in (("its other half", other), (editions.MACHINE, machine)):
            done = strict.tried(glossary, terms, units)
            of_asked, of_all = (done.failed / max(one, 1) for one in (done.asked, done.units))
            share = f"{done.failed:,}: {of_asked:.1%} of these, {of_all:.1%} of all"
            first = f"half {half + 1} of {editions.HUMAN}"
            yield f"| {first} | {len(terms)} | {name} | {done.units:,} | {done.asked:,} | {share} |"


def _cell(result: Judged, code: str | None = None) -> str:
    found = result.findings if code is None else result.of(code)
    rates = (result.rate(severity, code) for severity in reversed(Severity))
    count = f"{len(found):,} ({editions.units_with(found):,})"
    return f"{count} | {' / '.join(f'{rate:.1f}' for rate in rates)}"


def _shown(result: Judged, options: argparse.Namespace) -> Iterator[str]:
    wanted = [
        finding
        for finding in result.of(options.show)
        if options.severity in (None, str(finding.severity))
    ]
    chosen = random.Random(options.seed).sample(wanted, min(options.number, len(wanted)))
    yield f"# {options.show}: {len(chosen)} of {len(wanted)} in {result.edition}"
    yield from map(_lines, chosen)


def _lines(finding: Finding) -> str:
    digest = editions.digest(finding)
    head = f"{digest} {finding.page}:{finding.page_line} {finding.severity}: {finding.message}"
    return f"{head}\n    en: {finding.msgid}\n    vi: {finding.msgstr}"


if __name__ == "__main__":
    sys.exit(main())
