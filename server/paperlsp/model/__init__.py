"""The records that every later stage passes on. Standard library only."""
