"""How long documents of a full session take: 28 people, 14 parts, 120 notes.

Run: python benchmarks/session_documents.py
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AIM_SECONDS = 10.0


def documents() -> None:
    """Prints the time of each document, the reports against an aim of ten seconds."""
    sys.path.insert(0, str(ROOT))
    from firstyear.reports import session as made
    from tests.unit.reports.session_records import full_session, shared_session

    whole, shared = full_session(), shared_session()
    print(
        f"{whole.joined} people, {len(whole.answers)} answers, {len(whole.notes)} "
        f"notes, {len(whole.ballots)} ballots"
    )
    reports: dict[str, Callable[[], bytes]] = {
        "report, Word": lambda: made.report_word(whole),
        "report, PDF": lambda: made.report_pdf(whole),
        "feedback slides": lambda: made.report_slides(whole),
        "share-safe report, Word": lambda: made.report_word(
            shared, version="share-safe"
        ),
        "share-safe report, PDF": lambda: made.report_pdf(shared, version="share-safe"),
    }
    others: dict[str, Callable[[], bytes]] = {
        "invitation, PDF": lambda: made.invitation_pdf(whole),
        "joining sheet, PDF": lambda: made.joining_sheet_pdf(
            whole, address="http://192.0.2.7:8000/j/472916", code="472 916"
        ),
        "facilitator's slides": lambda: made.facilitator_slides(whole),
        "recording book, Word": lambda: made.recording_book_word(whole),
        "recording book, PDF": lambda: made.recording_book_pdf(whole),
        "voting sheets, PDF": lambda: made.paper_sheet_pdf(whole),
    }
    spent = sum(_timed(name, make) for name, make in reports.items())
    missed = "" if spent <= AIM_SECONDS else ": MISSED"
    print(f"  {'all of the report':32}{spent:6.2f} s, aim {AIM_SECONDS:.0f} s{missed}")
    for name, make in others.items():
        _timed(name, make)


def _timed(name: str, make: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    size = len(make())
    spent = time.perf_counter() - began
    print(f"  {name:32}{spent:6.2f} s {size / 1024:8,.0f} KB")
    return spent


if __name__ == "__main__":
    documents()
