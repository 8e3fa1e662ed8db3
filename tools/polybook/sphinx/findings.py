"""What is wrong with the book, in Sphinx's words: warnings, which strict builds take as errors."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.util import logging

from polybook.model.finding import Finding

logger = logging.getLogger(__name__)


def warn(findings: Iterable[Finding]) -> None:
    """Warn of each finding, with its place and its code."""
    for finding in findings:
        place = finding.path or finding.page
        location = f"{place}:{finding.line}" if finding.line else place
        logger.warning(finding.message, location=location, type="polybook", subtype=finding.code)
