"""`python -m visitplanner` is the command `visitplanner`."""

from visitplanner.cli import main

if __name__ == "__main__":
    main()
