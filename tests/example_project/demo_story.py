"""The life of a demo site, run by itself in a folder of its own; see test_demo.py.

It loads the demo, edits it as an editor would, loads it again, visits its pages, and
prints what it saw as JSON.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import django


os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.staticfiles import finders  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page, ReferenceIndex, Site  # noqa: E402

from home.models import HomePage  # noqa: E402
from wagtail_tms import get_clinic_model  # noqa: E402
from wagtail_tms.admin.viewsets import TMSViewSetGroup  # noqa: E402
from wagtail_tms.models import LocatorEntry, Person  # noqa: E402
from wagtail_tms.pages.models import ArticlePage  # noqa: E402


CLINICS = 60
MOST_ALIKE = 15
ALSO_VISITED = ["/admin/login/", "/tms/api/v1/clinics?near=Boise", "/api/v2/pages/"]


def load(clinics: int = CLINICS) -> str:
    out = StringIO()
    call_command("load_demo", clinics=clinics, stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    models = (Person, Page, ArticlePage, get_clinic_model(), LocatorEntry)
    return {model.__name__: model._default_manager.count() for model in models} | {
        "images": get_image_model().objects.count(),
        "files": sum(path.is_file() for path in originals().glob("*")),
    }


def originals() -> Path:
    return Path(settings.MEDIA_ROOT) / "original_images"


def load_without_vocabulary() -> str:
    try:
        return load()
    except CommandError as error:
        return str(error)


def load_and_fail() -> dict[str, int]:
    """Let the last of the articles refer to a picture that does not exist."""
    from demo import load_content

    articles = load_content.read_articles()
    articles[-1]["lead_image"] = "missing.svg"
    with mock.patch.object(load_content, "read_articles", return_value=articles):
        try:
            load()
        except FileNotFoundError:
            return counts()
    raise AssertionError("The step did not fail.")


def refused() -> list[str]:
    """Return what an editor could not publish again as it is."""
    wrong = []
    for page in [*ArticlePage.objects.all(), HomePage.objects.get()]:
        for stream in (page.body, getattr(page, "sources", page.body)):
            try:
                stream.stream_block.clean(stream)
            except ValidationError as error:
                wrong.append(f"{page}: {error!r}")
    for clinic in get_clinic_model()._default_manager.all():
        try:
            clinic.full_clean()
            clinic.validate_for_publication()
        except ValidationError as error:
            wrong.append(f"{clinic}: {error!r}")
    return wrong


def rows_never_updated() -> dict[str, int]:
    """Return, for each list of the admin that says when, how many rows do not."""
    never = {}
    for viewset in TMSViewSetGroup.items:
        url_name = viewset.model.snippet_viewset.get_url_name("list")
        rows = editor().get(reverse(url_name)).context["object_list"]
        never[viewset.model.__name__] = sum(
            getattr(row, "_updated_at", True) is None for row in rows
        )
    return never


def editor() -> Client:
    users = get_user_model().objects
    user = users.filter(username="editor").first() or users.create_superuser("editor")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def previews() -> dict[str, str]:
    """Return what the picker shows of each block of the home page."""
    shown = {}
    for name, block in HomePage.body.field.stream_block.child_blocks.items():
        address = reverse("wagtailadmin_block_preview")
        answer = editor().get(address, {"id": block.definition_prefix})
        described = (
            block.is_previewable and block.get_description() and block.meta.group
        )
        shown[name] = answer.content.decode() if described else ""
    return shown


def references() -> set[tuple[Any, ...]]:
    return set(
        ReferenceIndex.objects.values_list(
            "base_content_type", "object_id", "to_object_id", "content_path"
        )
    )


def references_missed() -> int:
    """Return how many more, or other, references Wagtail finds when it looks again."""
    before = references()
    call_command("rebuild_references_index", verbosity=0)
    return len(before ^ references())


def differences_from_history() -> int:
    """Return how many clinics are not what their latest revision holds."""
    clinics = get_clinic_model()._default_manager.all()
    return sum(
        content(clinic) != content(clinic.latest_revision.as_object())
        for clinic in clinics
    )


def content(clinic: Any) -> dict[str, Any]:
    fields = clinic.serializable_data()
    return {name: fields[name] for name in fields if not name.endswith("_revision")}


def edit() -> None:
    clinics = get_clinic_model()._default_manager
    home = HomePage.objects.get()
    home.headline = "Edited"
    home.save_revision().publish()
    ArticlePage.objects.first().delete()
    Person.objects.filter(slug="teo-brightwater").update(name="Edited")
    edited = clinics.order_by("pk").first()
    edited.slug, edited.name = "edited", "Edited"
    edited.save()
    clinics.exclude(pk=edited.pk).order_by("pk").first().delete()


def edits_left() -> list[str]:
    return [
        HomePage.objects.get().headline,
        Person.objects.get(slug="teo-brightwater").name,
        get_clinic_model()._default_manager.get(slug="edited").name,
    ]


def visit_all() -> dict[str, int]:
    """Return the status of the pages that links lead to, from the front page on.

    Of the many pages that are alike (states, cities, clinics), it visits some.
    """
    client = Client(headers={"host": "127.0.0.1"})
    statuses: dict[str, int] = {}
    alike: Counter[str] = Counter()
    waiting = ["/", *ALSO_VISITED]
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in statuses or alike[kind] == MOST_ALIKE:
            continue
        alike[kind] += 1
        response = client.get(address)
        statuses[address] = response.status_code
        if not address.startswith(("/admin", "/api", "/tms")):
            waiting += links(response.content.decode())
    return statuses


def some_pages() -> dict[str, str]:
    """Return one page of each kind that the demo adds to those of the package."""
    client = Client(headers={"host": "127.0.0.1"})
    index = ArticlePage.objects.first().get_parent().specific
    addresses = {
        "home": "/",
        "articles": index.get_url(),
        "topic": index.get_topic_url(index.get_topics()[0]),
        "article": ArticlePage.objects.get(slug="side-effects-and-safety").get_url(),
        "directory": "/find-a-clinic/?near=10001",
    }
    with override_settings(DEBUG=False):
        missing = client.get("/nowhere/").content.decode()
    found = {name: client.get(url).content.decode() for name, url in addresses.items()}
    return {**found, "missing": missing}


def shared_as(path: str) -> str:
    page = Client(headers={"host": "127.0.0.1:8123"}).get(path).content.decode()
    return re.search(r'property="og:url"\s+content="([^"]*)"', page)[1]


def canonical(path: str) -> str:
    page = Client(headers={"host": "127.0.0.1:8123"}).get(path).content.decode()
    return re.search(r'rel="canonical"\s+href="([^"]*)"', page)[1]


def sitemap() -> list[str]:
    """Return the paths in the sitemap that the robots are told of."""
    client = Client(headers={"host": "127.0.0.1:8123"})
    robots = client.get("/robots.txt").content.decode()
    [address] = re.findall(r"^Sitemap: http://127.0.0.1:8123(/.*)$", robots, re.M)
    found = client.get(address).content.decode()
    return re.findall(r"<loc>http://127.0.0.1:8123(/[^<]*)</loc>", found)


def not_to_be_indexed(paths: list[str]) -> list[str]:
    """Return those of the paths that lead nowhere, or to a page that is no result."""
    client = Client(headers={"host": "127.0.0.1:8123"})
    answers = {path: client.get(path) for path in paths}
    return [
        path
        for path, answer in answers.items()
        if answer.status_code != 200 or "X-Robots-Tag" in answer
    ]


def kind_of(address: str) -> str:
    top, *rest = address.strip("/").split("/")
    return f"{top}, {len(rest)} deep" if top == "find-a-clinic" else address


def links(html: str) -> Iterator[str]:
    """Yield the site's own addresses, without queries: those never end."""
    for address in re.findall(r'href="(/[^"?#]*)', html):
        if address.startswith(settings.STATIC_URL):
            assert finders.find(address.removeprefix(settings.STATIC_URL)), address
        elif not address.startswith("/admin"):
            yield address


