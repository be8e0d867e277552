"""A page with the map of clinics, and an API that counts the clinics it is given."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route


MARKS = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
CLUSTERS = "**/tms/api/v1/clinics/clusters*"
# A cell of the API's grid is 64 pixels of the map; at this level it is an address.
FINEST = 24

START = """async ([cards, params, messages, api]) => {
  const { ClinicMap } = await import("/static/wagtail_tms/js/clinic-map.js");
  const container = document.createElement("div");
  // The page goes on below, far enough to be scrolled.
  const after = Object.assign(document.createElement("button"), { textContent: "After" });
  after.style.marginBlockStart = "2000px";
  document.querySelector(".tms-page").replaceChildren(container, after);
  window.told = [];
  window.clinicMap = new ClinicMap(container, {
    api,
    params: new URLSearchParams(params),
    messages,
    onSelect: (id) => told.push(["select", id]),
    onArea: (bbox) => told.push(["area", bbox]),
  });
  window.list = (cards) => cards.map(({ name, ...data }) => {
    const item = document.createElement("li");
    const heading = document.createElement("h3");
    heading.append(Object.assign(document.createElement("a"), { href: "/clinics/", textContent: name }));
    item.append(heading);
    Object.assign(item.dataset, data);
    return item;
  });
  window.clinicMap.update(new URLSearchParams(params), window.list(cards));
}"""  # noqa: E501


@dataclass(frozen=True)
class Clinic:
    id: int
    name: str
    latitude: float
    longitude: float

    def card(self, number: int) -> dict[str, str]:
        """Return what the list's item of the clinic holds."""
        return {
            "id": str(self.id),
            "name": self.name,
            "lat": str(self.latitude),
            "lng": str(self.longitude),
            "number": str(number),
        }


BOISE = Clinic(1, "Calm Clinic", 43.615, -116.202)
NAMPA = Clinic(2, "Quiet Clinic", 43.54, -116.563)
TWIN_FALLS = Clinic(3, "Still Clinic", 42.56, -114.46)
NEIGHBOR = Clinic(4, "Upstairs Clinic", BOISE.latitude, BOISE.longitude)
GUAM = Clinic(5, "Island Clinic", 13.475, 144.75)
SEATTLE = [Clinic(10 + n, f"Seattle {n}", 47.6 + n / 100, -122.33) for n in range(4)]
IDAHO = [BOISE, NAMPA, TWIN_FALLS]
TILES = {
    "tiles_url": "/tiles/{z}/{x}/{y}.png",
    "tiles_name": "Example Maps",
    "tiles_attribution": "© Example Maps",
    "tiles_attribution_url": "https://maps.example/copyright",
}


@dataclass
class MapPage:
    """The map, its list and its API; ``asked`` is what the API was asked for."""

    page: Page
    clinics: list[Clinic] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)

    def open(
        self,
        listed: Iterable[Clinic] = (),
        params: str = "",
        messages: dict[str, str] | None = None,
    ) -> None:
        """Open the map, and wait until it has asked for the others."""
        self.page.route(CLUSTERS, self.answer)
        self.page.goto("/clinics/")
        with self.page.expect_response(CLUSTERS):
            self.begin(listed, params, messages)

    def begin(
        self,
        listed: Iterable[Clinic] = (),
        params: str = "",
        messages: dict[str, str] | None = None,
        api: str = "/tms/api/v1/",
    ) -> None:
        self.page.evaluate(START, [_cards(listed), params, messages or {}, api])

    def update(self, listed: Iterable[Clinic], params: str = "") -> None:
        """Show another list, and wait until the map has asked for the others."""
        with self.page.expect_response(CLUSTERS):
            self.page.evaluate(
                "([cards, params]) => clinicMap.update(new URLSearchParams(params),"
                " list(cards))",
                [_cards(listed), params],
            )

    @property
    def told(self) -> list[list[Any]]:
        """What the map told the list."""
        return self.page.evaluate("told")

    @property
    def canvas(self) -> Locator:
        return self.page.get_by_role("region", name="Map of clinics")

    def pin(self, name: str) -> Locator:
        return self.canvas.get_by_role("button", name=name)

    def answer(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        asked = {name: values[0] for name, values in query.items()}
        self.asked.append(asked)
        west, south, east, north = map(float, asked["bbox"].split(","))
        cells: dict[tuple[int, int], list[Clinic]] = defaultdict(list)
        level = min(int(asked["zoom"]) + 2, FINEST)
        for clinic in self.clinics:
            is_between = (
                west <= clinic.longitude <= east
                if west <= east
                else clinic.longitude >= west or clinic.longitude <= east
            )
            if is_between and south <= clinic.latitude <= north:
                cells[_cell(clinic, level)].append(clinic)
        items = [_item(level, *cell, found) for cell, found in cells.items()]
        route.fulfill(json={"items": items, "message": ""})


def _cards(listed: Iterable[Clinic]) -> list[dict[str, str]]:
    return [clinic.card(number) for number, clinic in enumerate(listed, 1)]


def _cell(clinic: Clinic, level: int) -> tuple[int, int]:
    count = 2**level
    sine = math.sin(math.radians(clinic.latitude))
    from_north = 0.5 - math.atanh(sine) / (2 * math.pi)
    return int((clinic.longitude + 180) / 360 * count), int(from_north * count)


def _item(level: int, x: int, y: int, found: list[Clinic]) -> dict[str, Any]:
    count = 2**level
    points = {(clinic.latitude, clinic.longitude) for clinic in found}
    links = [{"id": c.id, "slug": "", "name": c.name, "url": "/c/"} for c in found]
    alone = "clinic" if len(found) == 1 else "address"
    return {
        "id": f"{level}/{x}/{y}",
        "kind": alone if len(points) == 1 else "cluster",
        "count": len(found),
        "latitude": sum(c.latitude for c in found) / len(found),
        "longitude": sum(c.longitude for c in found) / len(found),
        "bounds": [
            x / count * 360 - 180,
            _latitude((y + 1) / count),
            (x + 1) / count * 360 - 180,
            _latitude(y / count),
        ],
        "clinics": links if len(points) == 1 else [],
    }


def _latitude(from_north: float) -> float:
    return math.degrees(math.asin(math.tanh(math.pi * (1 - 2 * from_north))))
