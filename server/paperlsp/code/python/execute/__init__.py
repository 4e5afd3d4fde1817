"""Straight-line symbolic execution of numeric Python: statements → symbols and the expressions that they were given."""
