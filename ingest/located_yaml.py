"""YAML with the line of every value, so that a fault can be named by file and line."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ingest.entries import Place
from ontology.errors import Fault
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class Node:
    """One YAML value and the line (from 1) on which it starts; every scalar is its text as it stands."""

    value: "str | tuple[Node, ...] | dict[str, Node]"
    line: int


class YamlFault(Exception):
    """A file that is not YAML, or not of the kind that data files are."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_yaml(text: str, file: str) -> Iterator[Node]:
    """The YAML documents of a text, empty ones left out. Raises YamlFault with the line."""
    try:
        for node in yaml.compose_all(text, Loader=yaml.CSafeLoader):
            if not (isinstance(node, yaml.ScalarNode) and node.value == ""):
                yield _located(node, file)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise YamlFault(_not_yaml(file, line, error.problem)) from error
    except yaml.YAMLError as error:
        raise YamlFault(_not_yaml(file, 0, error)) from error
    except RecursionError as error:
        raise YamlFault(_not_yaml(file, 0, "a value stands within itself")) from error


def _not_yaml(file: str, line: int, problem: object) -> Fault:
    return Place(file, line).fault(Text(sv=f"inte YAML: {problem}", en=f"not YAML: {problem}"))


def _located(node: yaml.Node, file: str) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Node(_mapping(node, file), line)
    if isinstance(node, yaml.SequenceNode):
        return Node(tuple(_located(item, file) for item in node.value), line)
    return Node(str(node.value), line)


def _mapping(node: yaml.MappingNode, file: str) -> dict[str, Node]:
    mapping: dict[str, Node] = {}
    for key, value in node.value:
        place = Place(file, key.start_mark.line + 1)
        if not isinstance(key, yaml.ScalarNode):
            raise YamlFault(place.fault(Text(sv="en nyckel ska vara ett ord", en="a key must be a word")))
        if key.value in mapping:
            twice = Text(
                sv=f"nyckeln '{key.value}' står här två gånger", en=f"the key '{key.value}' stands here twice"
            )
            raise YamlFault(place.fault(twice))
        mapping[key.value] = Node(_located(value, file).value, place.line)
    return mapping


class MappingReader:
    """A YAML mapping that is read key by key; faults are collected, unread keys are faults."""

    def __init__(self, file: str, node: Node, faults: list[Fault]) -> None:
        self.file = file
        self.line = node.line
        self.faults = faults
        self._unread: dict[str, Node] = {}
        if isinstance(node.value, dict):
            self._unread = dict(node.value)
        else:
            self.fault(
                Text(sv="här ska stå nycklar med värden", en="a list of keys and values was expected here")
            )

    def fault(self, message: Text, line: int | None = None) -> None:
        """Note a fault of the mapping as a whole, or of a line in it."""
        self.faults.append(Place(self.file, self.line if line is None else line).fault(message))

    def has(self, key: str) -> bool:
        """Whether the key is there and not yet read."""
        return key in self._unread

    def text(self, key: str) -> str | None:
        """The text of a key, or None if it is not there."""
        node = self._unread.pop(key, None)
        if node is None:
            return None
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        self.fault(Text(sv=f"'{key}' ska vara en text", en=f"'{key}' must be a text"), node.line)
        return None

    def needed(self, key: str) -> str:
        """The text of a key that must be there; empty after a fault."""
        if not self.has(key):
            self.fault(Text(sv=f"'{key}' saknas", en=f"'{key}' is missing"))
        return self.text(key) or ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or one text alone."""
        node = self._unread.get(key)
        if node is not None and isinstance(node.value, str):
            return (self.needed(key),)
        items = self.nodes(key)
        for item in items:
            if not isinstance(item.value, str):
                self.fault(Text(sv=f"'{key}' tar bara texter", en=f"'{key}' takes texts only"), item.line)
        return tuple(item.value for item in items if isinstance(item.value, str))

    def entries(self, key: str) -> dict[str, Node]:
        """The keys and values under `key`; empty if it is not there."""
        node = self._unread.pop(key, None)
        if node is None or node.value == "":
            return {}
        if isinstance(node.value, dict):
            return node.value
        self.fault(Text(sv=f"'{key}' tar nycklar med värden", en=f"'{key}' takes keys and values"), node.line)
        return {}

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The items of the list under `key`; empty if it is not there."""
        node = self._unread.pop(key, None)
        if node is None or node.value == "":
            return ()
        if isinstance(node.value, tuple):
            return node.value
        self.fault(Text(sv=f"'{key}' tar en lista", en=f"'{key}' takes a list"), node.line)
        return ()

    def mappings(self, key: str) -> Iterator[tuple[str, "MappingReader"]]:
        """The mappings under `key` by their names, each checked for unread keys when it has been read."""
        for name, value in self.entries(key).items():
            child = MappingReader(self.file, value, self.faults)
            yield name, child
            child.done()

    def items(self, key: str) -> Iterator["MappingReader"]:
        """The mappings in the list under `key`, each checked for unread keys when it has been read."""
        for value in self.nodes(key):
            child = MappingReader(self.file, value, self.faults)
            yield child
            child.done()

    def take(self, key: str) -> Node | None:
        """The value of `key` as it stands, or None."""
        return self._unread.pop(key, None)

    def names(self) -> tuple[str, ...]:
        """The keys that nobody has read yet."""
        return tuple(self._unread)

    def done(self) -> None:
        """Every key that nobody has read is a fault."""
        for key, node in self._unread.items():
            self.fault(Text(sv=f"okänd nyckel '{key}'", en=f"unknown key '{key}'"), node.line)
        self._unread = {}
