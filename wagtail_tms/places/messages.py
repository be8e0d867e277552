"""What the resolver says to a reader, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_tms.places.place import Place
from wagtail_tms.places.states import State


def nothing_typed() -> str:
    return _("Type a ZIP code, a city and state, or a state.")


def too_long(limit: int) -> str:
    return _(
        "That is too long. Type a ZIP code, a city and state, or a state, in at most "
        "%(limit)d characters."
    ) % {"limit": limit}


def unknown(text: str) -> str:
    return _(
        "We could not find “%(text)s”. Try a ZIP code, a city and state, or a state."
    ) % {"text": text}


def several(name: str) -> str:
    return _("There are several places called %(name)s. Which one do you mean?") % {
        "name": name
    }


def guessed(text: str, label: str) -> str:
    return _("We could not find “%(text)s”, so this is %(label)s.") % {
        "text": text,
        "label": label,
    }


def did_you_mean(text: str) -> str:
    return _("We could not find “%(text)s”. Did you mean one of these?") % {
        "text": text
    }


def not_in_state(city: str, state: str) -> str:
    return _("We could not find “%(city)s” in %(state)s.") % {
        "city": city,
        "state": state,
    }


def unknown_region(region: str) -> str:
    return _(
        "We only know places in the United States, and “%(region)s” is not a state "
        "we know."
    ) % {"region": region}


def also_state(text: str, state: State) -> str:
    if state.kind == "state":
        sentence = _("“%(text)s” can also mean the state of %(state)s.")
    else:
        sentence = _("“%(text)s” can also mean the %(state)s.")
    return sentence % {"text": text, "state": state.name}


def unknown_code(code: str) -> str:
    return _(
        "We do not know ZIP code %(code)s. Check it, or type a city and state."
    ) % {"code": code}


def unknown_code_but_city(code: str, label: str) -> str:
    return _("We do not know ZIP code %(code)s, so this is %(label)s.") % {
        "code": code,
        "label": label,
    }


def code_elsewhere(code: Place, typed: str) -> str:
    return _(
        "ZIP code %(code)s is in %(name)s, %(state)s, not in %(typed)s. Which one do "
        "you mean?"
    ) % {
        "code": code.postal_code,
        "name": code.name,
        "state": code.state,
        "typed": typed,
    }


def short_code(code: str) -> str:
    return _("A ZIP code has five digits. Did you mean ZIP %(code)s?") % {"code": code}


def five_digits() -> str:
    return _("A ZIP code has five digits. Check it, or type a city and state.")


def military() -> str:
    return _(
        "Military mail addresses (APO, FPO and DPO) do not name a place on the map. "
        "Type the ZIP code or the city where you are."
    )


def foreign() -> str:
    return _(
        "This looks like a postal code of another country. We only know places in the "
        "United States: type a ZIP code, a city and state, or a state."
    )


def use_position() -> str:
    return _(
        "We do not know where you are. Type a ZIP code or a city, or use the button "
        "for your location."
    )
