"""The memory of each GPU of a plan as an SVG of its own, readable on light and dark ground."""

from __future__ import annotations

from html import escape

from model_core.placement import Memory, Plan

WIDTH = 760
LABELS = 90
"""Width of the labels on the left."""
BAR_ENDS = 620
ROW = 24
TOP = 62

PARTS = {
    "attention": "attention",
    "dense": "dense",
    "experts": "experts",
    "cache": "keys and values",
    "other": "activations and reserve",
    "free": "free",
}
"""Parts of a bar from the left, and what they are called."""

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.legend { font-size: 11px; fill: #59636e }
.attention { fill: #1b6ca8 }
.dense { fill: #8250df }
.experts { fill: #6ea8dc }
.cache { fill: #e0913a }
.other { fill: #8c959f }
.free { fill: #eaeef2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .legend { fill: #9198a1 }
  .attention { fill: #58a6ff }
  .dense { fill: #a988f0 }
  .experts { fill: #2f6ea8 }
  .cache { fill: #c9772b }
  .other { fill: #6e7681 }
  .free { fill: #262c36 }
}
"""


def picture(title: str, plan: Plan) -> str:
    """The SVG's text: one bar for each GPU in use, its whole length the GPU's memory."""
    rows = [memory for memory in plan.stages for _ in range(plan.split.stage)]
    height = TOP + ROW * len(rows) + 12
    told = "; ".join(f"stage {index}: {_told(memory)}" for index, memory in enumerate(plan.stages))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(told)}</desc>",
        f"<style>{STYLE}</style>",
        f'<text class="title" x="0" y="18">{escape(title)}</text>',
        *_legend(),
    ]
    for row, memory in enumerate(rows):
        parts += _row(f"{plan.machine.unit} {row}", memory, TOP + ROW * row)
    return "\n".join([*parts, "</svg>", ""])


def _sizes(memory: Memory) -> dict[str, float]:
    """Bytes of each part; together the GPU's memory."""
    return {
        "attention": memory.attention,
        "dense": memory.dense,
        "experts": memory.experts,
        "cache": memory.cache,
        "other": memory.activations + memory.reserved,
        "free": memory.free,
    }


def _told(memory: Memory) -> str:
    return ", ".join(f"{PARTS[part]} {size / 1e9:.1f} GB" for part, size in _sizes(memory).items())


def _legend() -> list[str]:
    parts, x = [], LABELS
    for part, name in PARTS.items():
        parts.append(f'<rect class="{part}" x="{x}" y="32" width="12" height="12"/>')
        parts.append(f'<text class="legend" x="{x + 17}" y="42">{name}</text>')
        x += 34 + 6 * len(name)
    return parts


def _row(label: str, memory: Memory, y: int) -> list[str]:
    text = y + ROW // 2 + 4
    parts = [f'<text x="{LABELS - 10}" y="{text}" text-anchor="end">{escape(label)}</text>']
    x = float(LABELS)
    for part, size in _sizes(memory).items():
        width = (BAR_ENDS - LABELS) * size / memory.capacity
        parts.append(f'<rect class="{part}" x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}"/>')
        x += width
    full = f"{(memory.capacity - memory.free) / 1e9:.1f} of {memory.capacity / 1e9:.1f} GB"
    return [*parts, f'<text x="{BAR_ENDS + 12}" y="{text}">{full}</text>']
