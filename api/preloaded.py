"""What every working process needs, loaded once in the process that they are forked from.

They share its memory until they write to it, so it is taken out of the reach of the garbage collector, which writes.
"""

import gc

from api.http import app
from graph.questions import catalogue
from graph.stores.lemmas import load_dictionaries
from ontology.vocabulary import vocabulary

__all__ = ["app"]

catalogue()
vocabulary()
load_dictionaries()
gc.freeze()
