"""The engines as the tests open them, and requests as the steps make them."""

from __future__ import annotations

from dataclasses import dataclass

from polybook.engines import deepl, google, libretranslate, openai
from polybook.engines.engine import Context, Engine, EngineSetting, Languages, Request
from polybook.engines.masking import Masked, mask
from polybook.engines.retry import Clock
from polybook.engines.unmasking import Unmasked, unmask
from polybook.terms.glossary import Glossary, Level, Term
from tests.engines.server import FakeService

KEY = "secret-0123456789-key"
KEYS = (
    "POLYBOOK_LIBRETRANSLATE_KEY", "POLYBOOK_DEEPL_KEY", "POLYBOOK_OPENAI_KEY",
    "POLYBOOK_GOOGLE_TOKEN",
)  # fmt: skip
VIETNAMESE = Languages("en", "vi")
AT_ONCE = Clock(wait=lambda _event, _seconds: False)
"""A clock on which waiting takes no time."""
GLOSSARY = Glossary(
    "vi",
    "glossary/vi.csv",
    (
        Term("gradient descent", ("hạ gradient",), Level.STRICT, avoid=("giảm độ dốc",)),
        Term("batch", ("lô", "[một] loạt"), pos="noun"),
        Term("NumPy", level=Level.KEEP),
        Term("set", ("tập hợp",), pos="noun"),
        Term("set", ("đặt",), pos="verb"),
    ),
)
TEXTS = (
    "Use `x`, the **big** one, and [see here](a.md) how $y$ changes slowly.",
    "The loss falls in every step, and that is what we want to see.",
    "A link to [the first chapter](one.md) and to [the second](two.md).",
)
WEB = ("libretranslate", "deepl", "openai", "google")


def open_web_engine(name: str, service: FakeService, **fields: object) -> Engine:
    """Return a web engine that asks `service` and never waits."""
    urls = {
        "openai": f"{service.url}/v1",
        "google": f"{service.url}/v3/projects/my-project/locations/global",
    }
    settings = {"url": urls.get(name, service.url), "model": "tiny" if name == "openai" else ""}
    setting = EngineSetting(name, **{**settings, **fields})
    module = {"libretranslate": libretranslate, "deepl": deepl, "openai": openai, "google": google}
    return module[name].open_engine(setting, VIETNAMESE, GLOSSARY, AT_ONCE)


@dataclass(frozen=True)
class Asked:
    """A text, masked, and what came of it."""

    masked: Masked
    request: Request


def requests_of(*texts: str) -> list[Asked]:
    """Return requests for texts of one section."""
    found = []
    for text in texts:
        masked = mask(text)
        context = Context(page="intro.md", heading="Intro > Start")
        found.append(Asked(masked, Request(masked.text, (), context, hidden=masked.hidden)))
    return found


def drafted(engine: Engine, *texts: str) -> list[Unmasked]:
    """Return what an engine's drafts for some texts come to."""
    asked = requests_of(*texts)
    drafts = engine.draft([one.request for one in asked])
    assert len(drafts) == len(asked)
    return [
        Unmasked(fault=draft.reason) if draft.reason else unmask(one.masked, draft.text)
        for one, draft in zip(asked, drafts, strict=True)
    ]
