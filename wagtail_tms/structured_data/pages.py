"""The pages of the directory: where they stand, and what they list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wagtail_tms.structured_data.graph import Node, node


def breadcrumb_list(steps: Iterable[Mapping[str, str]], page_url: str) -> Node:
    """Return the way to a page; each step has a ``label`` and an absolute ``url``.

    The last step may have none: it is the page itself.
    """
    return node(
        "BreadcrumbList",
        id=f"{page_url}#breadcrumbs",
        itemListElement=[
            node(
                "ListItem",
                position=position,
                name=step["label"],
                item=step["url"] or page_url,
            )
            for position, step in enumerate(steps, start=1)
        ],
    )


def collection_page(
    url: str,
    name: str,
    description: str,
    items: Iterable[tuple[str, str]],
    *,
    count: int,
    first: int = 1,
) -> Node:
    """Return a page that lists clinics.

    ``items`` are (name, absolute address) of those on the page, the ``first`` of which
    has this number in the whole list of ``count``.
    """
    return node(
        "CollectionPage",
        id=url,
        url=url,
        name=name,
        description=description,
        breadcrumb={"@id": f"{url}#breadcrumbs"},
        mainEntity=_item_list(items, count, first),
    )


def _item_list(items: Iterable[tuple[str, str]], count: int, first: int) -> Node | None:
    elements = [
        node("ListItem", position=position, name=label, url=address)
        for position, (label, address) in enumerate(items, start=first)
    ]
    if not elements:
        return None
    return node("ItemList", numberOfItems=count, itemListElement=elements)
