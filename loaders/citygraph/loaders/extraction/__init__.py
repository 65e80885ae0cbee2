"""Extraction: from the text of an article to facts, each with the passage that says so."""
