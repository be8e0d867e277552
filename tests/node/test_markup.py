"""What the Nu HTML checker says of our pages, in each of their states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.articles.factories import (
    make_article,
    make_drawing,
    make_image,
    make_index,
    stream,
)
from tests.articles.factories import make_directory as make_other_directory
from tests.factories import (
    make_clinic,
    make_condition,
    make_directory,
    make_insurer,
    make_person,
    make_topic,
)
from tests.node.checker import faults, needs_checker
from tests.outline import html
from tests.structured_data.test_directory import full_clinic
from wagtail_tms.blocks import ArticleBodyBlock
from wagtail_tms.directory import clinic_url


pytestmark = [pytest.mark.django_db, needs_checker]

SEARCHES = {
    "start": "",
    "results": "?near=59011&condition=depression&accepting=1&q=clinic",
    "page": "?near=59011&page=2&sort=name",
    "none": "?near=Miami,+FL&radius=5&condition=depression",
    "unclear": "?near=Xyzzyburg",
    "ambiguous": "?near=Springfield",
    "errors": "?near=59011&age=900&radius=x&unit=x&accepting=x&sort=x&condition=x!",
}


def whole_article() -> Any:
    """An article with every block, as the block picker previews it."""
    body = stream(
        *[
            (name, block.get_prep_value(block.get_preview_value()))
            for name, block in ArticleBodyBlock().child_blocks.items()
        ]
    )
    index = make_index("Articles", slug="articles", introduction="<p>Read.</p>")
    return make_article(index, slug="whole", body=body, lead_image=make_image())


def drawn_article(index: Any) -> Any:
    """An article whose pictures are all drawings (SVG)."""
    drawing = make_drawing()
    return make_article(
        index,
        slug="drawn",
        topics=[make_topic("Safety")],
        people=[make_person(photo=drawing)],
        lead_image=drawing,
        body=stream(("image", {"image": drawing.pk, "caption": "A coil."})),
    )


def pages(client: Any) -> dict[str, Any]:
    """Return the answers of every kind of page, by a name for each."""
    conditions, insurers = [make_condition()], [make_insurer()]
    for number in range(3):
        make_clinic(
            f"Clinic {number}",
            slug=f"clinic-{number}",
            conditions=conditions,
            insurers=insurers,
            accepting="newpt",
        )
    make_clinic("Gone", slug="gone", status="closed")
    clinic, article = full_clinic(), whole_article()
    index = article.get_parent().specific
    drawn = drawn_article(index)
    drawn_clinic = make_clinic("Drawn", slug="drawn", photo=make_drawing())
    directory = make_directory(page_size=2)
    posted = make_other_directory("Quiet", slug="quiet", search_method="post")
    found = {name: client.get(directory.url + s) for name, s in SEARCHES.items()}
    place = f"{directory.url}montana/"
    return {
        **found,
        "posted-start": client.get(posted.url),
        "posted": client.post(posted.url, {"near": "59011", "accepting": "1"}),
        "state": client.get(place),
        "city": client.get(f"{place}big-timber/"),
        "clinic": client.get(clinic_url(clinic)),
        "closed": client.get(f"{place}big-timber/gone/"),
        "article": client.get(article.url),
        "drawn-article": client.get(drawn.url),
        "drawn-clinic": client.get(clinic_url(drawn_clinic)),
        "articles": client.get(index.url),
        "topic": client.get(index.get_topic_url(drawn.topics.get())),
        "finder": client.get("/tms/api/v1/finder", {"near": "59011"}),
    }


def test_every_page_is_valid_html(client: Any, tmp_path: Path) -> None:
    written = {}
    for name, answer in pages(client).items():
        assert answer.status_code in (200, 410), name
        written[name] = html(answer)
    head = '<!DOCTYPE html><html lang="en"><title>Finder</title>'
    written["finder"] = f"{head}<h1>Finder</h1>{written['finder']}"
    assert faults(written, tmp_path) == set()
