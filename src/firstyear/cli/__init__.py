"""The command line: `firstyear VERB [INPUT] [options] [--out FILE]`."""
