"""Two panels about confidence as an SVG: how honest it is, and what passing requests on would bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.evaluate.chart import STYLE
from model_core.statistics import bins, passing_on

Point = tuple[float, float]
_SIZE, _LEFT, _TOP, _APART = 260, 60, 62, 120
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_SHARES = tuple(n / 20 for n in range(20))
_LINE = "fill: none; stroke: #2f6ea8; stroke-width: 2"


def reliability(title: str, pairs: Sequence[tuple[float, bool]]) -> str:
    """The SVG's text for (confidence, right) of every sentence."""
    honest = bins(pairs)
    rest = [(share, right) for share, (_, right) in zip(_SHARES, passing_on(pairs, _SHARES), strict=True)]
    second = _LEFT + _SIZE + _APART
    told = "; ".join(f"confidence {c:.0%}, right {r:.0%}" for c, r in honest)
    width, height = second + _SIZE + 30, _TOP + _SIZE + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(told)}</desc>",
        f"<style>{STYLE}</style>",
        f'<text class="title" x="0" y="18">{escape(title)}</text>',
        *_panel(_LEFT, "right, by confidence (ten bins)"),
        f'<path class="grid" d="{_path(_LEFT, ((0, 0), (1, 1)))}" style="stroke-dasharray: 4"/>',
        f'<path d="{_path(_LEFT, honest)}" style="{_LINE}"/>',
        *(f'<circle cx="{_x(_LEFT, c)}" cy="{_y(r)}" r="3.5" fill="#2f6ea8"/>' for c, r in honest),
        *_panel(second, "right of the rest, by share passed on"),
        f'<path d="{_path(second, rest)}" style="{_LINE}"/>',
    ]
    return "\n".join([*parts, "</svg>", ""])


def _panel(left: int, name: str) -> list[str]:
    parts = [f'<text x="{left}" y="{_TOP - 14}">{escape(name)}</text>']
    for tick in _TICKS:
        x, y = _x(left, tick), _y(tick)
        parts += [
            f'<line class="grid" x1="{left}" y1="{y}" x2="{left + _SIZE}" y2="{y}"/>',
            f'<text class="tick" x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:.0%}</text>',
            f'<text class="tick" x="{x}" y="{_TOP + _SIZE + 18}" text-anchor="middle">{tick:.0%}</text>',
        ]
    return parts


def _path(left: int, points: Iterable[Point]) -> str:
    return "M " + " L ".join(f"{_x(left, x)} {_y(y)}" for x, y in points)


def _x(left: int, share: float) -> float:
    return round(left + _SIZE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _SIZE * (1 - share), 1)
