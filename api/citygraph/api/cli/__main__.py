"""Runs the command line as ``python -m citygraph.api.cli``."""

from .application import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
