"""What format strings take from a culture: en-US, which is the current one here, and the invariant one."""

from __future__ import annotations


class Culture:
    """The default places, signs and date patterns of a culture.

    ``places`` counts the decimals of ``N``, ``F`` and ``P`` without a number; the signs of money and shares are
    patterns for positive and negative numbers with ``#`` for the digits.
    """

    __slots__ = ("date_patterns", "era", "infinity", "money", "places", "shares")

    def __init__(
        self,
        places: int,
        money: tuple[str, str],
        shares: tuple[str, str],
        infinity: str,
        era: str,
        patterns: tuple[str, str, str, str, str, str],
    ) -> None:
        self.places = places
        self.money = money
        self.shares = shares
        self.infinity = infinity
        self.era = era
        short_date, long_date, short_time, long_time, month_day, year_month = patterns
        self.date_patterns = {
            "d": short_date,
            "D": long_date,
            "t": short_time,
            "T": long_time,
            "f": f"{long_date} {short_time}",
            "F": f"{long_date} {long_time}",
            "g": f"{short_date} {short_time}",
            "G": f"{short_date} {long_time}",
            "U": f"{long_date} {long_time}",
            "m": month_day,
            "M": month_day,
            "y": year_month,
            "Y": year_month,
            **_OF_ALL,
        }


_ROUND_TRIP = "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"
_RFC = "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"
_OF_ALL = {
    "o": _ROUND_TRIP,
    "O": _ROUND_TRIP,
    "r": _RFC,
    "R": _RFC,
    "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
}
EN_US = Culture(
    places=3,
    money=("$#", "-$#"),
    shares=("#%", "-#%"),
    infinity="∞",
    era="AD",
    # A narrow no-break space stands before AM and PM.
    patterns=("M/d/yyyy", "dddd, MMMM d, yyyy", "h:mm\u202ftt", "h:mm:ss\u202ftt", "MMMM d", "MMMM yyyy"),
)
INVARIANT = Culture(
    places=2,
    money=("¤#", "(¤#)"),
    shares=("# %", "-# %"),
    infinity="Infinity",
    era="A.D.",
    patterns=("MM/dd/yyyy", "dddd, dd MMMM yyyy", "HH:mm", "HH:mm:ss", "MMMM dd", "yyyy MMMM"),
)
