"""The states in which .NET reads a date, and where each token leads (DateTime.Parse, invariant culture).

A state says what has been read since the last complete part: numbers (N), a month name (M), a year of three
digits or more (Y), separators (d date, t time) and East Asian suffixes (S). States that begin with ``=`` complete
a part: ``=D…`` a date, ``=T…`` a time; reading starts over after them. A token without an entry is an error.
"""

from __future__ import annotations

BEGIN = "begin"

_TABLE = """
begin  end>begin num-ampm>=T:N num>N num/>D:Nd num:>T:Nt month>D:M month/>D:M num-date-suffix>D:S
       num-time-suffix>T:S weekday>begin year>D:Y year/>D:Y zone>begin era>begin
N      num-end>=D:NN num-ampm>=T:NN num>NN num/>D:NNd month-end>=D:NM month>D:NM month/>D:MNd
       num-date-suffix>D:NDS weekday>N year>D:YN year/>D:YNd year-end>=D:YN zone>N era>N
NN     end>=D:NN num-end>=D:NNN num-ampm>=T:NNN num>=D:NNN num:>T:Nt month-end>=D:MNN month>=D:MNN
       num-time-suffix>T:S weekday>NN year>=D:NNY year-end>=D:NNY zone>NN era>NN
D:Nd   num-end>=D:NN num>D:NN num/>D:NNd month-end>=D:NM month>D:MN month/>D:MNd weekday>D:Nd year>D:YN
       year/>D:YNd year-end>=D:YN era>D:Nd
D:NN   end>=D:NN num-end>=D:NNN num-ampm>=T:N num>=D:NNN num:>T:Nt month-end>=D:MNN month>=D:MNN
       num-date-suffix>=D:S num-time-suffix>T:S weekday>D:NN year>=D:NNY year-end>=D:NNY era>D:NN
D:NNd  num-end>=D:NNN num-ampm>=D:NNN num>=D:NNN month-end>=D:MNN month>=D:MNN num-date-suffix>=D:S
       weekday>D:NNd year>=D:NNY year-end>=D:NNY era>D:NNd
D:M    num-end>=D:MN num>D:MN num/>D:MNd weekday>D:M year>D:YM year/>D:YMd year-end>=D:YM era>D:M
D:MN   end>=D:MN num-end>=D:MNN num-ampm>=D:MNN num>=D:MNN num:>T:Nt num-date-suffix>=D:S
       num-time-suffix>T:S weekday>D:MN year>=D:YMN year-end>=D:YMN era>D:MN
D:NM   end>=D:NM num-end>=D:MNN num-ampm>=D:MNN num>=D:MNN num:>T:Nt num-date-suffix>=D:S
       num-time-suffix>T:S weekday>D:NM year>=D:YMN year-end>=D:YMN era>D:NM
D:MNd  num-end>=D:MNN num>=D:MNN weekday>D:MNd year>=D:YMN year-end>=D:YMN era>D:MNd
D:NDS  end>=D:NDS num-end>=D:NNDS num-ampm>=D:NNDS num>=D:NNDS num:>T:Nt num-date-suffix>D:NDS
       num-time-suffix>T:S weekday>D:NDS era>D:NDS
D:Y    num-end>=D:YN num>D:YN num/>D:YNd month-end>=D:YM month>D:YM month/>D:YMd num-date-suffix>D:YM
       weekday>D:Y era>D:Y
D:YN   end>=D:YN num-end>=D:YNN num-ampm>=D:YNN num>=D:YNN month-end>=D:YMN month>=D:YMN weekday>D:YN era>D:YN
D:YNd  num-end>=D:YNN num-ampm>=D:YNN num>=D:YNN month-end>=D:YMN month>=D:YMN weekday>D:YN era>D:YN
D:YM   end>=D:YM num-end>=D:YMN num-ampm>=D:YMN num>=D:YMN weekday>D:YM era>D:YM
D:YMd  num-end>=D:YMN num-ampm>=D:YMN num>=D:YMN weekday>D:YM era>D:YM
D:S    end>=D:S num-end>=D:SN num-ampm>=T:N num>T:Nt num:>T:Nt num-date-suffix>D:S num-time-suffix>T:S
       weekday>D:S era>D:S
T:S    end>=T:S num-end>=T:S num-ampm>=T:S num>T:Nt num/>D:Nd num-date-suffix>D:S num-time-suffix>T:S
       weekday>T:S zone>T:S era>T:S
T:Nt   num-end>=T:NN num-ampm>=T:NN num>=T:NN num:>T:NNt month-end>=D:NM month>D:NM num-time-suffix>T:S
       zone>T:Nt era>T:Nt
T:NNt  num-end>=T:NNN num-ampm>=T:NNN num>=T:NNN num-time-suffix>T:S weekday>T:NNt zone>T:NNt era>T:NNt
"""


def _read(table: str) -> dict[str, dict[str, str]]:
    states: dict[str, dict[str, str]] = {}
    steps: dict[str, str] = {}
    for line in table.strip().split("\n"):
        entries = line.split()
        if not line.startswith(" "):
            steps = states.setdefault(entries.pop(0), {})
        for entry in entries:
            token, _, state = entry.partition(">")
            steps[token] = state
    return states


NEXT_STATE = _read(_TABLE)
"""The next state by state and token; a missing token is an error."""


def is_complete(state: str | None) -> bool:
    """Whether the state completes a date or a time."""
    return state is not None and state[0] == "="
