"""Three-valued logic: strong Kleene. A truth is True, False, or None for *unknown*."""

from collections.abc import Iterable

Truth = bool | None


def negated(truth: Truth) -> Truth:
    """The opposite; the opposite of unknown is unknown."""
    return None if truth is None else not truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """Whether all are true: one that is false settles it. True of none at all."""
    found = list(truths)
    if False in found:
        return False
    return None if None in found else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Whether one is true: one that is true settles it. False of none at all."""
    return negated(all_of(negated(truth) for truth in truths))


def exactly_one(truths: Iterable[Truth]) -> Truth:
    """Whether exactly one is true: two that are true settle it (`odrl:xone`)."""
    found = list(truths)
    if found.count(True) > 1:
        return False
    return None if None in found else found.count(True) == 1
