"""How deaths are linked to births: identifiers, stated passes, and match weights."""
