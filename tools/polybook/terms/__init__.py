"""The glossary, how to match it, and what is known of each language."""
