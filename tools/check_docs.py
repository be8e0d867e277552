"""Check that the documentation is whole and true where a machine can tell.

Every setting, system check, command and static link that exists is documented, every
relative link leads somewhere, and the README stays short.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
README_LINES = 120
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
PICTURE = re.compile(r'<img src="([^"]+)"')


def documented(page: str, names: set[str]) -> list[str]:
    text = (REFERENCE / page).read_text()
    missing = [name for name in sorted(names) if f"`{name}`" not in text]
    return [f"docs/reference/{page} does not mention {name}" for name in missing]


def settings() -> set[str]:
    text = (ROOT / "wagtail_tms" / "conf.py").read_text()
    return set(re.findall(r"\bWAGTAIL_TMS_[A-Z_]+\b", text))


def checks() -> set[str]:
    text = (ROOT / "wagtail_tms" / "checks.py").read_text()
    return set(re.findall(r'"(wagtail_tms\.[EW]\d{3})"', text))


def commands() -> set[str]:
    folder = ROOT / "wagtail_tms" / "management" / "commands"
    return {path.stem for path in folder.glob("[a-z]*.py")}


def links(text: str) -> list[str]:
    return LINK.findall(text) + PICTURE.findall(text)


def broken_links() -> list[str]:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [
        f"{page.relative_to(ROOT)} links to {target}, which is not there"
        for page in pages
        for target in links(page.read_text())
        if not target.startswith(("http:", "https:", "mailto:"))
        and not (page.parent / target).exists()
    ]


def long_readme() -> list[str]:
    lines = len((ROOT / "README.md").read_text().splitlines())
    return [f"README.md has {lines} lines"] if lines >= README_LINES else []


def main() -> int:
    problems = [
        *documented("settings.md", settings()),
        *documented("checks.md", checks()),
        *documented("commands.md", commands()),
        *broken_links(),
        *long_readme(),
    ]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
