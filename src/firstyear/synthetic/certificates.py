"""Certificates of deaths that did not happen: codes, and when they are registered.

Every set of codes leaves no doubt which cause group it belongs to, so that the group
is a known truth. A sudden death waits for its inquest.
"""

import numpy as np

from firstyear.synthetic import risks

# Codes of neonatal deaths and stillbirths stand with the line of the certificate.
_LINES = {
    "Congenital anomalies": (
        "Q21.3:baby-main;P07.2:baby-other",
        "Q00.0:baby-main",
        "Q91.3:baby-main;P22.0:baby-other",
    ),
    "Antepartum infections": (
        "P37.1:baby-main;P07.3:baby-other",
        "P35.1:baby-main",
    ),
    "Immaturity related conditions": (
        "P07.2:baby-main;P22.0:baby-other",
        "P07.2:baby-main;P02.1:mother-main",
    ),
    "Asphyxia, anoxia or trauma": (
        "P21.0:baby-main",
        "P20.9:baby-main;P02.4:mother-main",
    ),
    "External conditions": ("W84:baby-main",),
    "Infections": ("A41.9:baby-main", "P36.9:baby-main"),
    "Other specific conditions": ("P61.3:baby-main", "P83.2:baby-main"),
    "Sudden infant deaths": ("R95:baby-main",),
    "Other conditions": ("P95:baby-main", "P95:baby-main;P02.2:mother-main"),
    "Unknown": ("",),
}
# A later death has one underlying cause.
_UNDERLYING = {
    "Congenital anomalies": ("Q21.3", "Q79.0:underlying;J18.9:other"),
    "Antepartum infections": ("P35.1",),
    "Immaturity related conditions": ("P27.1", "P07.2"),
    "Asphyxia, anoxia or trauma": ("P21.9",),
    "External conditions": ("W84", "V43.6"),
    "Infections": ("A41.9", "G00.1"),
    "Other specific conditions": ("P61.3",),
    "Sudden infant deaths": ("R95",),
    "Other conditions": ("E88.9", "K56.2"),
    "Unknown": ("",),
}
_SUDDEN = "Sudden infant deaths"
_MOST_LINES = 3


def causes(rng: np.random.Generator, age: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cause group and codes for deaths of these ages (positions as in `risks`)."""
    shares = risks.CAUSE_SHARES / risks.CAUSE_SHARES.sum(axis=1, keepdims=True)
    place = (rng.random(len(age))[:, None] > shares[age].cumsum(axis=1)).sum(axis=1)
    group = np.array(risks.CAUSES)[np.minimum(place, len(risks.CAUSES) - 1)]
    which = rng.integers(0, _MOST_LINES, len(age))
    codes = []
    for name, when, turn in zip(
        group.tolist(), age.tolist(), which.tolist(), strict=True
    ):
        listed = (_UNDERLYING if when == risks.POST else _LINES)[name]
        codes.append(listed[turn % len(listed)])
    return group, np.array(codes)


def days_to_register(rng: np.random.Generator, group: np.ndarray) -> np.ndarray:
    """Days from death to registration: a few, or months where there is an inquest."""
    usual = rng.integers(1, 12, len(group))
    inquest = rng.integers(150, 600, len(group))
    return np.where(group == _SUDDEN, inquest, usual)
