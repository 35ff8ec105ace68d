"""What to hide so that no family can be found, and the reader who would try.

Everything is arithmetic on one `TableSet`: counts, the sums that tie them together,
and a `Policy`. `attack` is the reader, `protect` chooses what to hide; neither knows
what an area or a cause is.
"""
