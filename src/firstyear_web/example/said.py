"""What nobody said: the words and levels of the example, all of them made up."""

from typing import Final, NamedTuple

GROUPS: Final = ("Blue table", "Green table", "Red table", "Yellow table")
# Five of the hospital and five of elsewhere, so that one broad group can be shown.
ROLES: Final = (
    "public-health-director", "obstetrician", "midwifery-director", "neonatologist",
    "neonatal-nurse", "paediatrician", "health-visiting-lead", "gp-lead",
    "family-hub-lead", "voices-chair",
)  # fmt: skip
NOBODY_KNOWS: Final = "."


class Vote(NamedTuple):
    """One vote: a level for each of the roles, in their order."""

    key: str
    levels: str
    again: str = ""
    view: str = ""


VOTES: Final = (
    Vote("part:13", "1222221110", "1111221111", "There are three leads, so none."),
    Vote("part:1", "232322321."),
    Vote("part:2", "1222231111", view="On paper, yes. Ask on a Sunday."),
    Vote("part:4", "1122211000"),
    Vote("part:6", "332223233.", view="We count well. We act on it late."),
    Vote("part:7", "1211101101"),
    Vote("part:9", "2233332211"),
    Vote("part:12", "1.11221101"),
)


class Said(NamedTuple):
    """A note; `group` is a place in GROUPS, `point` one of its two points."""

    kind: str
    part: str
    group: int
    text: str
    point: int = 0
    lead: str = ""
    approach: str = ""


NOTES: Final = (
    Said("strength", "6", 0, "We know where babies die, by ward and by cause", 1),
    Said("strength", "13", 1, "Midwives, health visitors and the council meet monthly"),
    Said("good-practice", "9", 2, "Help to stop smoking is offered at the first visit"),
    Said("good-practice", "4", 3, "One family hub has a midwife in it on Saturdays", 1),
    Said("gap", "13", 0, "Nobody answers the telephone at night", 2),
    Said("gap", "4", 1, "Interpreters come to three of five clinics", 1),
    Said("gap", "7", 2, "One woman in three books after ten weeks", 1),
    Said("gap", "12", 3, "Most money goes to care after birth, little to before", 2),
    Said(
        "recommendation", "13", 1, "One named lead for babies in every organisation",
        2, "Director of public health", "population",
    ),
    Said(
        "action", "13", 0, "Name one lead each, and tell every team who it is",
        0, "Head of midwifery", "population",
    ),
    Said(
        "action", "4", 1, "Book interpreters together with each first visit",
        0, "Maternity outpatient manager", "individual",
    ),
    Said(
        "action", "7", 2, "Ask the young parents' group why women book late",
        2, "Family hub lead", "community",
    ),
)  # fmt: skip
PARKED: Final = ("Car parking at the clinic", "Who pays for interpreters at night")

FINDINGS: Final = (
    ("strength", "lens-system", "Those who look after babies meet and know why", "13"),
    ("gap", "lens-system", "Nobody leads across organisations", "13"),
    ("cause", "lens-before-pregnancy", "Women learn late how to book early", "7"),
    ("gap", "lens-people-places", "Interpreters come to three of five clinics", "4"),
)
ADVICE: Final = (
    ("Name one lead in every organisation", "policy", "partners", "population"),
    ("Pay for interpreters by need, not by clinic", "policy", "partners", "community"),
    ("Ask about smoking at every visit", "practice", "own", "individual"),
)
HEARD: Final = "I rang for two days before I knew who to ask"
