"""Previous snapshot and changes → next snapshot."""
