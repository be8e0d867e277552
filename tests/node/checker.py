"""The Nu HTML checker, which ``tests/node/install.sh`` installs."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

needs_checker = pytest.mark.skipif(
    not (JAR.is_file() and shutil.which("java")),
    reason="Needs Java, Node.js and what tests/node/install.sh installs.",
)


def faults(pages: Mapping[str, str], folder: Path) -> set[str]:
    """Return what is wrong with pages of HTML, each by its name.

    They are written below the folder.
    """
    folder /= "pages"
    folder.mkdir()
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    done = subprocess.run(
        ["java", "-jar", str(JAR), "--format", "json", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        f"{Path(message['url']).name}: {message['message']}"
        f" … {message.get('extract', '')[:120]}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] == "error"
    }
