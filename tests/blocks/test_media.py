from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.blocks.rendering import render
from wagtail_tms.blocks import VideoBlock
from wagtail_tms.blocks.media import video_player


VIDEO = {
    "title": "A session",
    "url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "description": "",
    "transcript": "<p>Words.</p>",
}
COOKIELESS = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=3",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=abc",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/embed/dQw4w9WgXcQ/",
    ],
)
def test_youtube_plays_without_cookies(url: str) -> None:
    player = video_player(url)
    assert (player.provider, player.embed_url) == ("YouTube", COOKIELESS)


@pytest.mark.parametrize(
    "url", ["https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871"]
)
def test_vimeo_plays_without_tracking(url: str) -> None:
    player = video_player(url)
    assert player.provider == "Vimeo"
    assert player.embed_url == "https://player.vimeo.com/video/76979871?dnt=1"


def test_another_player_is_named_by_its_host() -> None:
    player = video_player("https://media.example.org/player/1")
    assert player.provider == "media.example.org"
    assert player.embed_url == "https://media.example.org/player/1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "http://youtu.be/dQw4w9WgXcQ",
        "javascript:alert(1)",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/watch?v=",
        "https://vimeo.com/channels/staffpicks",
        "https://[",
    ],
)
def test_what_cannot_be_embedded_has_no_player(url: str) -> None:
    assert video_player(url).embed_url == ""


def test_a_lookalike_host_is_not_youtube() -> None:
    player = video_player("https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ")
    assert player.provider == "evil.example"


@given(st.text())
def test_any_text_is_survived(url: str) -> None:
    assert video_player(url).embed_url in ("", url)


@pytest.mark.parametrize("url", ["http://youtu.be/dQw4w9WgXcQ", "ftp://a.example/x"])
def test_a_video_is_fetched_over_https_only(url: str) -> None:
    block = VideoBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(block.normalize({**VIDEO, "url": url}))
    assert "https://" in str(error.value.block_errors["url"].messages)


def test_a_video_needs_a_transcript_to_be_published() -> None:
    block = VideoBlock()
    value = block.normalize({**VIDEO, "transcript": ""})
    with pytest.raises(ValidationError) as error:
        block.clean(value)
    assert set(error.value.block_errors) == {"transcript"}
    assert block.clean_deferred(value)


def test_nothing_is_loaded_before_a_click() -> None:
    html = render(VideoBlock(), VIDEO)
    assert "<iframe" not in html
    assert "<img" not in html
    assert f'data-tms-video="{COOKIELESS}"' in html


def test_the_provider_is_named_before_the_click() -> None:
    html = render(VideoBlock(), VIDEO)
    assert "Play from YouTube" in html


def test_without_javascript_a_video_is_a_link() -> None:
    html = " ".join(render(VideoBlock(), VIDEO).split())
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in html
    assert 'tms-video__play" type="button" hidden>' in html


def test_a_video_with_a_dangerous_address_has_no_link() -> None:
    html = render(VideoBlock(), {**VIDEO, "url": "javascript:alert(1)"})
    assert "javascript:" not in html
