"""What looks like a person is held back; what does not is left alone."""

import pytest

from firstyear.sessions import persons_in


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("her number was 943 476 5919", "an NHS number"),
        ("9434765919", "an NHS number"),
        ("born 3/4/2021", "a full date"),
        ("born on 3rd of April 2021", "a full date"),
        ("on April 3, 2021 she", "a full date"),
        ("2021-04-03", "a full date"),
        ("3.4.21", "a full date"),
        ("lives at B33 8TH", "a postcode"),
        ("sw1a1aa", "a postcode"),
        ("call 07700 900123", "a telephone number"),
        ("+44 20 7946 0018", "a telephone number"),
        ("(0121) 496 0000", "a telephone number"),
        ("jo.bloggs@nhs.net", "an e-mail address"),
        ("Mrs Begum waited", "a title and a name"),
        ("Baby O'Brien", "a title and a name"),
        ("Dr. A. Shah said", "a title and a name"),
    ],
)
def test_these_are_held_back(text: str, what: str) -> None:
    assert what in [one.what for one in persons_in(text)]
    for one in persons_in(text):
        assert text[one.start : one.end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Families in the east book after 12 weeks",
        "2018 to 2020: 353 babies died, 4.6 per 1,000",
        "943 476 5918",  # its check digit is wrong
        "1111111111",
        "Budget of 1,234,567 in 2026/27",
        "Sister organisations should meet",
        "a midwife or a nurse for each group",
        "May 2024 was late",
        "Part 13 and 11.1.a.1",
        "Children's centres; NICE NG201",
        "We have 24 people, 3 of 5 said so 10/12",
        "عائلات كثيرة تنتظر",
    ],
)
def test_these_are_not(text: str) -> None:
    assert persons_in(text) == ()
