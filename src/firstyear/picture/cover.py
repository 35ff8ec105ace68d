"""Whether the areas of a level make up a place, so that their sum is its figure."""

from firstyear.picture.geography import Atlas
from firstyear.picture.results import Span


def why_not_whole(atlas: Atlas, code: str, level: str, span: Span) -> str:
    """Why the areas of a level cannot be added up to a place; blank where they can.

    They can where a file says that such areas make up the whole of it, or where every
    area in it is one of them, is made up of them, or is part of one that lies all
    inside. Areas that had ended before the period count by what became of them.
    """
    members = {one.code for one in atlas.members(code, level)}
    if not members:
        return "no file says which areas lie in it"
    inside = atlas.inside(code)
    shared = [
        atlas.places[one].name
        for one, parent in sorted(atlas.parts)
        if one in inside | members and parent in inside | {code}
    ]
    if shared:
        return f"only a part of {shared[0]} lies in it"
    return _gap(atlas, code, level, span, members, frozenset())


def _gap(
    atlas: Atlas,
    code: str,
    level: str,
    span: Span,
    members: set[str],
    seen: frozenset[str],
) -> str:
    children = [
        one for one in sorted(atlas.children.get(code, ())) if one in atlas.places
    ]
    wholly = [one for one in children if (one, code) in atlas.wholes]
    levels = {atlas.places[one].level for one in wholly}
    if level in levels:
        chosen = [one for one in wholly if atlas.places[one].level == level]
    elif levels:
        chosen = [one for one in wholly if atlas.places[one].level == min(levels)]
    elif len({atlas.places[one].level for one in children}) > 1:
        chosen = children  # a lookup of two tiers: neither is the whole, both are
        kind = atlas.places[code].level
        for one in chosen:
            around = set(atlas.parents.get(one, ())) & set(atlas.places) - {code}
            if any(atlas.places[each].level == kind for each in around):
                return f"{atlas.places[one].name} lies in another {kind} too"
    else:
        return "no file says that these areas are the whole of it"
    for one in chosen:
        ended = atlas.ended.get(one)
        if ended is not None and ended < span.date_to:
            missing = set(atlas.successors.get(one, ())) - members - set(chosen)
            if missing:
                return f"{atlas.places[one].name} became part of an area outside it"
            continue
        if one in members or members & set(atlas.parents.get(one, ())):
            continue
        below = one in seen or _gap(atlas, one, level, span, members, seen | {one})
        if below:
            return f"{atlas.places[one].name} lies in none of the areas with figures"
    return ""
