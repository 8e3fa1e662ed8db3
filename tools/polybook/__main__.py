"""`python -m polybook`."""

from polybook.cli import main

if __name__ == "__main__":
    main()
