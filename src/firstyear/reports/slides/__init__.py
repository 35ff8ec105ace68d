"""Slides as blocks, made into PowerPoint that people go on to edit."""

from firstyear.reports.slides.deck import Deck, Slide, slides

__all__ = ["Deck", "Slide", "slides"]
