"""What every question of the catalogue is asked of the synthetic country: always the same of municipality 1."""

from collections.abc import Mapping

from tests.synthetic.causes import FOCUS
from tests.synthetic.place import BOARD, YEARS, Municipality
from tests.synthetic.plans import action, goal

_HERE = Municipality(1)
_YEAR = YEARS[2]
_PLAN = _HERE.id("plan", _YEAR)
_ACTION = action(_HERE, _YEAR, 2, 7)

_ASKED: Mapping[str, Mapping[str, str]] = {
    "action-trace": {"action": _ACTION},
    "citation-check": {"document": f"document/{_HERE.document('follow-up', _YEAR)}"},
    "decisions": {"body": _HERE.id("unit", BOARD)},
    "double-funding": {"action": _ACTION, "grant": _HERE.id("grant", 3)},
    "goals-without-indicators": {"plan": _PLAN},
    "grant-allocation": {"grant": _HERE.id("grant", 2)},
    "grant-duties": {"grant": _HERE.id("grant", 2), "at": f"{_YEAR + 1}-04-01"},
    "grant-rules": {"action": _ACTION, "grant": _HERE.id("grant", 2), "at": f"{_YEAR}-10-01"},
    "money": {"grant": _HERE.id("grant", 2)},
    "neighbours": {"focus": goal(_HERE, _YEAR, 2, 4)},
    "outcomes": {"focus": FOCUS, "district": _HERE.id("district")},
    "paths": {"from": _ACTION, "to": FOCUS},
    "plan-balance": {"plan": _PLAN},
    "plan-findings": {"plan": _PLAN},
    "proposals": {"body": _HERE.id("party", "a")},
    "responsibility": {"body": _HERE.administration(2)},
    "rival-models": {
        "a": f"speaker:{_HERE.id('party', 'a')}",
        "b": f"speaker:{_HERE.id('party', 'b')}",
    },
    "search": {"text": f"läxhjälp {_HERE.name}"},
    "source-conflicts": {},
    "taken-from": {"document": f"document/{_HERE.document('minutes', _YEAR)}"},
}
WHOLE_COUNTRY = frozenset({"source-conflicts"})
"""Questions without a parameter that would keep them within a municipality: their answers grow with the country."""


def asked_of(question: str) -> Mapping[str, str]:
    """The parameters of a question. Raises KeyError for one that the table does not have yet."""
    return _ASKED[question]
