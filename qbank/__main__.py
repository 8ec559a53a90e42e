"""`python -m qbank`: the command line, where the script `qbank` isn't on the path."""

from qbank.cli import main

if __name__ == "__main__":
    main()
