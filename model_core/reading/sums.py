"""Values that are said by one before them in the sentence: `20 on the heater, the fan 5 more than that`."""

from __future__ import annotations

import re

_UNIT = r"(?: percent| degrees?)?"
_MORE = r"more|higher|warmer|hotter|brighter|louder|faster|above|over|up"
_LESS = r"less|fewer|lower|cooler|colder|dimmer|quieter|slower|below|under|down"
_TIMES = {"half": 0.5, "double": 2.0, "twice": 2.0, "a quarter of": 0.25, "a third of": 1 / 3}
_SUM = re.compile(
    rf"(?P<before>(?<![\w.:])(?P<n>-?\d+(?:\.\d+)?){_UNIT}\b"
    r"(?:(?!\d)[^;])*?(?:[,;] (?:and )?| and )(?:(?!\d)[^,;])+?) "
    rf"(?:(?:to|at|on|is|be|by) )?"
    rf"(?:(?P<by>\d+(?:\.\d+)?){_UNIT} (?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?: than)? (?:that|this)|"
    rf"(?P<times>{'|'.join(_TIMES)}) (?:that|as much|as (?:bright|loud|fast|high)))(?=$|[,;]| and )"
)


def worked_out(sentence: str) -> str:
    """A sentence in plain form with the value itself for each that is told by the one before it."""
    found = _SUM.search(sentence)
    if found is None:
        return sentence
    first = float(found["n"])
    if found["by"] is not None:
        value = first + float(found["by"]) * (1 if found["more"] else -1)
    else:
        value = first * _TIMES[found["times"]]
    rest = worked_out(f"{round(value, 1):g}{sentence[found.end() :]}")
    return f"{sentence[: found.start()]}{found['before']} to {rest}"
