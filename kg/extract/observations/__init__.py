"""Figures with a subject, a metric, a period and a status."""
