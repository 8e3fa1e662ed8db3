"""TBX, the exchange format of term bases (ISO 30042): write version 2, read versions 2 and 3.

A file to read comes from anywhere. Entities that it declares are refused, so nothing is expanded,
and nothing outside of the file is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from polybook.model.errors import BookError
from polybook.terms.forms import accepted_forms, squeeze
from polybook.terms.glossary import Glossary, Level, Term

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang={language}>
<martifHeader><fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc></martifHeader>
<text><body>
"""
TAIL = "</body></text>\n</martif>\n"

ENTRIES = frozenset({"termEntry", "conceptEntry"})
LANGUAGES = frozenset({"langSet", "langSec"})
TERMS = frozenset({"tig", "ntig", "termSec"})
STATUS = "administrativeStatus"
AVOID = "deprecatedTerm-admn-sts"
UNTRANSLATED = "Translation needed"
"""What Weblate calls the mark of a term that stays as it is."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold."""
LANG = "http://www.w3.org/XML/1998/namespace lang"


def write_tbx(glossary: Glossary) -> str:
    """Return the glossary as TBX: every accepted form, and those to avoid as deprecated terms."""
    source, target = _tag(glossary.source_language), _tag(glossary.language)
    title = f"polybook glossary, {source} to {target}"
    parts = [HEAD.format(language=quoteattr(source), title=_text(title))]
    for number, term in enumerate(glossary.terms, 1):
        parts += (f'<termEntry id="t{number}">\n', *_entry(term, source, target), "</termEntry>\n")
    return "".join((*parts, TAIL))


def _entry(term: Term, source: str, target: str) -> Iterator[str]:
    if term.context:
        yield f'<descrip type="subjectField">{_text(term.context)}</descrip>\n'
    if term.level is Level.KEEP:
        yield f'<descrip type="{UNTRANSLATED}">No</descrip>\n'
    yield f'<admin type="level">{term.level}</admin>\n'
    if term.discussion:
        yield f'<admin type="discussion">{_text(term.discussion)}</admin>\n'
    if term.note:
        yield f"<note>{_text(term.note)}</note>\n"
    pos = f'<termNote type="partOfSpeech">{_text(term.pos)}</termNote>' if term.pos else ""
    yield from _language(source, [f"<tig><term>{_text(term.term)}</term>{pos}</tig>\n"])
    status = f'<termNote type="{STATUS}">{AVOID}</termNote>'
    accepted = [one for form in term.translations or (term.term,) for one in accepted_forms(form)]
    avoided = [one for form in term.avoid for one in accepted_forms(form)]
    tigs = [f"<tig><term>{_text(form)}</term></tig>\n" for form in accepted]
    tigs += [f"<tig><term>{_text(form)}</term>{status}</tig>\n" for form in avoided]
    yield from _language(target, tigs)


def _language(tag: str, tigs: Iterable[str]) -> Iterator[str]:
    yield f"<langSet xml:lang={quoteattr(tag)}>\n"
    yield from tigs
    yield "</langSet>\n"


def _text(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))


def _tag(language: str) -> str:
    """Return gettext's name of a language as XML writes it: pt-BR."""
    return language.partition("@")[0].replace("_", "-")


@dataclass(slots=True)
class _Concept:
    """One entry of the file, as it is read."""

    fields: dict[str, str] = field(default_factory=dict)
    terms: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    """By language: (term, whether it is to be avoided)."""


class _Reader:
    """Gathers the entries of a file while expat goes through it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.concepts: list[_Concept] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._refuse
        self.parser.SkippedEntityHandler = self._refuse
        self._text: list[str] = []
        self._kind = ""
        self._language = ""
        self._term = ""
        self._avoid = False

    def fault(self, reason: str) -> BookError:
        return BookError(self.path, self.parser.CurrentLineNumber, reason)

    def _refuse(self, *_: object) -> None:
        raise self.fault("declares or uses an entity; write the text itself")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self._text = []
        self._kind = attributes.get("type", "")
        if tag in ENTRIES:
            self.concepts.append(_Concept())
            self._language = ""
        elif tag in LANGUAGES:
            self._language = attributes.get(LANG, attributes.get("lang", "")).lower()
        elif tag in TERMS:
            self._term, self._avoid = "", False

    def _characters(self, text: str) -> None:
        self._text.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        text, self._text = squeeze("".join(self._text)), []
        if not self.concepts:
            return
        concept = self.concepts[-1]
        if tag == "term":
            self._term = text
        elif tag == "termNote" and self._kind == STATUS:
            self._avoid |= text.lower().startswith(("deprecated", "superseded", "forbidden"))
        elif tag in TERMS and self._term:
            concept.terms.setdefault(self._language, []).append((self._term, self._avoid))
        elif tag in LANGUAGES:
            self._language = ""
        elif tag in {"descrip", "admin", "termNote", "note"} and text:
            concept.fields.setdefault(self._kind if tag != "note" else "note", text)


def read_tbx(data: bytes, path: str, source: str, target: str) -> list[Term]:
    """Return the terms of a TBX file that both languages have; raises BookError with a line."""
    reader = _Reader(path)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BookError(path, error.lineno, f"not XML ({expat.ErrorString(error.code)})") from error
    except (LookupError, ValueError) as error:
        reason = f"its encoding cannot be read ({error}); save the file as UTF-8"
        raise BookError(path, 1, reason) from error
    if not reader.concepts:
        raise BookError(path, 0, "no entry of TBX is in it; is it another format?")
    terms = [term for one in reader.concepts for term in _terms(one, _tag(source), _tag(target))]
    if not terms:
        languages = sorted({language for one in reader.concepts for language in one.terms})
        reason = f"no entry has a term in {_tag(source)} and one in {_tag(target)}"
        raise BookError(path, 0, f"{reason}; the file has {', '.join(languages) or 'none'}")
    return terms


def _terms(concept: _Concept, source: str, target: str) -> Iterator[Term]:
    """Yield a term for each word of the source language that the entry has."""
    words = [term for term, avoid in _in(concept, source) if not avoid]
    theirs = _in(concept, target)
    translations = tuple(_form(term) for term, avoid in theirs if not avoid)
    keep = concept.fields.get(UNTRANSLATED, "").lower() == "no"
    level = concept.fields.get("level", "")
    for word in words if translations or keep else ():
        yield Term(
            word,
            translations,
            Level(level) if level in set(Level) else Level.KEEP if keep else Level.ADVISORY,
            tuple(_form(term) for term, avoid in theirs if avoid),
            concept.fields.get("partOfSpeech", ""),
            concept.fields.get("subjectField", ""),
            concept.fields.get("note", ""),
            concept.fields.get("discussion", ""),
        )


def _in(concept: _Concept, language: str) -> list[tuple[str, bool]]:
    """Return the terms of a language, those of its dialects where it has none of its own."""
    wanted = language.lower()
    exact = concept.terms.get(wanted) or concept.terms.get(wanted.replace("-", "_"))
    if exact is not None:
        return exact
    main = re.split("[-_]", wanted)[0]
    near = (terms for name, terms in concept.terms.items() if re.split("[-_]", name)[0] == main)
    return next(near, [])


def _form(text: str) -> str:
    """Return a form without the signs that mean something in the table."""
    return text.replace("|", "/").replace("[", "(").replace("]", ")")
