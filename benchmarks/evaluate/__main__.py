"""`python -m benchmarks.evaluate [blind | extraction | known | matching | questions] ...`: one subject, or all."""

import sys
from importlib import import_module
from importlib.util import find_spec

SUBJECTS = ("blind", "extraction", "known", "matching", "questions")


def main(arguments: list[str]) -> int:
    """Run the subjects named first, or all there are; each module's `main` gets the other arguments."""
    named = [word for word in arguments if word in SUBJECTS]
    others = [word for word in arguments if word not in SUBJECTS]
    worst = 0
    for subject in named or SUBJECTS:
        module = f"benchmarks.evaluate.{subject}"
        if find_spec(module) is None:
            continue
        worst = max(worst, int(import_module(module).main(others)))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
