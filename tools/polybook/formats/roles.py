"""What the name and the content of a role say: which part of it readers see."""

from __future__ import annotations

import re

TEXT_ROLE = re.compile(
    r"abbr|dfn|emphasis|guilabel|kbd|literal|menuselection|strong"
    r"|sub|subscript|sup|superscript|t|title|title-reference"
    r"|bdg(?:-(?:primary|secondary|success|info|warning|danger|light|muted|dark|white|black))?"
    r"(?:-line)?"
)
"""Roles whose whole content is text for readers, not the name of a target.

The last are sphinx-design's badges; `bdg-link-...` and `bdg-ref-...` lead somewhere, and icons such
as `octicon` have a name.
"""

TITLED = re.compile(r"(?s)(?P<title>.+?)\s*<(?P<target>[^<>]*)>\Z")
"""Sphinx's explicit title: a role's content as `text <target>`."""

ROLE_NAME = re.compile(r"(?<![\w:`]):([A-Za-z][\w.+-]*):\Z")
"""The name before the backticks of a role as reStructuredText and d2l write it: :numref:`fig`."""
