"""Names, postcodes and NHS numbers of people who do not exist.

Surnames and forenames are joined from parts that make no common name. The numbers
are of the range 999, which the NHS keeps for tests and gives to nobody; their check
digit is right, so that software which looks at it is tested as well. No post town
has the letters ZX.
"""

import numpy as np

_SURNAME_STARTS = (
    "Alder", "Bram", "Cask", "Dapple", "Ember", "Fallow", "Gimlet", "Hob",
    "Ivel", "Jessa", "Kettle", "Lorim", "Mar", "Nettle", "Orris", "Pell",
    "Quill", "Rowan", "Sorrel", "Tansy", "Umber", "Vetch", "Wren", "Yarrow",
    "Bracken", "Cobble", "Drift", "Elver", "Fescue", "Gorse", "Haw", "Inkle",
)  # fmt: skip
_SURNAME_ENDS = (
    "acre", "bane", "cote", "dell", "ender", "fold", "grist", "holt", "ilk",
    "jay", "kin", "lode", "mund", "nock", "over", "pike", "quist", "rick",
    "sett", "thwait", "under", "vane", "wick", "yard", "bourn", "cliff",
)  # fmt: skip
_FORENAME_STARTS = (
    "Al", "Bel", "Cor", "Dav", "El", "Fen", "Gar", "Hal", "Is", "Jor",
    "Kel", "Lin", "Mar", "Nev", "Or", "Per", "Quen", "Ros", "Sel", "Tam",
)  # fmt: skip
_FORENAME_ENDS = {
    "Female": ("ane", "ella", "ida", "ora", "wen", "isse", "ynn", "etta"),
    "Male": ("an", "ric", "win", "ost", "mund", "eth", "ard", "iel"),
}
SEXES = ("Female", "Male")
_LETTERS = np.array(list("ABDEFGHJLNPQRSTUWXYZ"))
MOST_NUMBERS = 800_000


def surnames(rng: np.random.Generator, number: int) -> np.ndarray:
    """Surnames, some common and most rare, as real ones are."""
    every = np.array([a + b for a in _SURNAME_STARTS for b in _SURNAME_ENDS])
    every = every[np.random.default_rng(1).permutation(len(every))]
    weight = 1 / np.arange(3, len(every) + 3)
    return rng.choice(every, number, p=weight / weight.sum())


def forenames(rng: np.random.Generator, sex: np.ndarray) -> np.ndarray:
    """A forename for each baby, of names given to babies of that sex (0 female)."""
    every = np.array(
        [
            [a + b for a in _FORENAME_STARTS for b in _FORENAME_ENDS[each]]
            for each in SEXES
        ]
    )
    weight = 1 / np.arange(5, every.shape[1] + 5)
    place = rng.choice(every.shape[1], len(sex), p=weight / weight.sum())
    return every[sex, place]


def postcodes(rng: np.random.Generator, number: int) -> np.ndarray:
    """Postcodes of no real place: about thirty families to each."""
    kept = max(number // 30, 50)
    outward = rng.integers(1, 100, kept)
    inward = rng.integers(0, 10, kept)
    unit = rng.choice(_LETTERS, (2, kept))
    listed = [
        f"ZX{out} {into}{first}{second}"
        for out, into, first, second in zip(outward, inward, *unit, strict=True)
    ]
    return np.array(listed)[rng.integers(0, kept, number)]


def nhs_numbers(rng: np.random.Generator, number: int) -> np.ndarray:
    """Distinct numbers of the range 999 with the right check digit."""
    middle = np.arange(1_000_000)
    digits = np.stack([middle // 10**place % 10 for place in range(5, -1, -1)])
    weighted = 9 * (10 + 9 + 8) + np.array([7, 6, 5, 4, 3, 2]) @ digits
    check = (11 - weighted % 11) % 11
    whole = (999 * 10**6 + middle) * 10 + check
    return rng.choice(whole[check < 10], number, replace=False).astype(str)


def misspelt(rng: np.random.Generator, names: np.ndarray) -> np.ndarray:
    """Each name with two letters swapped, one left out, one doubled or one wrong."""
    slips = rng.integers(0, 4, len(names))
    spelt = []
    for name, slip in zip(names.tolist(), slips.tolist(), strict=True):
        at = int(rng.integers(1, len(name) - 1))
        swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        other = str(rng.choice(list("aeioulmnrst")))
        made = (
            swapped,
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + other + name[at + 1 :],
        )[slip]
        spelt.append(made if made != name else name + "e")
    return np.array(spelt)
