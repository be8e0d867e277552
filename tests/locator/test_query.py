from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms.geo import Unit
from wagtail_tms.locator import LocatorQuery, QueryError, Sort
from wagtail_tms.locator.params import FILTER_GROUPS, RULES


def parse(text: str, **options: Any) -> tuple[LocatorQuery, dict[str, str]]:
    return LocatorQuery.from_params(QueryDict(text), **options)


def test_a_full_query_string_is_read() -> None:
    query, errors = parse(
        "near=Boise,+ID&radius=12.5&unit=km&state=montana&condition=mdd&condition=ocd"
        "&insurer=acme&age=34&accepting=1&open_now=on&q=calm&sort=name&limit=5&offset=10"
    )
    assert errors == {}
    assert query == LocatorQuery(
        near="Boise, ID",
        radius=12.5,
        unit=Unit.KILOMETERS,
        state="MT",
        filters={"condition": ("mdd", "ocd"), "insurer": ("acme",)},
        age=34,
        accepting=True,
        open_now=True,
        q="calm",
        sort=Sort.NAME,
        limit=5,
        offset=10,
    )


def test_nothing_given_is_the_default() -> None:
    assert parse("") == (LocatorQuery(), {})
    assert LocatorQuery().radius == 50
    assert LocatorQuery().unit == Unit.MILES


def test_an_empty_form_is_the_default() -> None:
    text = "&".join(f"{name}=" for name in RULES)
    assert parse(text) == (LocatorQuery(), {})


def test_site_settings_are_the_defaults(settings: Any) -> None:
    settings.WAGTAIL_TMS_DEFAULT_RADIUS = 80
    settings.WAGTAIL_TMS_DEFAULT_UNIT = "km"
    query = LocatorQuery()
    assert (query.radius, query.unit) == (80, Unit.KILOMETERS)
    assert query.radius_miles == pytest.approx(49.7097)


BAD = [
    ("near", "near=" + "x" * 201),
    ("near", "near=a&near=b"),
    ("near", "near=%00"),
    ("near", "near=a%07b"),
    ("radius", "radius=0"),
    ("radius", "radius=-1"),
    ("radius", "radius=500.1"),
    ("radius", "radius=1e400"),
    ("radius", "radius=1e2"),
    ("radius", "radius=nan"),
    ("radius", "radius=inf"),
    ("radius", "radius=٣"),
    ("radius", "radius=ten"),
    ("radius", "radius=25&radius=25"),
    ("radius", "radius=."),
    ("unit", "unit=league"),
    ("state", "state=ZZ"),
    ("state", "state=Narnia"),
    ("condition", "condition=a b"),
    ("condition", "condition=<script>"),
    ("condition", "condition=" + "x" * 81),
    ("condition", "&".join(f"condition=c{n}" for n in range(21))),
    ("age", "age=-1"),
    ("age", "age=121"),
    ("age", "age=3.5"),
    ("age", "age=²"),
    ("accepting", "accepting=maybe"),
    ("open_now", "open_now=2"),
    ("q", "q=" + "x" * 201),
    ("sort", "sort=price"),
    ("sort", "sort=-name"),
    ("limit", "limit=0"),
    ("limit", "limit=101"),
    ("limit", "limit=" + "9" * 60),
    ("offset", "offset=-1"),
    ("offset", "offset=10001"),
    ("position", "position=45,-110"),
]


@pytest.mark.parametrize(("name", "text"), BAD)
def test_a_wrong_value_is_named_and_counts_as_not_given(name: str, text: str) -> None:
    query, errors = parse(text)
    assert list(errors) == [name]
    assert errors[name].endswith(".")
    assert query == LocatorQuery()


@pytest.mark.parametrize("wrong", ["a b", "😀", "%00", "x" * 81, "x" * 201])
def test_a_wrong_value_of_a_filter_leaves_the_others(wrong: str) -> None:
    query, errors = parse(f"near=77002&condition=mdd&condition={wrong}&condition=ocd")
    assert list(errors) == ["condition"]
    assert query == LocatorQuery(near="77002", filters={"condition": ("mdd", "ocd")})


def test_a_wrong_value_in_a_list_of_a_json_object_leaves_the_others() -> None:
    query, errors = LocatorQuery.from_params({"condition": ["mdd", None, {}, "a b"]})
    assert errors == {"condition": "Use a text or a number."}
    assert query.filters == {"condition": ("mdd",)}


def test_every_wrong_value_is_named_at_once() -> None:
    _, errors = parse("radius=-1&age=x&near=Boise")
    assert set(errors) == {"radius", "age"}


def test_unknown_names_are_errors_only_where_asked() -> None:
    assert parse("utm_source=x") == (LocatorQuery(), {})
    _, errors = parse("utm_source=x&city=Boise&age_group=adults", known_only=True)
    assert set(errors) == {"utm_source", "city", "age_group"}


def test_white_space_is_tidied() -> None:
    query, _ = parse("near=++Big%0A+Timber%C2%A0")
    assert query.near == "Big Timber"


def test_filter_values_are_in_one_order_without_doubles() -> None:
    query, _ = parse("condition=ocd&condition=mdd&condition=ocd&condition=")
    assert query.filters == {"condition": ("mdd", "ocd")}


