"""``extractor`` and ``python -m extractor``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with the exit code of PRODUCT: see ``extractor.cli``."""
    from extractor.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
