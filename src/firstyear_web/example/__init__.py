"""An example for the demo: a session that was held, and the review around it.

Nobody met and nobody answered. Titles and pages say so wherever it is shown.
"""

from firstyear_web.example.setup import ensure_example

__all__ = ["ensure_example"]