def sqlite() -> dict[str, Any]:
    """Return how the database behaves when two write at once."""
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "busy_timeout")
        }
    return {**pragmas, "transaction_mode": connection.transaction_mode}


def main() -> dict[str, Any]:
    setup_test_environment(debug=settings.DEBUG)  # Responses then have a context.
    call_command("migrate", verbosity=0)
    story: dict[str, Any] = {"without vocabulary": load_without_vocabulary()}
    call_command("load_tms_vocabulary", stdout=StringIO())
    story["after failure"] = load_and_fail()
    story["first output"] = load()
    story["first"] = counts()
    story["topics"] = {p.slug: p.topics.count() for p in ArticlePage.objects.all()}
    story["refused"] = refused()
    story["never updated"] = rows_never_updated()
    story["previews"] = previews()
    story["references missed"] = references_missed()
    story["differences from history"] = differences_from_history()
    story["sqlite"] = sqlite()
    story["root"] = Site.objects.get().root_page.specific_class.__name__
    edit()
    story["edited"] = counts()
    story["second output"] = load()
    story["second"] = counts()
    story["edits left"] = edits_left()
    story["more output"] = load(CLINICS + 5)
    story["more"] = counts()
    article = ArticlePage.objects.first()
    story["addresses"] = [Site.objects.get().root_url, canonical(article.get_url())]
    story["home"] = [canonical("/?near=10001"), shared_as("/?near=10001")]
    story["pages"] = some_pages()
    story["visited"] = visit_all()
    public = get_clinic_model()._default_manager.public()
    story["public"] = list(public.values_list("slug", flat=True))
    story["sitemap"] = sitemap()
    story["not to be indexed"] = not_to_be_indexed(story["sitemap"])
    return story


json.dump(main(), sys.stdout)
