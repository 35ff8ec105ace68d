"""Readers of outside formats: one file a format, chosen by looking at the content."""
