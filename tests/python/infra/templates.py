"""Reads the CloudFormation templates of infra/.

In: a YAML file. Out: plain dicts and lists with the long form of every function (`!Ref x` is `{"Ref": "x"}`).
"""

import pathlib

import yaml

INFRA = pathlib.Path(__file__).resolve().parents[3] / "infra"
ROOT = "template.yaml"


class _Loader(yaml.SafeLoader):
    """YAML as CloudFormation reads it: no dates or YAML 1.1 surprises are in use, only the short forms of functions."""


def _short_form(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1)} if name == "Fn::GetAtt" else {name: value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _short_form)


def load(name):
    """One template by its file name."""
    return yaml.load((INFRA / name).read_text(encoding="utf-8"), _Loader)


def load_all():
    """Every template, by file name."""
    return {path.name: load(path.name) for path in sorted(INFRA.glob("*.yaml")) if not path.name.startswith(".")}


def resources(template):
    """Logical id and definition of every resource, those inside of loops included (with the loop's placeholder)."""
    for logical_id, definition in template["Resources"].items():
        if logical_id.startswith("Fn::ForEach::"):
            yield from definition[2].items()
        else:
            yield logical_id, definition


def nested_file(stack):
    """The file that a nested stack is made of."""
    return stack["Properties"]["TemplateURL"]["Fn::Sub"].rsplit("/", 1)[1]
