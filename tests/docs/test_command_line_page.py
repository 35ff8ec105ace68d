"""docs/command-line.md is what the verbs say of themselves today."""

from tools.write_command_line import PAGE, command_page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == command_page(), "run `make docs`"


def test_every_verb_and_option_says_what_it_is() -> None:
    for line in command_page().splitlines():
        if line.startswith("- `"):
            assert line.partition("`: ")[2].strip() not in ("", "needed"), line
