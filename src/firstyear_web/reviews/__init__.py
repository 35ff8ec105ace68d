"""Reviews of an area: what was looked at, found and advised, and who may see it."""
