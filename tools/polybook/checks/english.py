"""What checks of English left behind share: which words somebody should have translated.

No dictionary is needed: names have capitals, and a sentence has words such as "of" and "the", which
no name and no list of terms is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache, lru_cache

from polybook.checks.texts import Pair, Setting
from polybook.formats.inline import Inline, InlineKind
from polybook.model.span import Span

WORD = re.compile(r"(?<![\w.@/\\#&'’-])[^\W\d_]++(?:['’-][^\W\d_]++)*+(?![\w@/\\]|[.'’:-][\w/])")
"""A word that is no part of an address, a file name or a number with its unit."""

OTHER_SCRIPTS = (("\u0370", "\u1dff"), ("\u2c80", "\ua71f"), ("\ua800", "\uffff"))
"""First and last letters of other scripts, from Greek on: no English word has them."""
SMALL = re.compile(r"[a-z](?<!\w.)[a-z]++(?:['’-][a-z]++(?!\w))*+(?!\w)")
"""A word in small letters, which no other letter touches."""
GLUE = frozenset("@./\\#&_-'’:")
"""What joins a word to an address, a file name or a command."""
CAPITAL = re.compile(r"[A-Z]+")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")

FUNCTION_WORDS = """
about after all also and another any are at be because been before between both but by do
does each every for from has have how if into is it its most not of or our over same
should some such than that the their them then there these they this those through to two
under up used using was we were what when where which while who why will with without
would you your
"""
FUNCTION = frozenset(FUNCTION_WORDS.split())
"""Words that English sentences and phrases are held together by."""
COULD_BE_ENGLISH = re.compile(rf"\b(?:{'|'.join(sorted(FUNCTION))})\b")

HEADINGS_WORDS = """
about abstract acknowledgements acknowledgments appendix background bibliography chapter
conclusion conclusions content contents discussion discussions example examples exercise
exercises figure foreword further glossary homework index installation introduction
notation note notes outline overview preface prerequisites problems questions quiz reading
references remark results section setup solution solutions summary table tip warning
"""
HEADINGS = frozenset(HEADINGS_WORDS.split())
"""What stands in capitals at the head of most books' sections and is no name."""

UNITS_WORDS = "bps dpi fps kbit kbps kwh mbps min mol ppm rad rpm sec"
UNITS = frozenset(UNITS_WORDS.split())
"""Units of three letters and more."""
SHORTEST = 3
"""Letters of the shortest word that is looked at: shorter ones are units and variables."""
SENTENCE = 4
"""Lower-case words from which on English is a sentence or a phrase, not a term."""

REFERENCES = re.compile(r"(?i)\b(?:references|bibliography|further reading|works cited)\b")
AUTHOR_AND_YEAR = re.compile(
    r"[\W\d_]*(?:[A-Z][\w’'-]+,? [A-Z]\.|(?:[A-Z]\. ?)+[A-Z]\w).*\b(?:19|20)\d\d\b", re.DOTALL
)
"""How an entry of a bibliography begins, and that it has a year."""


def is_sentence(words: Sequence[str], shortest: int = SENTENCE) -> bool:
    """Tell whether English words are a sentence or a phrase, not names, a title or a term."""
    small = [word for word in words if word.islower()]
    return (
        len(small) >= shortest
        and 2 * len(small) >= len(words)
        and any(word in FUNCTION for word in small)
    )


def is_reference(pair: Pair) -> bool:
    """Tell whether a unit is an entry of a bibliography, which stays in its own language."""
    if AUTHOR_AND_YEAR.match(pair.english.raw):
        return True
    return any(REFERENCES.search(heading) for heading in pair.unit.headings)


def plain_words(text: str, setting: Setting) -> list[str]:
    """Return the words of a text that somebody should have translated, names and such left out.

    `text` has its markup blanked. A word with a capital counts where it is the head of many a
    section, and never where it could be a word of the language itself.
    """
    own = setting.language.is_word
    return [
        word
        for word in WORD.findall(text)
        if (word.islower() or word.lower() in HEADINGS)
        and _is_latin(word)
        and len(word) >= SHORTEST
        and word not in UNITS
        and word.lower() not in setting.allowed
        and not (own and own(word))
    ]


def _is_latin(word: str) -> bool:
    return word.isascii() or not any(
        first <= letter <= last for letter in word for first, last in OTHER_SCRIPTS
    )


def is_left(text: str, setting: Setting) -> bool:
    """Tell whether `text`, the same in both languages, should have been translated.

    Of a language whose words are not known, one word may well be the same: simple, table, code.
    """
    if text.strip().lower() in setting.allowed:
        return False
    words = [word for word in plain_words(text, setting) if word not in FUNCTION]
    if setting.language.is_word:
        return bool(words)
    return len(words) > 1 and (len(words) > 2 or bool(COULD_BE_ENGLISH.search(text)))


def same_parts(pair: Pair, *kinds: InlineKind) -> Iterator[tuple[Inline, str]]:
    """Yield the links or images of a translation whose text is the English one, and that text."""
    if not pair.english.tokens:
        return
    ours = {
        (token.kind, token.target): _squeezed(token.prose.of(pair.english.prose))
        for token in pair.english.of(*kinds)
        if token.prose is not None
    }
    for token in pair.translation.of(*kinds) if ours else ():
        # Roles without a target, such as keys and abbreviations, are words of their own kind.
        if token.prose is not None and token.target:
            text = token.prose.of(pair.translation.prose)
            if text.strip() and ours.get((token.kind, token.target)) == _squeezed(text):
                yield token, text


def is_same(pair: Pair) -> bool:
    """Tell whether a translation is its English, letter for letter but for case and blanks."""
    ours, theirs = pair.english.raw, pair.translation.raw
    # Their beginnings tell most texts apart, cheaply.
    return ours[:4].lower() == theirs[:4].lower() and _squeezed(ours) == _squeezed(theirs)


def small_words(prose: str) -> set[str]:
    """Return the words of a text in small letters."""
    return set(SMALL.findall(prose))


@lru_cache(maxsize=2000)
def foreign_words(prose: str, own: Callable[[str], bool]) -> Set[str]:
    """Return the words of a text in small letters that are none of a language, which `own` tells.

    What is found is remembered, since several checks ask.
    """
    native = _native(own)
    found = small_words(prose) - native
    if news := set(filter(own, found)):
        native |= news
        found -= news
    return found


@cache
def _native(own: Callable[[str], bool]) -> set[str]:  # noqa: ARG001  the key
    """Return the words that `own` has been found to take: few, and said again and again."""
    return set()


def aside_spans(pair: Pair, text: str) -> list[Span]:
    """Return the brackets of a text, and the stretches of it in italics or bold."""
    brackets = [Span(*match.span()) for match in BRACKETS.finditer(text)]
    return brackets + [emphasis.span for emphasis in pair.translation.emphasis]


def is_of_names(english: str) -> bool:
    """Tell whether a text is mostly names: there, words in small letters are names as well."""
    return 2 * len(CAPITAL.findall(english)) > english.count(" ") + 1


def is_glued(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word is part of something longer, such as an address."""
    before, after = text[match.start() - 1], text[match.end()]
    return before in GLUE or (after in GLUE and not text[match.end() + 1].isspace())


def quoted_spans(text: str) -> list[Span]:
    """Return what stands in quotation marks."""
    return [Span(*match.span()) for match in QUOTED.finditer(text)]


def without(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with these stretches blanked, as long as before."""
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text


def _squeezed(text: str) -> str:
    return " ".join(text.split()).lower()
