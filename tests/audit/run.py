"""Serve the demo as in production, let Lighthouse audit it, and print the scores.

    python -m tests.audit.run [--runs 3]

As a phone on a slow network, which is Lighthouse's own default. Of several runs of a
page the one with the median performance counts. The exit code is 1 when a page missed a
bar.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread
from typing import Any


HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parents[1] / "example_project"
LIGHTHOUSE = HERE / "node_modules" / ".bin" / "lighthouse"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"
BARS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}

# Seconds for one run, which takes about twenty.
PATIENCE = 300

Report = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each page")
    runs = parser.parse_args().runs
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not (LIGHTHOUSE.exists() and chromium):
        print("make audit needs Node.js 18 or newer, npm, and Chromium.")
        return 1
    os.environ["CHROME_PATH"] = chromium
    with tempfile.TemporaryDirectory() as folder:
        pages = serve(Path(folder))
        reports = {name: audit(url, runs, Path(folder)) for name, url in pages.items()}
    print(f"\nOf {runs} runs of each page, the one with the median performance:")
    show(reports)
    return 1 if any(missed(report) for report in reports.values()) else 0


def serve(folder: Path) -> dict[str, str]:
    """Load the demo into the folder, serve it, and return the pages by their names."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    os.environ |= {
        "PORT": str(port),
        "TMS_AUDIT_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.audit.settings",
    }
    sys.path.insert(0, str(EXAMPLE))  # Its apps have no package around them.
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    call_command("migrate", verbosity=0)
    call_command("load_tms_vocabulary")
    call_command("load_demo")
    call_command("collectstatic", interactive=False, verbosity=0)
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=port)
    Thread(target=server.run, daemon=True).start()
    return {
        name: f"http://127.0.0.1:{port}{path}" for name, path in demo_pages().items()
    }


def demo_pages() -> dict[str, str]:
    from wagtail_tms import get_clinic_model
    from wagtail_tms.directory import clinic_url, directory_url
    from wagtail_tms.pages.models import ArticlePage

    clinic = get_clinic_model().objects.public().order_by("pk").first()
    article = ArticlePage.objects.live().order_by("pk").first()
    return {
        "home": "/",
        "article": article.get_url(),
        "directory": directory_url(),
        "clinic": clinic_url(clinic),
    }


def audit(url: str, runs: int, folder: Path) -> Report:
    """Return the report of the run with the median performance, or the worse of two."""
    reports = [report for _ in range(runs) if (report := lighthouse(url, folder))]
    if not reports:
        raise SystemExit(f"Lighthouse could not audit {url}.")
    reports.sort(key=lambda report: score(report, "performance"))
    return reports[(len(reports) - 1) // 2]


def lighthouse(url: str, folder: Path) -> Report | None:
    """Return the report of one run; None when the browser gave up."""
    path = folder / "report.json"
    try:
        run_lighthouse(url, path)
    except subprocess.SubprocessError:
        return None
    return json.loads(path.read_text())


def run_lighthouse(url: str, path: Path) -> None:
    subprocess.run(
        [
            LIGHTHOUSE,
            url,
            "--quiet",
            "--output=json",
            f"--output-path={path}",
            f"--only-categories={','.join(BARS)}",
            f"--chrome-flags={FLAGS}",
        ],
        check=True,
        timeout=PATIENCE,
    )


def score(report: Report, category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def missed(report: Report) -> list[str]:
    """Return the categories under their bars."""
    return [name for name, bar in BARS.items() if score(report, name) < bar]


def show(reports: dict[str, Report]) -> None:
    print(f"{'':12}" + "".join(f"{name:>16}" for name in BARS))
    for page, report in reports.items():
        print(f"{page:12}" + "".join(f"{score(report, name):>16}" for name in BARS))
    for page, report in reports.items():
        for name in missed(report):
            print(f"\n{page}: {name} is {score(report, name)}, the bar {BARS[name]}:")
            for line in lost(report, name):
                print(f"  {line}")


def lost(report: Report, category: str) -> list[str]:
    """Say which audits cost points, with what they measured."""
    weights = {
        ref["id"]: ref["weight"] for ref in report["categories"][category]["auditRefs"]
    }
    audits = [report["audits"][name] for name, weight in weights.items() if weight]
    return [
        f"{each['title']} {each.get('displayValue', '')}".rstrip()
        for each in audits
        if each["score"] is not None and each["score"] < 1
    ]


if __name__ == "__main__":
    sys.exit(main())
