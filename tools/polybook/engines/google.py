"""Google Cloud Translation, Advanced: projects.locations.translateText of version 3.

https://cloud.google.com/translate/docs/reference/rest/v3/projects.locations/translateText. Texts
are sent as HTML, whose parsers know no `<x/>`: each tag of ours becomes a `<span>`. Glossaries of
this service are made of files in Cloud Storage, which is more than a translator should have to set
up, so terms are only checked afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

from polybook.engines import tags
from polybook.engines.address import Keys, needed_key, read_address
from polybook.engines.batches import drafts
from polybook.engines.codes import read_code
from polybook.engines.engine import (
    Draft,
    EngineSetting,
    Languages,
    Limits,
    Request,
)
from polybook.engines.exchange import Service
from polybook.engines.http import Client, translations
from polybook.engines.retry import Clock
from polybook.model.errors import ConfigError
from polybook.terms.glossary import Glossary

NAME = "google"
EXAMPLE = "https://translation.googleapis.com/v3/projects/my-project/locations/global"
PARENT = re.compile(r".*/v3/(projects/([\w.:-]+)/locations/[\w-]+)")
KEYS = Keys("POLYBOOK_GOOGLE_TOKEN", ("GOOGLE_OAUTH_ACCESS_TOKEN",), (".googleapis.com",))
WHERE = "get one with `gcloud auth print-access-token`; it is good for an hour"
LIMITS = Limits(texts=100, characters=20_000)
"""1,024 texts and 30,000 code points a request, of which the spans take some."""
SHOWN = 40
"""Characters of a hidden piece that are sent in its place: more would only cost."""

REGIONAL = frozenset({"es-419", "fr-CA", "pt-BR", "pt-PT"})
"""Languages that have a name for a region."""
CHINESE = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
SPAN = re.compile(r"""<(/?)span\b((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.I)
ID = re.compile(r"""\bid\s*=\s*["']?([xg])(\d+)\b""", re.I)


class Google:
    """One project at Google Cloud."""

    name = NAME
    limits = LIMITS

    def __init__(self, client: Client, parent: str, languages: Languages, model: str) -> None:
        self.host = client.service.address.host
        self.version = f"1 {model}".strip()
        self._client = client
        self._languages = languages
        self._model = f"{parent}/models/{model}" if model else ""

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Return a draft for each request, as `Engine.draft` says."""
        return drafts(requests, LIMITS, self._languages, self._ask)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _ask(self, requests: Sequence[Request]) -> Sequence[str]:
        data: dict[str, Any] = {
            "contents": [to_html(request) for request in requests],
            "mimeType": "text/html",
            "sourceLanguageCode": code_of(self._languages.source),
            "targetLanguageCode": code_of(self._languages.target),
        }
        if self._model:
            data["model"] = self._model
        return self._client.ask("POST", ":translateText", data, self._texts)

    def _texts(self, answer: Any) -> Sequence[str]:  # noqa: ANN401 - JSON
        texts = translations(answer, "translatedText", self.host)
        return [from_html(text) for text in texts]


def to_html(request: Request) -> str:
    """Return a masked text as HTML that browsers read as it is meant."""
    hidden = dict(request.hidden)

    def span(match: re.Match[str]) -> str:
        name, number = match["name"].lower(), match["id"]
        if name == "g":
            return "</span>" if match["end"] else f'<span id="g{number}">'
        # An empty element is easily lost or moved: what it stands for keeps it where it belongs.
        shown = " ".join(hidden.get(int(number), "").split())
        shown = shown if 0 < len(shown) <= SHOWN else f"X{number}"
        return f'<span id="x{number}" translate="no">{escape(shown, quote=False)}</span>'

    return tags.TAG.sub(span, request.text)


def from_html(answer: str) -> str:
    """Return HTML as a masked text; spans that are not ours are taken off their words."""
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    done = 0
    for match in SPAN.finditer(answer):
        if not _inside_whole(opened):
            out.append(answer[done : match.start()])
        done = match.end()
        if not match[1]:
            found = ID.search(match[2])
            opened.append((found[1].lower(), found[2]) if found else ("", ""))
            if found and opened[-1][0] == "g":
                out.append(tags.opening(int(found[2])))
            elif found:
                out.append(tags.whole(int(found[2])))
        elif opened and opened.pop()[0] == "g":
            out.append(tags.CLOSING)
    return "".join(out) + answer[done:]


def _inside_whole(opened: Sequence[tuple[str, str]]) -> bool:
    """Tell whether what comes is only what we sent in place of a hidden piece."""
    return any(kind == "x" for kind, _ in opened)


def code_of(name: str) -> str:
    """Return what Google calls a language by gettext's name."""
    code = read_code(name)
    full = f"{code.language}-{code.region}"
    if full in REGIONAL:
        return full
    return CHINESE.get(code.bcp47, code.language)


def open_engine(
    setting: EngineSetting,
    languages: Languages,
    glossary: Glossary,  # noqa: ARG001 - see above
    clock: Clock | None = None,
) -> Google:
    """Return the engine of a setting; raises ConfigError without project or token."""
    address = read_address(NAME, setting.url, EXAMPLE)
    parent = PARENT.fullmatch(urlsplit(address.base).path)
    if parent is None:
        raise ConfigError(
            f'`url` of [engines.google] must name project and location; write it like "{EXAMPLE}"'
        )
    key = needed_key(KEYS, address, WHERE)
    # The project pays, even where the token is a person's.
    headers = {"Authorization": f"Bearer {key.value}", "x-goog-user-project": parent[2]}
    service = Service(address, key, headers, setting.timeout, setting.parallel)
    return Google(Client(service, clock), parent[1], languages, setting.model)
