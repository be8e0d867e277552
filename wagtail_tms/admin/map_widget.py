"""The map of wagtail-geo-widget, served by this site and usable without the map.

wagtail-geo-widget loads Leaflet and its tiles from other servers, so an editor who is
offline, or whose site has a strict Content Security Policy, cannot enter a place. Here
Leaflet and an outline map come with the package; tiles are loaded only where the site
sets ``GEO_WIDGET_LEAFLET_TILE_LAYER``.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtailgeowidget.panels import LeafletPanel
from wagtailgeowidget.widgets import LeafletField

from wagtail_tms import geocoding
from wagtail_tms.admin.comparison import PositionComparison
from wagtail_tms.admin.position import (
    Position,
    parse_position,
    position_point,
    position_text,
)


# The middle of the contiguous United States.
DEFAULT_CENTER = {"lat": 39.5, "lng": -98.4}
DEFAULT_ZOOM = 4

# How near the map goes to a pin: the outline map has no streets, tiles have.
OUTLINE_ZOOM = 6
TILE_ZOOM = 15

# OpenStreetMap refuses tiles to pages that send no referrer, and Django's default
# policy sends none to other sites.
TILE_OPTIONS = {
    "attribution": "© OpenStreetMap contributors",
    "referrerPolicy": "strict-origin-when-cross-origin",
}

# What the script says; it puts the place in.
MESSAGES = {
    "attribution": _("State outlines: U.S. Census Bureau"),
    "looking": _("Looking for the place …"),
    "placed": _("The pin is in the middle of %(place)s. Move it to the door."),
    "found": _("The pin is at %(place)s. Check that it is at the door."),
    "moved": _("The pin is at %(place)s. “How exact” says that you placed it."),
    "cleared": _("The position is empty."),
    "malformed": _("Write the latitude, then the longitude, like 45.835, -109.955."),
    "incomplete": _("First fill in the ZIP code, or the city and the state."),
    "failed": _("The lookup did not answer. Try again, or type the position."),
    "pin": _("The clinic, at %(place)s. Arrow keys move it, with Shift a little."),
}


class LocationWidget(LeafletField):
    """A pin on a map, with a text box for the coordinates and an address lookup.

    The text box is the truth: what the editor sees is what is saved, with or without
    JavaScript. The hidden input holds wagtail-geo-widget's ``SRID=4326;POINT(x y)``
    and counts when a client sends nothing else.
    """

    template_name = "wagtail_tms/admin/location_widget.html"
    input_type = "text"
    srid = 4326

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(
            css={
                "all": (
                    "wagtail_tms/vendor/leaflet/leaflet.css",
                    "wagtailgeowidget/css/leaflet-field.css",
                    "wagtail_tms/admin/clinic-location.css",
                )
            },
            js=(
                "wagtail_tms/vendor/leaflet/leaflet.js",
                "wagtailgeowidget/js/leaflet-field.js",
                "wagtail_tms/admin/clinic-location.js",
            ),
        )

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # LeafletField would attach its own controller to the input here.
        return super(LeafletField, self).build_attrs(*args, **kwargs)

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> Any:
        return super(LeafletField, self).render(name, value, attrs, renderer)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        position = _position_or_none(value)
        input_attrs = context["widget"]["attrs"]
        input_id = self.id_for_label(input_attrs.get("id", ""))
        return {
            **context,
            "text": position_text(position) if position else value or "",
            "text_input": {"attrs": {**input_attrs, "id": input_id}},
            "point": position_point(position) if position else "",
            "options": json.dumps(self.options(), cls=DjangoJSONEncoder),
        }

    def options(self) -> dict[str, Any]:
        """Return what the script needs to know, as the site's settings say now."""
        tiles = getattr(settings, "GEO_WIDGET_LEAFLET_TILE_LAYER", "")
        tile_options = getattr(settings, "GEO_WIDGET_LEAFLET_TILE_LAYER_OPTIONS", {})
        return {
            "srid": self.srid,
            "defaultLocation": getattr(
                settings, "GEO_WIDGET_DEFAULT_LOCATION", DEFAULT_CENTER
            ),
            "zoom": getattr(settings, "GEO_WIDGET_ZOOM", DEFAULT_ZOOM),
            "pinZoom": TILE_ZOOM if tiles else OUTLINE_ZOOM,
            "tileLayer": tiles,
            "tileLayerOptions": {**TILE_OPTIONS, **tile_options} if tiles else {},
            "outlineUrl": static("wagtail_tms/admin/us-states.json"),
            "lookupUrl": reverse("wagtail_tms_place_lookup"),
            "lookupStreet": geocoding.is_on(),
            "messages": MESSAGES,
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = data.get(f"{name}_latlng")
        return data.get(name) if typed is None else typed

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_latlng" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_latlng" if id_ else ""


# The script finds the widget by itself, also in a form that the browser builds.
register(WidgetAdapter(), LocationWidget)


class LocationField(forms.Field):
    """A position in degrees, WGS 84: ``(latitude, longitude)`` or ``None``."""

    widget = LocationWidget

    def prepare_value(self, value: Any) -> Any:
        return position_point(value) if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> Position | None:
        return parse_position(value) if isinstance(value, str) else value


class LocationPanel(LeafletPanel):
    """wagtail-geo-widget's panel with our widget; it keeps its ``classname``."""

    def __init__(self, *args: Any, classname: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classname = classname

    def widget_overrides(self) -> dict[str, forms.Widget]:
        return {self.field_name: LocationWidget()}

    class BoundPanel(LeafletPanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            # Wagtail compares model fields, and the position is two of them.
            return [PositionComparison] if self.is_shown() else []


def _position_or_none(value: Any) -> Position | None:
    try:
        return parse_position(value) if isinstance(value, str) else None
    except ValidationError:
        return None
