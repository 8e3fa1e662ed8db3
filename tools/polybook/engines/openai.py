"""Any chat endpoint that speaks as OpenAI's: vLLM, Ollama, llama.cpp, hosted ones.

POST /v1/chat/completions: https://platform.openai.com/docs/api-reference/chat. One text a request,
since context, terms and examples are the text's own, and since an answer that goes astray takes no
other with it; several requests are under way at once instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from polybook.engines import prompt
from polybook.engines.address import Keys, needed_key, read_address, read_key
from polybook.engines.batches import drafts
from polybook.engines.engine import (
    AnswerError,
    Draft,
    EngineSetting,
    Languages,
    Limits,
    Request,
)
from polybook.engines.exchange import Service
from polybook.engines.http import Client
from polybook.engines.retry import Clock
from polybook.engines.words import one_line
from polybook.model.errors import ConfigError
from polybook.terms.glossary import Glossary

NAME = "openai"
EXAMPLE = "http://localhost:11434/v1"
HOSTED = ("api.openai.com",)
KEYS = Keys("POLYBOOK_OPENAI_KEY", ("OPENAI_API_KEY",), HOSTED)
LIMITS = Limits(texts=1, characters=6000, told=True, overhead=len(prompt.SYSTEM))

THOUGHT_ENDS = re.compile("</think(?:ing)?>")
"""Ends what models that reason write before they answer; some templates swallow the beginning."""
FENCE = re.compile(r"(?s)\A```[\w-]*[ \t]*\n(.*?)\n?```\Z")
FRAME, FRAME_ENDS = "<translation>", "</translation>"
QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"))


class OpenAI:
    """One chat endpoint with one model."""

    name = NAME
    limits = LIMITS

    def __init__(self, client: Client, model: str, languages: Languages) -> None:
        self.host = client.service.address.host
        self.version = f"{model} prompt {prompt.VERSION}"
        self._client = client
        self._model = model
        self._languages = languages
        self._path = "/chat/completions"
        if not urlsplit(client.service.address.base).path:
            self._path = "/v1" + self._path
        self._warm = False
        """True when the model takes no temperature, as those that reason."""

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Return a draft for each request, as `Engine.draft` says."""
        return drafts(requests, LIMITS, self._languages, self._ask)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _ask(self, requests: Sequence[Request]) -> Sequence[str]:
        (request,) = requests
        messages = [
            {"role": "system", "content": prompt.system(self._languages)},
            {"role": "user", "content": prompt.user(request)},
        ]
        if request.retry:
            if request.retry.draft:
                draft = f"<translation>{request.retry.draft}</translation>"
                messages.append({"role": "assistant", "content": draft})
            messages.append({"role": "user", "content": prompt.again(request)})
        return [self._chat(messages, request.text)]

    def _chat(self, messages: list[dict[str, str]], english: str) -> str:
        data: dict[str, Any] = {"model": self._model, "messages": messages}
        if not self._warm:
            data["temperature"] = 0
        try:
            return self._client.ask(
                "POST", self._path, data, lambda answer: translation(content(answer), english)
            )
        except AnswerError as error:
            if self._warm or error.status != 400 or "temperature" not in str(error):
                raise
            self._warm = True
        return self._chat(messages, english)


def content(answer: Any) -> str:  # noqa: ANN401 - JSON
    """Return what the model says; raises AnswerError when it says nothing, or not to its end."""
    try:
        choice = answer["choices"][0]
        message = choice["message"]
        text = message.get("content")
    except (LookupError, TypeError, AttributeError):
        raise AnswerError("the answer has no `choices` with a message") from None
    if isinstance(text, list):
        parts = (part.get("text") for part in text if isinstance(part, dict))
        text = "".join(part for part in parts if isinstance(part, str))
    if refusal := message.get("refusal"):
        raise AnswerError(f"the model refuses: {one_line(str(refusal))}")
    finish = choice.get("finish_reason")
    if finish == "length":
        raise AnswerError("the answer is cut off; give the model room for a longer one")
    if finish == "content_filter":
        raise AnswerError("the service's filter does not let the answer pass")
    if not isinstance(text, str) or not text.strip():
        raise AnswerError("the model said nothing")
    return text


def translation(said: str, english: str) -> str:
    """Return the translation in what a model said to the masked text `english`.

    Raises AnswerError when the translation has a beginning and no end.
    """
    text = THOUGHT_ENDS.split(said)[-1].strip()
    if text.startswith("<think"):
        raise AnswerError("the model thought and did not come to an answer")
    end = text.rfind(FRAME_ENDS)
    start = text.rfind(FRAME, 0, max(end, 0))
    if start >= 0:
        text = text[start + len(FRAME) : end].strip()
    elif FRAME in text:
        raise AnswerError(f"the answer is cut off before {FRAME_ENDS}")
    if fence := FENCE.match(text):
        text = fence[1].strip()
    return _unquoted(text, english)


def _unquoted(text: str, english: str) -> str:
    """Return `text` without quotation marks that go around it and not around the English."""
    for first, last in QUOTES:
        inner = text[1:-1]
        if (
            text.startswith(first)
            and text.endswith(last)
            and len(text) > 2
            and first not in inner
            and last not in inner
            and not english.startswith(tuple(one for one, _ in QUOTES))
        ):
            return inner.strip()
    return text


def open_engine(
    setting: EngineSetting,
    languages: Languages,
    glossary: Glossary,  # noqa: ARG001 - its terms come with the requests
    clock: Clock | None = None,
) -> OpenAI:
    """Return the engine of a setting; raises ConfigError without host, model or needed key."""
    address = read_address(NAME, setting.url, EXAMPLE)
    if not setting.model:
        raise ConfigError(
            "openai needs a model; write one that the host has, as its address with /models lists "
            'them, under [engines.openai], such as model = "llama3.1"'
        )
    hosted = address.name in HOSTED
    key = needed_key(KEYS, address, "keys are at platform.openai.com") if hosted else read_key(
        KEYS, address
    )  # fmt: skip
    headers = {"Authorization": f"Bearer {key.value}"} if key.value else {}
    service = Service(address, key, headers, setting.timeout, setting.parallel)
    return OpenAI(Client(service, clock), setting.model, languages)