def test_a_json_object_is_read_like_a_form() -> None:
    query, errors = LocatorQuery.from_params(
        {
            "position": {"lat": 45.8, "lng": -110},
            "radius": 12.5,
            "condition": ["mdd"],
            "age": 30,
            "accepting": True,
            "open_now": False,
            "near": None,
            "limit": 3,
        }
    )
    assert errors == {}
    assert query == LocatorQuery(
        position=(45.8, -110),
        radius=12.5,
        filters={"condition": ("mdd",)},
        age=30,
        accepting=True,
        limit=3,
    )


@pytest.mark.parametrize(
    "position",
    [
        "45,-110",
        {},
        {"lat": 45},
        {"lat": 45, "lng": 181},
        {"lat": float("nan"), "lng": 0},
        {"lat": "45", "lng": "-110"},
        {"lat": True, "lng": 0},
        {"lat": 10**400, "lng": 0},
        {"lat": 45, "lng": -110, "accuracy": 5},
        [45, -110],
    ],
)
def test_a_wrong_position_is_named(position: Any) -> None:
    query, errors = LocatorQuery.from_params({"position": position})
    assert list(errors) == ["position"]
    assert query.position is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*RULES, "position", "x"]), json_values))
def test_no_json_object_raises(given_values: dict[str, Any]) -> None:
    query, errors = LocatorQuery.from_params(given_values, known_only=True)
    assert isinstance(query, LocatorQuery)
    assert set(errors) <= {*RULES, "position", "x"}
    json.dumps(errors)


@given(st.lists(st.tuples(st.sampled_from([*RULES, "x"]), st.text()), max_size=8))
def test_no_query_string_raises(pairs: list[tuple[str, str]]) -> None:
    given_values = QueryDict(mutable=True)
    for name, value in pairs:
        given_values.appendlist(name, value)
    query, _ = LocatorQuery.from_params(given_values)
    assert LocatorQuery.from_params(as_querydict(query.params()))[1] == {}


def as_querydict(pairs: list[tuple[str, str]]) -> QueryDict:
    read = QueryDict(mutable=True)
    for name, value in pairs:
        read.appendlist(name, value)
    return read


slugs = st.lists(st.from_regex(r"[a-z0-9-]{1,10}", fullmatch=True), max_size=4).map(
    lambda chosen: tuple(sorted(set(chosen)))
)
queries = st.builds(
    LocatorQuery,
    near=st.sampled_from(["", "59011", "Boise, ID"]),
    radius=st.integers(1, 5_000).map(lambda tenths: tenths / 10),
    unit=st.sampled_from(Unit),
    state=st.sampled_from(["", "MT", "NY"]),
    filters=st.dictionaries(st.sampled_from(FILTER_GROUPS), slugs.filter(bool)),
    age=st.none() | st.integers(0, 120),
    accepting=st.booleans(),
    open_now=st.booleans(),
    q=st.sampled_from(["", "calm"]),
    sort=st.sampled_from(Sort),
    limit=st.integers(1, 100),
    offset=st.integers(0, 10_000),
)


@given(queries, queries, st.sampled_from(["", "a-"]))
def test_parameters_read_back_as_the_same_query(
    query: LocatorQuery, defaults: LocatorQuery, prefix: str
) -> None:
    pairs = query.params(prefix=prefix, defaults=defaults)
    assert pairs or query == defaults
    read, errors = LocatorQuery.from_params(
        as_querydict(pairs), prefix=prefix, defaults=defaults
    )
    assert errors == {}
    assert read == query


def test_parameters_have_one_order() -> None:
    query = LocatorQuery(near="59011", accepting=True, filters={"condition": ("mdd",)})
    assert query.params() == [
        ("near", "59011"), ("condition", "mdd"), ("accepting", "1"),
    ]  # fmt: skip


def test_a_position_and_a_city_are_never_parameters() -> None:
    query = LocatorQuery(position=(45.8, -110), city="Boise")
    assert query.params() == []


def test_defaults_fill_what_is_not_given() -> None:
    defaults = LocatorQuery(
        near="59011", radius=10, limit=5, filters={"condition": ("mdd",)}
    )
    assert parse("", defaults=defaults) == (defaults, {})


def test_a_reader_can_clear_the_choices_of_the_defaults() -> None:
    defaults = LocatorQuery(
        near="59011", radius=10, limit=5, filters={"condition": ("mdd",)}
    )
    query, _ = parse("near=Boise", defaults=defaults)
    assert query == LocatorQuery(near="Boise", radius=10, limit=5)


def test_a_prefix_keeps_several_forms_apart() -> None:
    query, errors = parse("a-near=Boise&b-near=Butte&near=x", prefix="b-")
    assert (query.near, errors) == ("Butte", {})
    assert query.params(prefix="b-") == [("b-near", "Butte")]


@pytest.mark.parametrize(
    "fields",
    [
        {"position": (91, 0)},
        {"position": (float("nan"), 0)},
        {"radius": 0},
        {"radius": float("inf")},
        {"unit": "league"},
        {"sort": "price"},
        {"filters": {"age_group": ("adults",)}},
        {"limit": 0},
        {"offset": -1},
    ],
)
def test_code_that_builds_a_wrong_query_is_told_which_field(
    fields: dict[str, Any],
) -> None:
    with pytest.raises(QueryError) as caught:
        LocatorQuery(**fields)
    assert list(caught.value.errors) == list(fields)
