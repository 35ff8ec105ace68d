"""What pages and documents of a review show."""
