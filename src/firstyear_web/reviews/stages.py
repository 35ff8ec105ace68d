"""The stages of the life course, in order and in words."""

from typing import Final

STAGES: Final = {
    "before-pregnancy": "Before pregnancy",
    "pregnancy": "Pregnancy",
    "birth": "Birth",
    "first-year": "First year",
    "childhood-and-youth": "Childhood and youth",
}
