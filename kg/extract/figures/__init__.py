"""Amounts and dates."""
