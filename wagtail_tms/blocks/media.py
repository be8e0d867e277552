"""Pictures and video. No video player loads before the reader asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock, URLBlock
from wagtail.images.blocks import ImageBlock

from wagtail_tms.blocks.base import GROUP_MEDIA, PROSE_FEATURES, ContentBlock


class FigureBlock(ContentBlock):
    """A picture, with alternative text unless it only decorates.

    Never both: Wagtail's block drops the text of a picture marked as decorative, whose
    field the editor cannot fill in.
    """

    image = ImageBlock()
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = CharBlock(
        label=_("Credit"),
        required=False,
        max_length=160,
        help_text=_("Who made the picture."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        group = GROUP_MEDIA
        description = _("A picture or drawing, with a caption and a credit.")
        label_format = "{caption}"
        template = "wagtail_tms/blocks/figure.html"
        preview_template = "wagtail_tms/previews/figure.html"
        preview_value = {
            "image": None,
            "caption": "The field passes through the skull to the cells below.",
            "credit": "Your illustrator",
        }


@dataclass(frozen=True, slots=True)
class Player:
    """Where a video plays inside a page, and whose site that is."""

    provider: str
    embed_url: str


YOUTUBE_HOSTS = {
    "youtube.com",
    "m.youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
}
VIMEO_HOSTS = {"vimeo.com", "player.vimeo.com"}
YOUTUBE_ID = re.compile(r"^[\w-]{11}$", re.ASCII)
VIMEO_ID = re.compile(r"^\d+$", re.ASCII)


def video_player(url: str) -> Player:
    """Return the player for the address of a video.

    YouTube and Vimeo addresses become their embedded players, YouTube's without
    cookies; any other ``https`` address is taken to be a player itself. ``embed_url``
    is empty where nothing can be embedded: the reader then gets a plain link.
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Player("", "")
    if parts.scheme != "https" or not host:
        return Player(host, "")
    last = parts.path.rstrip("/").rpartition("/")[2]
    if host in YOUTUBE_HOSTS:
        video = parse_qs(parts.query).get("v", [last])[0]
        return Player("YouTube", youtube_embed(video))
    if host in VIMEO_HOSTS:
        return Player("Vimeo", vimeo_embed(last))
    return Player(host, url)


def youtube_embed(video: str) -> str:
    """Return the cookie-less player of a YouTube video, or nothing for no video id."""
    if not YOUTUBE_ID.match(video):
        return ""
    return f"https://www.youtube-nocookie.com/embed/{video}"


def vimeo_embed(video: str) -> str:
    """Return the non-tracking player of a Vimeo video, or nothing for no video id."""
    if not VIMEO_ID.match(video):
        return ""
    return f"https://player.vimeo.com/video/{video}?dnt=1"


def validate_https(url: str) -> None:
    """Refuse an address that is not encrypted.

    Raises:
        ValidationError: the address does not start with ``https://``.
    """
    if not url.lower().startswith("https://"):
        raise ValidationError(_("Enter an address that starts with https://."))


class VideoBlock(ContentBlock):
    """A video, as a link until the reader presses play."""

    title = CharBlock(label=_("Title"), max_length=160)
    url = URLBlock(
        label=_("Address"),
        max_length=500,
        validators=[validate_https],
        help_text=_(
            "A YouTube or Vimeo page. For another site, the address of its player."
        ),
    )
    description = TextBlock(
        label=_("What it shows"), required=False, help_text=_("And how long it is.")
    )
    transcript = RichTextBlock(
        label=_("Transcript"),
        features=PROSE_FEATURES,
        help_text=_("For those who cannot see, hear or load the video."),
    )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["player"] = video_player(value.get("url") or "")
        return context

    class Meta:
        icon = "media"
        label = _("Video")
        group = GROUP_MEDIA
        description = _("A video that loads only when the reader presses play.")
        label_format = "{title}"
        template = "wagtail_tms/blocks/video.html"
        preview_value = {
            "title": "A session from start to finish",
            "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "description": "Two minutes in a treatment room.",
            "transcript": "<p>A person sits down in a chair.</p>",
        }
