"""`python -m firstyear` is the same as `firstyear`."""

from firstyear.cli.start import main

if __name__ == "__main__":
    main()
