"""What an instrument holds: parts, questions, and what each answer can be."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from firstyear.errors import Fault, InputError
from firstyear.packs.models import Entry, Id, Text

QuestionId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$")
]
Side = Literal["challenge-to-providers", "population-focus", "centre", "outcome"]
QuestionKind = Literal["question", "sub-question", "list-item"]
AnswerKind = Literal["yes-no-level", "open", "figure", "choose-several", "who"]

MOST_INDICATORS = 3
LEVELS = 4
# How many people a workshop is for, as the workbook of 2011 has it.
FEWEST_PEOPLE = 8
MOST_PEOPLE = 28


class Part(Entry):
    """A part of an instrument. `then_title` is the name its source gave it.

    `side` says on which side of the tree it stands, `says` what it is about in one
    sentence to read aloud, `minutes` how long a session gives it unless told other.
    """

    id: Id
    title: Text
    then_title: str = ""
    side: Side
    says: Text
    minutes: Annotated[int, Field(ge=1)]


class Question(Entry):
    """One row of an instrument: a question, a sub-question or an item of a list.

    `levels` describes levels 0 to 3 where `answer` is `yes-no-level`, and is empty
    otherwise. `core` marks the short set. `seed_line` is the line of the source that
    the row answers, None where it answers none.
    """

    id: QuestionId
    part: Id
    theme: Text
    parent: str = ""
    kind: QuestionKind = "question"
    text: Text
    helper: Text
    answer: AnswerKind
    levels: tuple[Text, ...] = ()
    indicators: Annotated[tuple[Id, ...], Field(max_length=MOST_INDICATORS)] = ()
    interventions: tuple[Id, ...] = ()
    standards: tuple[Id, ...] = ()
    bodies: tuple[Id, ...] = ()
    core: bool = False
    seed_line: int | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        wanted = LEVELS if self.answer == "yes-no-level" else 0
        if len(self.levels) != wanted:
            raise ValueError(
                f"answer {self.answer} has {wanted} levels, not {len(self.levels)}"
            )
        if len(set(self.levels)) != len(self.levels):
            raise ValueError("two levels say the same")
        if (self.kind == "question") == bool(self.parent):
            raise ValueError("a question has no parent, and every other row has one")
        return self


class Heading(Entry):
    """What an instrument is called and what it is about: its `instrument.yaml`.

    `fewest_people` and `most_people` are those a session works well with.
    `shown_in_advance` says whether people see the questions before they meet.
    """

    id: Id
    version: Text
    title: Text
    topic: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    source: Text
    summary: Text
    running_order: tuple[Id, ...]
    scale: Annotated[tuple[Text, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    fewest_people: Annotated[int, Field(ge=1)] = FEWEST_PEOPLE
    most_people: Annotated[int, Field(ge=1)] = MOST_PEOPLE
    shown_in_advance: bool = False


class Instrument(Heading):
    """A set of questions, in parts, asked in the same order each time.

    `parts` and `entries` stand in running order. `scale` names levels 0 to 3.
    `copied_from` is blank for an original; for a copy it names the original and its
    version, `changes` says in sentences what differs from it, and `reworded` holds the
    ids of rows whose words are no longer the original's.

    Example:
        >>> import firstyear as fy
        >>> whole = fy.packs.instrument("infant-mortality")
        >>> whole.parts[0].id, whole.questions("1", core=True)[0].id
        ('13', '1.1.a')
    """

    parts: tuple[Part, ...]
    entries: tuple[Question, ...]
    copied_from: str = ""
    changes: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()

    def questions(
        self, part: str | None = None, core: bool = False
    ) -> tuple[Question, ...]:
        """Rows in running order: of one part, of the core set, or all of them.

        Sub-questions and items of lists come with their questions, except in the core
        set, which holds single rows; `children` gives what belongs to each.
        """
        return tuple(
            row
            for row in self.entries
            if (part is None or row.part == part) and (row.core or not core)
        )

    def question(self, question_id: str) -> Question:
        """The row with this id. Raises InputError if there is none."""
        for row in self.entries:
            if row.id == question_id:
                return row
        raise _no_such("question", question_id, [row.id for row in self.entries])

    def part(self, part_id: str) -> Part:
        """The part with this id. Raises InputError if there is none."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise _no_such("part", part_id, [part.id for part in self.parts])

    def children(self, question_id: str) -> tuple[Question, ...]:
        """The rows whose parent is this one, in order. Their own are not among them.

        Raises InputError if the instrument has no such row.
        """
        self.question(question_id)
        return tuple(row for row in self.entries if row.parent == question_id)

    def fits(self, people: int) -> bool:
        """Whether a session with this many people is neither too small nor too large.

        Example:
            >>> import firstyear as fy
            >>> [fy.packs.instrument("generic").fits(people) for people in (7, 8, 29)]
            [False, True, False]
        """
        return self.fewest_people <= people <= self.most_people

    def to_dict(self) -> dict[str, Any]:
        """The instrument as one plain mapping, for a JSON or YAML file.

        Fields at their default are left out, and so are `owner` and `review_date`
        where they are the instrument's own. `from_dict` reads it again.
        """
        own: dict[str, Any] = self.model_dump(mode="json", exclude={"parts", "entries"})
        for name in ("parts", "entries"):
            own[name] = [
                {
                    field: value
                    for field, value in each.model_dump(
                        mode="json", exclude_defaults=True
                    ).items()
                    if field not in ("owner", "review_date") or value != own[field]
                }
                for each in getattr(self, name)
            ]
        return own

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> "Instrument":
        """The instrument in a mapping that `to_dict` made, every reference checked.

        Raises InputError with every fault, each with the id of its row.
        """
        from firstyear.packs.instrument_files import instrument_of

        return instrument_of(content, file="")


def _no_such(what: str, given: str, known: list[str]) -> InputError:
    from difflib import get_close_matches

    near = get_close_matches(given, known, n=3)
    remedy = f"Perhaps {' or '.join(near)}" if near else f"See the {what}s it has"
    fault = Fault(f"the instrument has no such {what}", remedy, value=given)
    return InputError(f"Unknown {what}:", [fault])
