"""Labelled lines, put together into articles; what every character was used for."""
