"""Sentences in, one article's entities, claims, figures and quotations out."""
