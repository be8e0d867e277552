"""Measures the search: ``make bench``."""
