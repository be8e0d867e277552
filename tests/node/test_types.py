"""What TypeScript says of our scripts and of our structured data."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.factories import make_clinic, make_directory
from tests.outline import html
from tests.structured_data.test_articles import full_article
from tests.structured_data.test_directory import SCRIPT, full_clinic
from wagtail_tms.directory import clinic_url


HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
SCRIPTS = HERE.parents[1] / "wagtail_tms" / "static" / "wagtail_tms" / "js"

pytestmark = pytest.mark.skipif(
    not (MODULES.is_dir() and shutil.which("node")),
    reason="Needs Node.js and what tests/node/install.sh installs.",
)


def check(folder: Path, files: list[Path], **options: Any) -> str:
    """Return what the compiler says of these files: nothing, if all is well."""
    config = folder / "tsconfig.json"
    settings = {
        "noEmit": True,
        "strict": True,
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "lib": ["es2022", "dom", "dom.iterable"],
        "types": [],
        "skipLibCheck": True,
        **options,
    }
    config.write_text(
        json.dumps({"compilerOptions": settings, "files": [str(f) for f in files]})
    )
    tsc = MODULES / ".bin" / "tsc"
    done = subprocess.run(
        [str(tsc), "--project", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_the_scripts_keep_to_the_types_in_their_comments(tmp_path: Path) -> None:
    scripts = sorted(SCRIPTS.rglob("*.js"))
    assert scripts
    assert check(tmp_path, scripts, allowJs=True, checkJs=True) == ""


@pytest.mark.django_db
def test_the_structured_data_has_the_types_of_schema_org(
    client: Any, tmp_path: Path
) -> None:
    directory = make_directory()
    pages = [
        directory.url,
        f"{directory.url}montana/",
        f"{directory.url}montana/big-timber/",
        clinic_url(full_clinic()),
        clinic_url(make_clinic("Plain")),
        full_article().url,
    ]
    lines = ['import type { Graph } from "schema-dts";']
    for number, page in enumerate(pages):
        (document,) = SCRIPT.findall(html(client.get(page)))
        lines.append(f"export const page{number}: Graph = {document};")
    source = tmp_path / "pages.ts"
    source.write_text("\n".join(lines), encoding="utf-8")
    paths = {"schema-dts": [str(MODULES / "schema-dts")]}
    assert check(tmp_path, [source], paths=paths) == ""
    source.write_text(
        "\n".join(lines).replace('"addressLocality"', '"adressLocality"'),
        encoding="utf-8",
    )
    assert "adressLocality" in check(tmp_path, [source], paths=paths)
