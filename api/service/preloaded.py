"""What every working process needs, imported once in the process that they are forked from."""

import graph.questions
from api.service import reader

__all__ = ["graph", "reader"]
