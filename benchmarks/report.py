"""What the benchmark prints, and what it found wrong or missed."""

from __future__ import annotations

from benchmarks.timing import Timing


ROW = "{:46}{:>9}{:>9}{:>7}{:>9}{:>8}{:>9}  {}"
FIGURE = "{:46}{:>14}{:>16}  {}"


class Report:
    """Prints lines as they come, and remembers the failures."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self._about = ""

    def say(self, line: str = "") -> None:
        print(line, flush=True)

    def heading(self, text: str) -> None:
        self._about = ""
        self.say(f"\n{text}")

    def about(self, text: str) -> None:
        """Print what the next rows are about; failures among them say it too."""
        self._about = f"{text}: "
        self.say(text)

    def columns(self) -> None:
        """Print the heads of the rows."""
        self.say(
            ROW.format("", "p50 ms", "p95 ms", "times", "wrong", "ratio", "bar", "")
        )

    def row(
        self,
        name: str,
        timing: Timing,
        wrong: int | None = None,
        ratio: float | None = None,
        bar: float | None = None,
        note: str = "",
    ) -> None:
        """Print a timing; a ratio under its bar is a failure."""
        missed = ratio is not None and bar is not None and ratio < bar
        self.say(
            ROW.format(
                name,
                f"{timing.p50:.2f}",
                f"{timing.p95:.2f}",
                len(timing.times),
                "" if wrong is None else wrong,
                "" if ratio is None else f"{ratio:.1f}x",
                "" if bar is None else f">={bar:g}x",
                "MISSED" if missed else note,
            ).rstrip()
        )
        if missed:
            self.fail(f"{name}: {ratio:.1f}x, the bar is {bar:g}x")

    def figure(
        self,
        name: str,
        value: float,
        unit: str,
        most: float | None = None,
        least: float | None = None,
    ) -> None:
        """Print a figure; past its bar, it is a failure."""
        bar = (
            f"<={most:g}"
            if most is not None
            else f">={least:g}"
            if least is not None
            else ""
        )
        missed = (most is not None and value > most) or (
            least is not None and value < least
        )
        mark = "MISSED" if missed else ""
        self.say(FIGURE.format(name, f"{value:.1f} {unit}", bar, mark).rstrip())
        if missed:
            self.fail(f"{name}: {value:.1f} {unit}, the bar is {bar}")

    def wrong(self, name: str, count: int) -> None:
        """Note wrong answers of ours."""
        if count:
            self.fail(f"{name}: {count} wrong")

    def fail(self, text: str) -> None:
        self.failures.append(f"{self._about}{text.strip()}")
