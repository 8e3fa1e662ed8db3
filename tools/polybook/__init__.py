"""polybook: translate books that run, from notebooks and Markdown to gettext catalogs and back."""

__version__ = "0.1.0"

__all__ = ["__version__"]
