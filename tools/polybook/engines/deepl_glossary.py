"""DeepL's copy of our term table: made, found again, made anew when the table has changed.

https://developers.deepl.com/api-reference/multilingual-glossaries. A copy is known by its name,
which holds a digest of the table, so nothing has to be remembered here. Copies of ours that another
version of the table has left behind are deleted after a day: until then a run may be using them.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from polybook.engines.engine import AnswerError, EngineError
from polybook.engines.http import Client
from polybook.terms.exchange import write_tsv
from polybook.terms.glossary import Glossary

LOG = logging.getLogger(__name__)

PATH = "/v3/glossaries"
ID = re.compile(r"[\w-]{1,100}", re.ASCII)
"""A glossary's id: it becomes a part of addresses."""
PREFIX = "polybook"
KEPT = timedelta(days=1)
LONGEST = 1024
"""Bytes of a phrase."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What DeepL gets of a glossary."""

    source: str
    """DeepL's code of the source language, without region, in small letters."""
    target: str
    entries: str
    """Lines of TSV."""

    @classmethod
    def of(cls, glossary: Glossary, source: str, target: str) -> Terms:
        """Return the terms that mean one thing: which of two senses a text has, DeepL cannot know.

        Codes are DeepL's for texts; glossaries are for languages, not for their regions.
        """
        heads = glossary.matcher.headwords if glossary.terms else ()
        plain = {head.term for head in heads if len({row.best for row in head.rows}) == 1}
        lines = write_tsv(Glossary(terms=tuple(t for t in glossary.terms if t.term in plain)))
        kept = [line for line in lines.splitlines() if _is_entry(line)]
        return cls(
            source.partition("-")[0].lower(), target.partition("-")[0].lower(), "\n".join(kept)
        )

    @property
    def digest(self) -> str:
        """What changes when an entry does; empty without entries."""
        return sha256(self.entries.encode()).hexdigest()[:16] if self.entries else ""

    @property
    def family(self) -> str:
        """How the names of all our copies for these languages begin."""
        return f"{PREFIX} {self.source}-{self.target} "

    @property
    def name(self) -> str:
        """The name of the copy."""
        return self.family + self.digest


def _is_entry(line: str) -> bool:
    phrases = line.split("\t")
    return len(phrases) == 2 and all(
        phrase.strip() and phrase.isprintable() and len(phrase.encode()) <= LONGEST
        for phrase in phrases
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """A glossary of ours at DeepL."""

    id: str
    name: str
    made: str
    """When, as DeepL writes it: `2024-02-28T14:16:18.329Z`."""


def keep_in_step(client: Client, terms: Terms, now: datetime) -> str:
    """Return the id of DeepL's copy of the terms, made now if need be; empty when it has none.

    Not every pair of languages and not every plan can have one; that is logged, and the checks are
    what looks after the terms then.
    """
    if not terms.entries:
        return ""
    try:
        ours = _copies(client)
        family = [one for one in ours if one.name.startswith(terms.family)]
        found = next((one.id for one in family if one.name == terms.name), "")
        if not found:
            found = _make(client, terms, ours)
        _delete(client, [one for one in family if one.name != terms.name and _is_old(one, now)])
    except (AnswerError, EngineError) as error:
        LOG.warning("DeepL has no glossary for these terms, so they are only checked: %s", error)
        return ""
    return found


def _copies(client: Client) -> list[Copy]:
    """Return all glossaries that polybook has made in this account."""
    return client.ask("GET", PATH, None, _listed)


def _listed(answer: Any) -> list[Copy]:  # noqa: ANN401 - JSON
    listed = answer.get("glossaries") if isinstance(answer, dict) else None
    return [
        Copy(str(one["glossary_id"]), str(one["name"]), str(one.get("creation_time", "")))
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict)
        and str(one.get("name", "")).startswith(f"{PREFIX} ")
        and ID.fullmatch(str(one.get("glossary_id", "")))
    ]


def _make(client: Client, terms: Terms, ours: list[Copy]) -> str:
    """Make a copy and return its id; where there is no room for one, in place of older ones."""
    try:
        return _post(client, terms)
    except (AnswerError, EngineError):
        # The free plan has room for one, paid ones for a thousand.
        if not ours:
            raise
    _delete(client, ours)
    return _post(client, terms)


def _post(client: Client, terms: Terms) -> str:
    dictionary = {
        "source_lang": terms.source,
        "target_lang": terms.target,
        "entries": terms.entries,
        "entries_format": "tsv",
    }
    data = {"name": terms.name, "dictionaries": [dictionary]}
    return client.ask("POST", PATH, data, _made)


def _made(answer: Any) -> str:  # noqa: ANN401 - JSON
    found = str(answer.get("glossary_id", "")) if isinstance(answer, dict) else ""
    if not ID.fullmatch(found):
        raise AnswerError("DeepL made a glossary and did not say its id")
    return found


def _delete(client: Client, copies: list[Copy]) -> None:
    for one in copies:
        client.ask("DELETE", f"{PATH}/{one.id}", None, bool)


def _is_old(copy: Copy, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(copy.made) > KEPT
    except (TypeError, ValueError):
        return False
