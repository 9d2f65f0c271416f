"""Horizontal bars with intervals as an SVG of its own, readable on light and dark ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 760
LABELS = 230
"""Width of the labels on the left."""
BAR_ENDS = 620
ROW = 30
TOP = 52
GRID = (0, 25, 50, 75, 100)

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.tick { font-size: 11px; fill: #59636e }
.grid { stroke: #d1d9e0 }
.bar { fill: #6ea8dc }
.reach { stroke: #1f2328; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .tick { fill: #9198a1 }
  .grid { stroke: #3d444d }
  .bar { fill: #2f6ea8 }
  .reach { stroke: #f0f6fc }
}
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with the bounds it lies between, each from 0 to 1."""

    label: str
    share: float
    low: float
    high: float
    note: str = ""
    """Behind the bar, such as how many it is of."""


def chart(title: str, bars: Sequence[Bar]) -> str:
    """The SVG's text."""
    height = TOP + ROW * len(bars) + 12
    told = "; ".join(f"{bar.label} {bar.share:.0%}" for bar in bars)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(told)}</desc>",
        f"<style>{STYLE}</style>",
        f'<text class="title" x="0" y="18">{escape(title)}</text>',
    ]
    for percent in GRID:
        x = _x(percent / 100)
        parts.append(f'<line class="grid" x1="{x}" y1="{TOP - 4}" x2="{x}" y2="{height - 10}"/>')
        parts.append(f'<text class="tick" x="{x}" y="{TOP - 10}" text-anchor="middle">{percent} %</text>')
    for row, bar in enumerate(bars):
        parts += _row(bar, TOP + ROW * row)
    return "\n".join([*parts, "</svg>", ""])


def _row(bar: Bar, y: int) -> list[str]:
    middle, low, high = y + ROW // 2, _x(bar.low), _x(bar.high)
    width = round(_x(bar.share) - LABELS, 1)
    return [
        f'<text x="{LABELS - 10}" y="{middle + 4}" text-anchor="end">{escape(bar.label)}</text>',
        f'<rect class="bar" x="{LABELS}" y="{y + 5}" width="{width}" height="{ROW - 10}"/>',
        f'<line class="reach" x1="{low}" y1="{middle}" x2="{high}" y2="{middle}"/>',
        *(
            f'<line class="reach" x1="{x}" y1="{middle - 4}" x2="{x}" y2="{middle + 4}"/>'
            for x in (low, high)
        ),
        f'<text x="{BAR_ENDS + 12}" y="{middle + 4}">{bar.share:.0%} {escape(bar.note)}</text>',
    ]


def _x(share: float) -> float:
    return round(LABELS + (BAR_ENDS - LABELS) * share, 1)
