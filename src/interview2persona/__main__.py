"""`python -m interview2persona`: the same as the command."""

from interview2persona.cli.main import entry

if __name__ == "__main__":
    entry()
