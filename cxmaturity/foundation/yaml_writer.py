"""Data as YAML that people read and edit, and that the guarded reader takes back unchanged."""

import re
import sys
from decimal import Decimal

import yaml

from cxmaturity.foundation.scalars import Value

# What stays without quotes is a plain word; everything else could be read as something other than text.
_PLAIN_WORD = re.compile(r"^[A-Za-z][A-Za-z0-9_/.-]*$")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ONE_LINE = 100  # so wide a list or map may be that is written on one line


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists inside maps."""
        super().increase_indent(flow, indentless=False)


class _CompactDumper(_Dumper):
    def represent(self, data: object) -> None:
        """Write what is short on one line; the outermost map and its lists of maps never are."""
        root = self.represent_data(data)
        assert isinstance(root, yaml.MappingNode)
        _lay_out(root)
        root.flow_style = False
        for _, section in root.value:
            if isinstance(section, yaml.SequenceNode) and isinstance(section.value[0], yaml.CollectionNode):
                section.flow_style = False
        self.serialize(root)


def _lay_out(node: yaml.Node) -> int:
    """Put every list and map inside *node* that fits on one line; returns the width it would take there."""
    if isinstance(node, yaml.ScalarNode):
        return len(node.value) + 2
    assert isinstance(node, yaml.CollectionNode)
    children = node.value if isinstance(node, yaml.SequenceNode) else [n for pair in node.value for n in pair]
    width = sum(_lay_out(child) + 2 for child in children)
    node.flow_style = width <= _ONE_LINE
    return width


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_word = _PLAIN_WORD.match(text) and text.lower() not in _NOT_TEXT
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if is_word else '"')


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(number, "f"))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _decimal)


def dump_yaml(data: Value) -> str:
    """Block YAML in the order of *data*; texts in double quotes unless they are plain words."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, indent=2)
    return text


def dump_compact_yaml(data: Value) -> str:
    """The same, but lists and maps that are short stand on one line, and no text is broken."""
    text: str = yaml.dump(
        data, Dumper=_CompactDumper, allow_unicode=True, sort_keys=False, width=sys.maxsize, indent=2
    )
    return text
