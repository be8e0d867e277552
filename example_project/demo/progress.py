"""What a long command says while it works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any


class Step:
    """One step: how far it is, and in the end what came of it."""

    def __init__(self, name: str, out: Any) -> None:
        self.name, self.out = name, out
        self.result = "done"
        self.tenths = 0

    def percent(self, done: int, total: int) -> None:
        """Say how far the step is; in a log, with a line for every tenth."""
        share = 100 * done // max(total, 1)
        self.working(f"{share} %")
        if not self.out.isatty() and self.tenths < share // 10 < 10:
            self.tenths = share // 10
            self._write(f"{share} %", ending="\n")

    def working(self, text: str) -> None:
        """Say something that the next line replaces: only a terminal can."""
        if self.out.isatty():
            self._write(text, ending="")

    def end(self, text: str) -> None:
        """Say what came of the step."""
        self._write(text, ending="\n")

    def _write(self, text: str, ending: str) -> None:
        start = "\r\x1b[K" if self.out.isatty() else ""
        self.out.write(f"{start}  {self.name:<10} {text}", ending=ending)
        self.out.flush()


@contextmanager
def step(name: str, out: Any) -> Iterator[Step]:
    """Write one line about a step when it ends, with the seconds that it took."""
    start = monotonic()
    this = Step(name, out)
    this.working("...")
    try:
        yield this
    except BaseException:
        this.end("stopped; what was unfinished is undone")
        raise
    this.end(f"{this.result} ({monotonic() - start:.1f} s)")
