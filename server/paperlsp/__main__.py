"""``python -m paperlsp`` is the command, with the Python that one names."""

from paperlsp.cli import main

if __name__ == "__main__":
    main()
