"""Formulas as MathML, for books that are read without a script: EPUB.

Readers of EPUB 3 know MathML, and few of them run MathJax.
https://www.w3.org/TR/epub-33/#sec-xhtml-mathml
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, fromstring, tostring

from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "mathml"
REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
"""How the converter writes signs in the texts of its elements."""
logger = logging.getLogger(__name__)


def choose(app: Sphinx) -> None:
    """Have EPUB's formulas written as MathML, unless the project says how to write them.

    Only then is the renderer registered: of two that it knows, Sphinx takes the one that is not
    MathJax, for sites as well.
    """
    if app.builder.name == "epub" and not app.config.html_math_renderer:
        app.add_html_math_renderer(NAME, (visit_inline, None), (visit_block, None))
        app.config.html_math_renderer = NAME


def visit_inline(translator: Any, node: nodes.math) -> None:
    """Write a formula in a line, which ends the node's visit."""
    translator.body.append(_mathml(node.astext(), "inline", node))
    raise nodes.SkipNode


def visit_block(translator: Any, node: nodes.math_block) -> None:
    """Write a formula of its own, with its number, which ends the node's visit."""
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})</span>')
    translator.body.append(_mathml(node.astext(), "block", node))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _mathml(tex: str, display: str, node: nodes.Node) -> str:
    """Return a formula as MathML, with its TeX where that is none the converter knows."""
    # Imported when asked for: sites do without.
    from latex2mathml.converter import convert_to_element

    try:
        return _written(convert_to_element(tex, display=display))
    except Exception as error:  # it raises whatever its parser runs into
        logger.warning("formula cannot be written as MathML (%r)", error, location=node)
        return f"<code>{escape(tex)}</code>"


def _written(math: Element) -> str:
    r"""Return an element as XML; raises ParseError where it has what no XML can hold.

    The converter's own writing does not escape what stands in `\text{a < b}`, so a formula could
    break its page, or bring in a script.
    """
    for element in math.iter():
        element.text = _signs(element.text)
        element.tail = _signs(element.tail)
    written = tostring(math, encoding="unicode")
    fromstring(written)  # noqa: S314 - our own, without a document type
    return written


def _signs(text: str | None) -> str | None:
    return text and REFERENCE.sub(lambda match: chr(int(match[1], 16)), text)
