"""Where in a YAML file an entry stands, so that a fault can say its line.

Only asked once something is wrong: a pack without a fault is read once, quickly.
"""

from functools import lru_cache

import yaml

QUICK_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=8)
def entry_lines(text: str, key: str = "entries") -> tuple[tuple[str, int], ...]:
    """Id and line of each entry of a pack text, in order; lines count from 1.

    `key` is what the list of entries is called. An entry without an id has a blank
    one; a text that is no pack has no entries.
    """
    try:
        root = yaml.compose(text, Loader=QUICK_LOADER)
    except yaml.YAMLError:
        return ()
    return tuple(
        (_id_of(node), node.start_mark.line + 1) for node in _entries(root, key)
    )


def line_of(text: str, entry_id: str, key: str = "entries") -> int | None:
    """The line where the entry with this id starts, None where there is none."""
    for found, line in entry_lines(text, key):
        if found == entry_id:
            return line
    return None


def _entries(root: yaml.Node | None, key: str) -> list[yaml.Node]:
    """The entries, be they a list or a mapping from id to entry."""
    content = _value(root, key)
    if isinstance(content, yaml.SequenceNode):
        return list(content.value)
    if isinstance(content, yaml.MappingNode):
        return [name for name, _ in content.value]
    return []


def _id_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    found = _value(node, "id")
    return str(found.value) if isinstance(found, yaml.ScalarNode) else ""


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    for name, value in node.value:
        if name.value == key:
            return value  # type: ignore[no-any-return]
    return None
