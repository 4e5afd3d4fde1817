"""Measures of how well papers are read: one module for each measure."""
