"""A web service on loopback that speaks the APIs of all engines, well or badly.

Shapes, limits and errors are those of the services' public documentation. What it answers decides
`translate`, a function of one masked text; how it fails, `plan` and `spoil`:

    service.plan(Fault(429, headers={"Retry-After": "7"}), Fault(500))   # the next two requests
    service.spoil(lambda text: text.replace("<x", ""))                  # all answers from now on
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"[^\W\d_]{2,}(?![^<>]*>)")
WORDS = ("việc", "này", "được", "dùng", "để", "tính", "từng", "bước", "một", "cách", "rõ", "ràng")
ENTITY = re.compile(r"&\w+;")


def vietnamese(masked: str) -> str:
    """Return a text with Vietnamese words in place of all others; tags and signs stay."""
    parts = re.split(r"(<[^<>]*>|&\w+;)", masked)
    return "".join(
        part if at % 2 else WORD.sub(lambda word: WORDS[len(word[0]) % len(WORDS)], part)
        for at, part in enumerate(parts)
    )


@dataclass(frozen=True)
class Fault:
    """How one request goes wrong."""

    status: int = 200
    body: bytes | None = None
    """What is sent in place of the answer; None: the service's usual words for that status."""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    """Bytes that are promised and never sent."""
    drop: bool = False
    """True: the connection is closed without a word."""
    hang: bool = False
    """True: there is no answer until the server ends."""


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    data: Any
    """Its JSON."""
    raw: bytes


class FakeService:
    """What the server knows and remembers."""

    def __init__(self) -> None:
        self.translate: Callable[[str], str] = vietnamese
        self.received: list[Received] = []
        self.glossaries: list[dict[str, Any]] = []
        self.most_glossaries = 1000
        self.languages = [{"code": "en", "name": "English", "targets": ["en", "vi", "zh-Hans"]},
                          {"code": "vi", "name": "Vietnamese", "targets": ["en"]}]  # fmt: skip
        self.url = ""
        self.ended = threading.Event()
        self._planned: list[Fault] = []
        self._spoil: Callable[[str], str] = str
        self._shape: Callable[[Any], Any] = lambda answer: answer
        self._lock = threading.Lock()

    def plan(self, *faults: Fault) -> None:
        """Let the next requests for translations go wrong, one fault each."""
        self._planned += faults

    def spoil(self, change: Callable[[str], str]) -> None:
        """Change each translated text before it is sent."""
        self._spoil = change

    def reshape(self, change: Callable[[Any], Any]) -> None:
        """Change the JSON of each answer before it is sent."""
        self._shape = change

    @property
    def asked(self) -> list[Received]:
        """The requests for translations."""
        return [one for one in self.received if is_translation(one.path)]

    # What the handler needs

    def receive(self, request: Received) -> Fault | None:
        """Remember a request; return how it goes wrong."""
        with self._lock:
            self.received.append(request)
            if is_translation(request.path) and self._planned:
                return self._planned.pop(0)
        return None

    def answer(self, request: Received) -> tuple[int, Any]:
        """Return status and JSON."""
        path = request.path.partition("?")[0]
        if path == "/languages":
            return 200, self.languages
        if path == "/translate":
            return self._libretranslate(request.data)
        if path == "/v2/translate":
            return self._deepl(request.data)
        if path.startswith("/v3/glossaries"):
            return self._glossary(request)
        if path.endswith(":translateText"):
            return self._google(request.data)
        if path.endswith("/chat/completions"):
            return self._chat(request.data)
        return 404, {"error": "not found"}

    def _texts(self, texts: list[str]) -> list[str]:
        return [self._spoil(self.translate(text)) for text in texts]

    def _libretranslate(self, data: Any) -> tuple[int, Any]:
        if data["format"] != "html" or data["target"] not in self.languages[0]["targets"]:
            return 400, {"error": f"{data['target']} is not supported"}
        # Entities come back read, as argos' HTML is unescaped as a whole.
        texts = [unescaped(text) for text in self._texts(data["q"])]
        return 200, self._shape({"translatedText": texts})

    def _deepl(self, data: Any) -> tuple[int, Any]:
        if len(data["text"]) > 50:
            return 400, {"message": "Too many texts"}
        known = {one["glossary_id"] for one in self.glossaries}
        if data.get("glossary_id") not in {None, *known}:
            return 404, {"message": "Glossary not found"}
        texts = self._texts(data["text"])
        found = [{"detected_source_language": "EN", "text": text} for text in texts]
        return 200, self._shape({"translations": found})

    def _glossary(self, request: Received) -> tuple[int, Any]:
        if request.method == "GET":
            return 200, {"glossaries": self.glossaries}
        if request.method == "DELETE":
            gone = request.path.rpartition("/")[2]
            self.glossaries = [one for one in self.glossaries if one["glossary_id"] != gone]
            return 204, None
        if len(self.glossaries) >= self.most_glossaries:
            return 456, {"message": "Quota Exceeded"}
        made = {
            "glossary_id": f"made-{len(self.received)}",
            "name": request.data["name"],
            "creation_time": "2024-02-28T14:16:18.329Z",
            "dictionaries": [{**one, "entry_count": one.pop("entries").count("\n") + 1}
                             for one in request.data["dictionaries"]],
        }  # fmt: skip
        self.glossaries.append(made)
        return 201, made

    def _google(self, data: Any) -> tuple[int, Any]:
        texts = self._texts(data["contents"])
        return 200, self._shape({"translations": [{"translatedText": text} for text in texts]})

    def _chat(self, data: Any) -> tuple[int, Any]:
        asked = next(one["content"] for one in data["messages"] if one["role"] == "user")
        source = re.search(r"<source>\n(.*)\n</source>", asked, re.S)
        text = self._spoil(f"<translation>{self.translate(source[1])}</translation>")
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return 200, self._shape({"object": "chat.completion", "choices": [choice]})


def is_translation(path: str) -> bool:
    return path.endswith(("/translate", ":translateText", "/chat/completions"))


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&amp;", "&")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two make each side wait for the other
    service: FakeService

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        data = json.loads(raw) if raw else None
        request = Received(self.command, self.path, dict(self.headers.items()), data, raw)
        fault = self.service.receive(request)
        if fault and fault.hang:
            self.service.ended.wait(30)
        if fault and (fault.hang or fault.drop):
            self.close_connection = True
            return
        if fault and (fault.status != 200 or fault.body is not None):
            body = json.dumps({"message": f"status {fault.status}"}).encode()
            self._send(fault.status, body if fault.body is None else fault.body, fault)
            return
        status, answer = self.service.answer(request)
        body = b"" if answer is None else json.dumps(answer, ensure_ascii=False).encode()
        self._send(status, body, fault or Fault())

    def _send(self, status: int, body: bytes, fault: Fault) -> None:
        self.send_response(status)
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) + fault.cut))
        self.end_headers()
        self.wfile.write(body)
        if fault.cut:
            self.wfile.flush()
            self.close_connection = True


@contextmanager
def running_service() -> Iterator[FakeService]:
    """Run a service for a while; its address is `url`."""
    service = FakeService()
    handler = type("ServiceHandler", (Handler,), {"service": service})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        service.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            service.ended.set()
            server.shutdown()
            thread.join()
