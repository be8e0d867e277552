"""The fifty states, the District of Columbia and five territories."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from wagtail_tms.places.normalize import fold
from wagtail_tms.places.place import Place, PlaceKind


StateKind = Literal["state", "district", "territory"]

_NOT_STATES: dict[str, StateKind] = {
    "DC": "district",
    "AS": "territory",
    "GU": "territory",
    "MP": "territory",
    "PR": "territory",
    "VI": "territory",
}

# code, name, latitude and longitude of the middle (rounded), other spellings:
# Associated Press and older postal abbreviations, and what people type.
_ROWS: tuple[tuple[str, str, float, float, str], ...] = (
    ("AL", "Alabama", 32.79, -86.83, "ala"),
    ("AK", "Alaska", 64.07, -152.28, ""),
    ("AZ", "Arizona", 34.29, -111.66, "ariz"),
    ("AR", "Arkansas", 34.90, -92.44, "ark"),
    ("CA", "California", 37.18, -119.47, "calif, cali, cal"),
    ("CO", "Colorado", 39.00, -105.55, "colo"),
    ("CT", "Connecticut", 41.62, -72.73, "conn"),
    ("DE", "Delaware", 38.99, -75.51, "del"),
    ("DC", "District of Columbia", 38.91, -77.01, "dist of columbia"),
    ("FL", "Florida", 28.63, -82.45, "fla"),
    ("GA", "Georgia", 32.64, -83.44, ""),
    ("HI", "Hawaii", 20.29, -156.37, ""),
    ("ID", "Idaho", 44.35, -114.61, ""),
    ("IL", "Illinois", 40.04, -89.20, "ill, ills"),
    ("IN", "Indiana", 39.89, -86.28, "ind"),
    ("IA", "Iowa", 42.08, -93.50, ""),
    ("KS", "Kansas", 38.49, -98.38, "kan, kans"),
    ("KY", "Kentucky", 37.53, -85.30, ""),
    ("LA", "Louisiana", 31.07, -92.00, ""),
    ("ME", "Maine", 45.37, -69.24, ""),
    ("MD", "Maryland", 39.06, -76.79, ""),
    ("MA", "Massachusetts", 42.26, -71.81, "mass"),
    ("MI", "Michigan", 44.35, -85.41, "mich"),
    ("MN", "Minnesota", 46.28, -94.31, "minn"),
    ("MS", "Mississippi", 32.74, -89.67, "miss"),
    ("MO", "Missouri", 38.36, -92.46, ""),
    ("MT", "Montana", 47.05, -109.63, "mont"),
    ("NE", "Nebraska", 41.54, -99.80, "neb, nebr"),
    ("NV", "Nevada", 39.33, -116.63, "nev"),
    ("NH", "New Hampshire", 43.68, -71.58, "n hampshire, n hamp"),
    ("NJ", "New Jersey", 40.19, -74.67, "n jersey"),
    ("NM", "New Mexico", 34.41, -106.11, "n mexico, n mex, new mex"),
    ("NY", "New York", 42.95, -75.53, "n york"),
    ("NC", "North Carolina", 35.56, -79.39, "n carolina, n car, no carolina"),
    ("ND", "North Dakota", 47.45, -100.47, "n dakota, n dak, no dakota"),
    ("OH", "Ohio", 40.29, -82.79, ""),
    ("OK", "Oklahoma", 35.59, -97.49, "okla"),
    ("OR", "Oregon", 43.93, -120.56, "ore, oreg"),
    ("PA", "Pennsylvania", 40.88, -77.80, "penn, penna, penns"),
    ("RI", "Rhode Island", 41.68, -71.56, "rhode is"),
    ("SC", "South Carolina", 33.92, -80.90, "s carolina, s car, so carolina"),
    ("SD", "South Dakota", 44.44, -100.23, "s dakota, s dak, so dakota"),
    ("TN", "Tennessee", 35.86, -86.35, "tenn"),
    ("TX", "Texas", 31.48, -99.33, "tex"),
    ("UT", "Utah", 39.31, -111.67, ""),
    ("VT", "Vermont", 44.07, -72.67, ""),
    ("VA", "Virginia", 37.52, -78.85, ""),
    ("WA", "Washington", 47.38, -120.45, "wash, wn"),
    ("WV", "West Virginia", 38.64, -80.62, "w virginia, w va, wva"),
    ("WI", "Wisconsin", 44.64, -89.74, "wis, wisc"),
    ("WY", "Wyoming", 43.00, -107.55, "wyo"),
    ("AS", "American Samoa", -14.30, -170.72, "amer samoa"),
    ("GU", "Guam", 13.44, 144.78, ""),
    (
        "MP",
        "Northern Mariana Islands",
        15.19,
        145.75,
        "cnmi, northern marianas, n mariana islands, mariana islands",
    ),
    ("PR", "Puerto Rico", 18.22, -66.45, "p rico"),
    (
        "VI",
        "U.S. Virgin Islands",
        18.05,
        -64.80,
        "usvi, virgin islands, us virgin is, united states virgin islands",
    ),
)


@dataclass(frozen=True, slots=True)
class State:
    """A state, the district or a territory; its point is the middle of a map."""

    code: str
    name: str
    slug: str
    latitude: float
    longitude: float
    kind: StateKind = "state"

    @property
    def place(self) -> Place:
        """The whole state as something to search in."""
        return Place(
            kind=PlaceKind.STATE,
            label=self.name,
            name=self.name,
            state=self.code,
            latitude=self.latitude,
            longitude=self.longitude,
        )


@cache
def all_states() -> tuple[State, ...]:
    """Every state and territory, in the alphabetical order of the names."""
    rows = sorted(_ROWS, key=lambda row: row[1])
    return tuple(
        State(
            code,
            name,
            fold(name).replace(" ", "-"),
            latitude,
            longitude,
            _NOT_STATES.get(code, "state"),
        )
        for code, name, latitude, longitude, _spellings in rows
    )


@cache
def spellings() -> dict[str, State]:
    """Folded spelling -> state, for every spelling known."""
    found: dict[str, State] = {}
    others = {code: spelled.split(", ") for code, _, _, _, spelled in _ROWS}
    for state in all_states():
        for spelling in (state.code, state.name, *others[state.code]):
            if spelling:
                found[fold(spelling)] = state
    return found


def find_state(text: str) -> State | None:
    """The state of that code, name, slug or usual abbreviation, or None."""
    folded = fold(text)
    exact = spellings().get(folded)
    if exact or " " not in folded:
        return exact
    words = folded.split()
    if words[-1] == "state":
        return spellings().get(" ".join(words[:-1]))
    if words[:2] in (["state", "of"], ["territory", "of"]):
        return spellings().get(" ".join(words[2:]))
    return None
