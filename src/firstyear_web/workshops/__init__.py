"""Deciding together, live: a session is planned, held in a room, and reported on."""
