"""What the made-up country's indicators other than deaths are drawn from."""

from dataclasses import dataclass

from firstyear.synthetic.story import LAST_YEAR

FACTOR_YEARS = tuple(range(LAST_YEAR - 9, LAST_YEAR + 1))


@dataclass(frozen=True)
class Factor:
    """One indicator: how common, for whom, where, and how it moves.

    `share` is the true share in the middle deprivation fifth in the last year,
    `odds` the odds ratio of the most to the least deprived fifth, `yearly` the
    change of log odds a year, `spread` the standard deviation between areas of the
    log odds. `per_birth` is how large the denominator is for each live birth.
    `rate` draws a count that may pass its denominator; `years` the periods it has.
    """

    indicator: str
    share: float
    odds: float = 1.0
    yearly: float = 0.0
    spread: float = 0.15
    per_birth: float = 1.0
    rate: bool = False
    years: tuple[int, ...] = FACTOR_YEARS


FACTORS = (
    Factor("low-birth-weight-term", 0.028, 1.8, 0.0, 0.1, 0.9),
    Factor("smoking-at-booking", 0.115, 7.0, -0.06, 0.25, 1.08),
    Factor("smoking-at-delivery", 0.075, 7.5, -0.07, 0.25, 0.98),
    Factor("smoking-status-unknown", 0.018, 1.2, -0.05, 0.5, 1.0),
    Factor("smoking-partner", 0.19, 3.5, -0.04, 0.2, 1.0),
    Factor("bmi-30-or-over", 0.235, 1.9, 0.03, 0.12, 1.0),
    Factor("under-18-conceptions", 0.015, 3.2, -0.06, 0.2, 1.6, rate=True),
    Factor("folic-acid", 0.27, 0.3, -0.01, 0.25, 1.0),
    Factor("short-birth-interval", 0.055, 2.2, 0.0, 0.15, 0.55),
    Factor("breastfeeding-first-feed", 0.72, 0.45, 0.01, 0.25, 0.95),
    Factor("breastfeeding-6-to-8-weeks", 0.50, 0.5, 0.03, 0.3, 1.0),
    Factor("booking-by-10-weeks", 0.62, 0.6, 0.03, 0.25, 1.08),
    Factor("booking-after-20-weeks", 0.085, 2.0, 0.0, 0.25, 1.08),
    Factor("continuity-of-carer", 0.16, 1.3, 0.05, 0.8, 1.0),
    Factor("screening-offered-in-time", 0.90, 0.6, 0.04, 0.35, 1.05),
    Factor("antenatal-steroids", 0.55, 0.8, 0.04, 0.2, 0.022),
    Factor("antenatal-magnesium", 0.86, 0.85, 0.1, 0.25, 0.010),
    Factor("birth-in-right-place", 0.78, 1.0, 0.05, 0.4, 0.0045),
    Factor("pertussis-vaccine-pregnancy", 0.62, 0.45, -0.03, 0.25, 0.97),
    Factor("flu-vaccine-pregnancy", 0.36, 0.45, -0.03, 0.25, 0.90),
    Factor("infant-vaccines-12-months", 0.91, 0.5, -0.03, 0.35, 1.0),
    Factor("new-birth-visit-14-days", 0.83, 0.9, -0.02, 0.5, 0.99),
    Factor("child-poverty", 0.16, 7.0, 0.02, 0.15, 17.0),
    Factor("overcrowding", 0.11, 4.0, 0.0, 0.25, 11.0, years=(2021,)),
    Factor("temporary-housing", 0.003, 4.0, 0.05, 0.5, 40.0),
    Factor("domestic-abuse", 0.024, 2.5, 0.02, 0.2, 75.0, rate=True),
    Factor("first-language-not-english", 0.15, 2.0, 0.03, 0.5, 1.0),
)

MIDWIVES = "births-per-midwife"
COTS = "cot-occupancy"
FERTILITY = "general-fertility"
DEPRIVATION = "deprivation-imd2019"
MOTHERS = "maternal-mortality"

# States of figures that a page has to show, each in one indicator.
NOT_COLLECTED = "smoking-partner"
TOO_FEW_RECORDS = "breastfeeding-6-to-8-weeks"
WITHHELD = ("antenatal-magnesium", "birth-in-right-place")
PROVISIONAL = ("flu-vaccine-pregnancy", "infant-vaccines-12-months")
LOW_RELIABILITY = "new-birth-visit-14-days"
APPROXIMATE = "domestic-abuse"
PUBLISHER = "Made-up audit office"
LARGEST_WITHHELD = 7
FEW_BIRTHS = 500
FEWEST_MOTHERS = 3
