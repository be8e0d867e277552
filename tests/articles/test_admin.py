"""Editors write articles in Wagtail's own admin: drafts may be incomplete."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from tests.articles.factories import (
    PAGES,
    SUMMARY,
    ArticleAuthor,
    ArticlePage,
    make_article,
    make_image,
    make_index,
)
from tests.factories import make_person, make_topic


pytestmark = pytest.mark.django_db

STATISTIC = {
    "value": "58%",
    "statement": "58% got better.",
    "population": "",
    "comparator": "",
    "design": "",
    "source": {"title": "", "publisher": "", "year": "", "url": ""},
}


@pytest.fixture
def index() -> Any:
    return make_index()


def paragraphs(*texts: str) -> Any:
    return streamfield([("paragraph", rich_text(f"<p>{text}</p>")) for text in texts])


def one_section(*blocks: tuple[str, Any]) -> Any:
    body = streamfield(list(blocks)) if blocks else paragraphs("Some words.")
    return streamfield([("section", {"heading": "What is TMS?", "body": body})])


def authors(*rows: tuple[Any, str]) -> Any:
    return inline_formset(
        [{"person": person.pk, "role": role} for person, role in rows]
    )


def form(*, topics: Any = (), **changes: Any) -> dict[str, Any]:
    data = {
        "title": "How TMS works",
        "slug": "how-tms-works",
        "summary": "",
        "lead_image": "",
        "lead_image_alt": "",
        "key_takeaways": streamfield([]),
        "body": streamfield([]),
        "sources": streamfield([]),
        "authors": inline_formset([]),
        "related_articles": inline_formset([]),
        "published_on": "2026-01-02",
        "updated_on": "",
        "comments": inline_formset([]),
        **changes,
    }
    # A list in the data of a nested form would be taken for a row of its own.
    return {**nested_form_data(data), "topics": [topic.pk for topic in topics]}


def complete(**changes: Any) -> dict[str, Any]:
    return form(
        **{
            "summary": SUMMARY,
            "topics": [make_topic()],
            "body": one_section(),
            "authors": authors((make_person(), "author")),
            **changes,
        }
    )


def add(admin: Any, index: Any, data: dict[str, Any], *, publish: bool = False) -> Any:
    url = reverse("wagtailadmin_pages:add", args=[PAGES, "articlepage", index.pk])
    if publish:
        data = {**data, "action-publish": "publish"}
    return admin.post(url, data)


def errors(response: Any) -> dict[str, Any]:
    form = response.context["form"]
    return {**form.errors, **{k: v for k, v in row_errors(form).items() if v}}


def row_errors(form: Any) -> dict[str, Any]:
    return {
        name: [*formset.non_form_errors(), *filter(None, formset.errors)]
        for name, formset in form.formsets.items()
    }


def test_an_empty_draft_is_saved_and_previewed(admin: Any, index: Any) -> None:
    response = add(admin, index, form())
    assert response.status_code == 302
    page = ArticlePage.objects.get()
    assert not page.live
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    preview = admin.get(url)
    assert preview.status_code == 200
    assert "How TMS works" in preview.content.decode()


def test_a_new_article_is_previewed_before_it_is_saved(admin: Any, index: Any) -> None:
    args = [PAGES, "articlepage", index.pk]
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    assert admin.post(url, complete()).json()["is_valid"]
    html = admin.get(url).content.decode()
    assert "What is TMS?" in html
    assert "Ana Ruiz" in html


def test_what_is_missing_is_named_when_publishing(admin: Any, index: Any) -> None:
    response = add(admin, index, form(), publish=True)
    assert response.status_code == 200
    assert not ArticlePage.objects.exists()
    assert {"summary", "topics", "body", "authors"} <= set(errors(response))


def test_a_complete_article_is_published(admin: Any, index: Any) -> None:
    response = add(admin, index, complete(), publish=True)
    assert response.status_code == 302
    page = ArticlePage.objects.get()
    assert page.live
    assert [author.person.name for author in page.authors.all()] == ["Ana Ruiz"]
    assert [topic.name for topic in page.topics.all()] == ["How TMS works"]


def test_a_published_article_keeps_a_draft_of_its_rows(admin: Any, index: Any) -> None:
    page = make_article(index)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    row = {"id": page.authors.get().pk, "person": make_person("Bo Lee").pk}
    rows = inline_formset([{**row, "role": "author"}], initial=1)
    data = complete(slug=page.slug, authors=rows)
    assert admin.post(url, data).status_code == 302
    live = ArticlePage.objects.get(pk=page.pk)
    draft = live.get_latest_revision_as_object()
    assert [author.person.name for author in live.authors.all()] == ["Ana Ruiz"]
    assert [author.person.name for author in draft.authors.all()] == ["Bo Lee"]


def test_a_body_without_a_section_is_not_published(admin: Any, index: Any) -> None:
    data = complete(body=paragraphs("Only this."))
    response = add(admin, index, data, publish=True)
    error = errors(response)["body"].as_data()[0]
    assert "Add at least one section." in str(error.non_block_errors)
    assert add(admin, index, data).status_code == 302


def test_a_short_summary_is_refused_only_when_publishing(
    admin: Any, index: Any
) -> None:
    data = complete(summary="Too short.")
    response = add(admin, index, data, publish=True)
    assert "at least 50" in str(errors(response)["summary"])
    assert add(admin, index, data).status_code == 302


def test_a_long_summary_is_refused(admin: Any, index: Any) -> None:
    response = add(admin, index, complete(summary="x" * 401))
    assert "400" in str(errors(response)["summary"])


@pytest.mark.parametrize(
    ("number", "right"), [(0, True), (1, False), (2, True), (6, True)]
)
def test_takeaways_are_none_or_two_to_six(
    admin: Any, index: Any, number: int, right: bool
) -> None:
    takeaways = streamfield([("takeaway", f"Point {n}") for n in range(number)])
    response = add(admin, index, complete(key_takeaways=takeaways), publish=True)
    assert (response.status_code == 302) is right
    if not right:
        assert "key_takeaways" in errors(response)


def test_seven_takeaways_are_too_many(admin: Any, index: Any) -> None:
    takeaways = streamfield([("takeaway", f"Point {n}") for n in range(7)])
    response = add(admin, index, complete(key_takeaways=takeaways))
    assert "key_takeaways" in errors(response)


def test_one_takeaway_may_stand_in_a_draft(admin: Any, index: Any) -> None:
    data = complete(key_takeaways=streamfield([("takeaway", "Alone")]))
    assert add(admin, index, data).status_code == 302


def test_a_figure_without_a_source_blocks_publishing(admin: Any, index: Any) -> None:
    data = complete(body=one_section(("statistic", STATISTIC)))
    assert "body" in errors(add(admin, index, data, publish=True))
    assert add(admin, index, data).status_code == 302


def test_an_update_before_the_publication_is_refused(admin: Any, index: Any) -> None:
    data = complete(published_on="2026-02-02", updated_on="2026-02-01")
    assert "updated_on" in errors(add(admin, index, data))


def test_someone_is_named_once_in_a_role(admin: Any, index: Any) -> None:
    person = make_person()
    twice = complete(authors=authors((person, "author"), (person, "author")))
    response = add(admin, index, twice)
    assert "already has this role" in str(errors(response)["authors"])
    both = complete(authors=authors((person, "author"), (person, "editor")))
    assert add(admin, index, both).status_code == 302


def test_someone_inactive_is_not_newly_named(admin: Any, index: Any) -> None:
    person = make_person("Gone", is_active=False)
    response = add(admin, index, complete(authors=authors((person, "author"))))
    assert "no longer active" in str(errors(response)["authors"])


def test_someone_inactive_may_stay(admin: Any, index: Any) -> None:
    person = make_person("Going")
    page = make_article(index, people=[person])
    page.save_revision()
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = complete(slug=page.slug, authors=authors((person, "author")))
    assert admin.post(url, {**data, "action-publish": "publish"}).status_code == 302


def test_a_lead_image_is_described_or_decorative(admin: Any, index: Any) -> None:
    image = make_image()
    data = complete(lead_image=image.pk)
    assert "lead_image_alt" in errors(add(admin, index, data, publish=True))
    both = {"lead_image_alt": "A coil", "lead_image_decorative": "on"}
    data = complete(lead_image=image.pk, **both)
    assert "lead_image_alt" in errors(add(admin, index, data, publish=True))
    data = complete(lead_image=image.pk, lead_image_decorative="on")
    assert add(admin, index, data, publish=True).status_code == 302


def test_a_picture_in_the_text_is_never_both_described_and_decorative(
    admin: Any, index: Any
) -> None:
    picture = {"image": make_image().pk, "alt_text": "A coil", "decorative": "on"}
    figure = {"image": picture, "caption": "", "credit": ""}
    data = complete(body=one_section(("image", figure)))
    assert add(admin, index, data, publish=True).status_code == 302
    [section] = ArticlePage.objects.get().body.get_prep_value()
    [block] = section["value"]["body"]
    assert block["value"]["image"]["decorative"] is True
    assert block["value"]["image"]["alt_text"] == ""


def test_someone_who_wrote_cannot_be_deleted(index: Any) -> None:
    from django.db.models import ProtectedError

    person = make_person()
    make_article(index, people=[person])
    with pytest.raises(ProtectedError):
        person.delete()


def test_a_draft_survives_the_deletion_of_its_author(admin: Any, index: Any) -> None:
    page = make_article(index, people=[])
    person = make_person("Leaving")
    page.authors = [ArticleAuthor(person=person)]
    page.save_revision()
    person.delete()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin.get(url).status_code == 200


def test_a_draft_with_half_filled_blocks_is_edited_and_previewed(
    admin: Any, index: Any
) -> None:
    half = {"type": "section", "value": {}}
    body = [
        half,
        {"type": "table", "value": {"caption": "", "table": None}},
        {"type": "image", "value": {"image": None}},
        {"type": "call_to_action", "value": {}},
        {"type": "clinic_teaser", "value": {"clinics": [None]}},
        {"type": "video", "value": {"url": ""}},
        {"type": "unknown", "value": 1},
    ]
    page = make_article(index, body=json.dumps(body), topics=[], people=[], live=False)
    page.save_revision()
    for view in ("edit", "view_draft"):
        url = reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
        assert admin.get(url).status_code == 200


def test_an_article_belongs_below_an_index(index: Any) -> None:
    from tests.articles.factories import home_page

    assert ArticlePage.can_create_at(index)
    assert not ArticlePage.can_create_at(home_page())
    assert not ArticlePage.can_create_at(make_article(index))


def test_the_author_row_of_the_add_form_offers_people(admin: Any, index: Any) -> None:
    args = [PAGES, "articlepage", index.pk]
    html = admin.get(reverse("wagtailadmin_pages:add", args=args)).content.decode()
    assert "How TMS works" not in html
    assert "id_authors-TOTAL_FORMS" in html


def test_the_editor_begins_without_an_author(admin: Any, index: Any) -> None:
    """So that a draft with nothing but a title can be saved from the browser."""
    url = reverse("wagtailadmin_pages:add", args=[PAGES, "articlepage", index.pk])
    formset = admin.get(url).context["form"].formsets["authors"]
    assert formset.total_form_count() == 0
