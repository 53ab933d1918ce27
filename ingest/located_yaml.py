"""YAML with the line of every value, so that a fault can be named by file and line."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ontology.errors import Fault


@dataclass(frozen=True, slots=True)
class Node:
    """One YAML value and the line (from 1) on which it starts; every scalar is its text as it stands."""

    value: "str | tuple[Node, ...] | dict[str, Node]"
    line: int


class YamlFault(Exception):
    """A file that is not YAML, or says the same key twice."""

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
        raise YamlFault(Fault(file, line, f"not YAML: {error.problem}")) from error
    except yaml.YAMLError as error:
        raise YamlFault(Fault(file, 0, f"not YAML: {error}")) from error


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
        if key.value in mapping:
            raise YamlFault(Fault(file, key.start_mark.line + 1, f"the key '{key.value}' stands here twice"))
        located = _located(value, file)
        mapping[key.value] = Node(located.value, key.start_mark.line + 1)
    return mapping
