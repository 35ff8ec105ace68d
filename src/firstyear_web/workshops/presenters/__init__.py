"""What the pages of sessions show."""
