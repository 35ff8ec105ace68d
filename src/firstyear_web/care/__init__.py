"""Care for families and for people at work: local help, and names that end in time."""
