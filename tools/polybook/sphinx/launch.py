"""Buttons that open a page's notebook, in the reader's own language, in Colab or Binder.

Each edition's notebooks are those of `polybook build LANG notebooks`, published in a branch of a
repository that anybody can read, one folder a language. `polybook_notebooks` in conf.py says where:

    polybook_notebooks = {
        "repository": "owner/name",          # or https://gitlab.com/owner/name
        "branch": "notebooks",
        "folder": "{language}",              # of one edition, in that branch
        "colab": True,                       # or the address of another Colab
        "binder": True,                      # or the address of another BinderHub
        "tabs": {"pytorch": ["colab"]},      # where notebooks of a code tab can run
    }

Those are the defaults, but for `tabs`. Without `repository`, it is the one whose workflow builds
the book, as GitHub says in GITHUB_REPOSITORY and GITHUB_SERVER_URL; elsewhere there are no buttons.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx.errors import ExtensionError

from polybook.config_table import nearest
from polybook.sphinx import words
from polybook.sphinx.d2l import d2l_book
from polybook.sphinx.project import edition_of
from polybook.steps.notebooks import Notebook, notebooks_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

SETTING = "polybook_notebooks"
KEYS = ("repository", "branch", "folder", "colab", "binder", "tabs")
GITHUB = "https://github.com"
GITLAB = "https://gitlab.com"
HOSTS = {"colab": "https://colab.research.google.com", "binder": "https://mybinder.org"}
"""What can open a notebook, and where it is."""
NAMES = {"colab": "Colab", "binder": "Binder"}
ICONS = {"colab": "_static/images/logo_colab.png", "binder": "_static/images/logo_binder.svg"}
"""Of sphinx-book-theme, which brings them along."""
REPOSITORY = re.compile(r"(?:(https://[\w.:-]+)/)?([\w.-]+(?:/[\w.-]+)+)/?")
ADDRESS = re.compile(r"https?://[\w.:-]+(?:/[\w./~-]*)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the notebooks of all editions are, defaults filled in."""

    server: str
    """`https://github.com`"""
    repository: str
    """`owner/name`"""
    branch: str = "notebooks"
    folder: str = "{language}"
    hosts: Mapping[str, str] = field(default_factory=dict)
    """The addresses of what can open them."""
    tabs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By code tab: the hosts that can run it; all of them where nothing is said."""


def find_place(app: Sphinx, config: Config) -> None:  # noqa: ARG001  Sphinx calls with both
    """Put what the environment says of the repository into the setting.

    Then pages are written again when it changes. Raises ExtensionError where the setting is wrong.
    """
    setting = getattr(config, SETTING)
    if setting is None:
        return
    if not isinstance(setting, dict):
        raise _fault("must be a table, such as {'repository': 'owner/name'}")
    for key in setting:
        if key not in KEYS:
            raise _fault(f'has no key "{key}"; {nearest(str(key), KEYS)}')
    named = setting.get("repository") or _from_environment()
    place = read_place({**setting, "repository": named}) if named else None
    setattr(config, SETTING, {**setting, "repository": f"{place.server}/{place.repository}"}
            if place else None)  # fmt: skip


def _from_environment() -> str:
    """Return the repository whose workflow runs this, as GitHub names it; elsewhere, nothing."""
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    server = os.environ.get("GITHUB_SERVER_URL") or GITHUB
    return f"{server}/{repository}" if repository else ""


def _fault(reason: str) -> ExtensionError:
    return ExtensionError(f"polybook: {SETTING} in conf.py {reason}")


def read_place(setting: Mapping[str, Any]) -> Place:
    """Read the setting; raises ExtensionError for its first fault."""
    match = REPOSITORY.fullmatch(str(setting["repository"]))
    server = match[1] or GITHUB if match else ""
    repository = match[2].removesuffix(".git") if match else ""
    # GitLab has groups in groups; on GitHub, what follows is a place in the repository.
    deeper = server == GITHUB and repository.count("/") != 1
    if not match or deeper or not {".", ".."}.isdisjoint(repository.split("/")):
        raise _fault(
            f'names no repository with "{setting["repository"]}"; write owner/name, '
            "or its address with https"
        )
    tabs = setting.get("tabs", {})
    if not isinstance(tabs, dict) or not all(
        isinstance(hosts, list | tuple) and all(host in tuple(HOSTS) for host in hosts)
        for hosts in tabs.values()
    ):
        raise _fault("must list hosts in `tabs`, such as {'pytorch': ['colab']}")
    default = Place("", "")
    return Place(
        server=server,
        repository=repository,
        branch=str(setting.get("branch", default.branch)),
        folder=str(setting.get("folder", default.folder)),
        hosts=dict(_hosts(setting)),
        tabs={tab: tuple(hosts) for tab, hosts in tabs.items()},
    )


def _hosts(setting: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for host, usual in HOSTS.items():
        given = setting.get(host, True)
        address = usual if given is True else given
        if address and not (isinstance(address, str) and ADDRESS.fullmatch(address)):
            raise _fault(f"must have True, False or an address for `{host}`, not {given!r}")
        if address:
            yield host, address.rstrip("/")


def address_of(place: Place, host: str, language: str, notebook: Notebook) -> str:
    """Return the address that opens a notebook; empty where the host cannot.

    Colab opens what is on GitHub; Binder any repository, by its address where it is on a server
    of its own: https://mybinder.readthedocs.io
    """
    folder = place.folder.replace("{language}", language).strip("/")
    path = quote("/".join(part for part in (folder, notebook.name) if part))
    branch = quote(place.branch, safe="")
    if host == "colab":
        if place.server != GITHUB:
            return ""
        return f"{place.hosts[host]}/github/{place.repository}/blob/{branch}/{path}"
    if place.server == GITHUB:
        repository = f"gh/{place.repository}"
    elif place.server == GITLAB:
        repository = f"gl/{quote(place.repository, safe='')}"
    else:
        repository = f"git/{quote(f'{place.server}/{place.repository}', safe='')}"
    return f"{place.hosts[host]}/v2/{repository}/{branch}?urlpath=lab/tree/{path}"


def add_buttons(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  Sphinx calls with all five
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page that is a notebook its buttons, or links in themes that have no buttons."""
    setting = getattr(app.config, SETTING)
    if not setting or doctree is None or getattr(app.builder, "embedded", False):
        return
    edition = edition_of(app)
    file = edition.page(app.env, pagename)
    notebooks = notebooks_of(file, d2l_book(app)) if file is not None else ()
    buttons = list(_buttons(read_place(setting), edition.language, notebooks))
    if not buttons:
        return
    label = words.label(edition.language, words.RUN)
    if "header_buttons" in context:
        group = {"type": "group", "label": "launch-buttons", "icon": "fas fa-rocket"}
        context["header_buttons"].insert(0, {**group, "tooltip": label, "buttons": buttons})
    elif "body" in context:
        links = " · ".join(
            f'<a href="{escape(one["url"])}">{escape(one["text"])}</a>' for one in buttons
        )
        context["body"] = f'<p class="polybook-launch">{label}: {links}</p>\n{context["body"]}'


def _buttons(
    place: Place, language: str, notebooks: tuple[Notebook, ...]
) -> Iterator[dict[str, str]]:
    for notebook in notebooks:
        for host in place.hosts:
            url = address_of(place, host, language, notebook)
            if url and host in place.tabs.get(notebook.tab, HOSTS):
                text = f"{NAMES[host]} ({notebook.tab})" if notebook.tab else NAMES[host]
                tip = words.label(language, words.RUN_IN).format(host=NAMES[host])
                yield {
                    "type": "link", "text": text, "tooltip": tip, "icon": ICONS[host], "url": url,
                }  # fmt: skip
