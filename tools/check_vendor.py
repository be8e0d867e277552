"""Check that the files of others are the ones that MANIFEST.json names.

    python tools/check_vendor.py

Every file in ``vendor/`` and every file made from others' data is listed there with its
source, its license and its checksum (sha384, as in Subresource Integrity).
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path


STATIC = Path(__file__).parent.parent / "wagtail_tms/static/wagtail_tms"
VENDOR = STATIC / "vendor"
MANIFEST = VENDOR / "MANIFEST.json"


def checksum(path: Path) -> str:
    digest = hashlib.sha384(path.read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def problems() -> list[str]:
    listed = {
        STATIC / name: expected
        for package in json.loads(MANIFEST.read_text(encoding="utf-8"))
        for name, expected in package["files"].items()
    }
    present = {path for path in VENDOR.rglob("*") if path.is_file()} - {MANIFEST}
    return [
        *(f"{path} is not in the manifest." for path in sorted(present - set(listed))),
        *(f"{path} is missing." for path in listed if not path.exists()),
        *(
            f"{path} has changed: it is {checksum(path)}."
            for path, expected in listed.items()
            if path.exists() and checksum(path) != expected
        ),
    ]


if __name__ == "__main__":
    sys.exit("\n".join(problems()) or None)
