"""Turns the templates into what the emulator can hold.

In: the templates of infra/. Out: the same templates as JSON, without the resources that the emulator knows nothing of.

Each type that is left out has its reason here, and `check_left_out` holds the list honest: the type exists in cfn-lint's
schemas, so that `cfn-lint infra/*.yaml` checks its properties; and it is used, so that no entry outlives its resource.
"""

import copy
import json
import re

import templates

NO_QUICKSIGHT = "the emulator's CloudFormation has no QuickSight"

LEFT_OUT = {
    "AWS::CloudTrail::Trail": "the emulator's CloudFormation has no trails",
    "AWS::LakeFormation::DataLakeSettings": "the emulator has no Lake Formation; lake_formation.py makes it in moto",
    "AWS::LakeFormation::Resource": "the emulator has no Lake Formation; lake_formation.py makes it in moto",
    "AWS::LakeFormation::PrincipalPermissions": "the emulator has no Lake Formation; lake_formation.py makes it in moto",
    "AWS::QuickSight::Analysis": NO_QUICKSIGHT,
    "AWS::QuickSight::Dashboard": NO_QUICKSIGHT,
    "AWS::QuickSight::DataSet": NO_QUICKSIGHT,
    "AWS::QuickSight::DataSource": NO_QUICKSIGHT,
    "AWS::QuickSight::Folder": NO_QUICKSIGHT,
    "AWS::QuickSight::RefreshSchedule": NO_QUICKSIGHT,
    "AWS::QuickSight::Theme": NO_QUICKSIGHT,
}

# One alarm of metric math per template; the type itself is kept.
METRIC_MATH = "the emulator's CloudFormation refuses metric math in alarms"


def reason_to_leave_out(definition):
    """Why the emulator cannot hold a resource; None when it can."""
    if definition["Type"] == "AWS::CloudWatch::Alarm" and "Metrics" in definition["Properties"]:
        return METRIC_MATH
    return LEFT_OUT.get(definition["Type"])


def check_left_out():
    """Fails when a left-out type is unknown to cfn-lint or no template uses it."""
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

    used = {
        definition["Type"]
        for template in templates.load_all().values()
        for _, definition in templates.resources(template)
    }
    for kind in LEFT_OUT:
        assert kind in used, f"{kind} is left out, but no template has it"
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind)
        assert schema.schema["properties"], f"cfn-lint knows no properties of {kind}"


def left_out_resources():
    """(file, logical id, definition) of everything that is left out."""
    for name, template in templates.load_all().items():
        for logical_id, definition in templates.resources(template):
            if reason_to_leave_out(definition):
                yield name, logical_id, definition


def _references(node, logical_ids):
    """Whether a value names one of the resources."""
    text = json.dumps(node)
    return any(re.search(rf'"{name}"|\$\{{{name}[}}.]', text) for name in logical_ids)


def _without_left_out(template):
    gone = {
        name
        for name, definition in template["Resources"].items()
        if isinstance(definition, dict) and reason_to_leave_out(definition)
    }
    kept = copy.deepcopy(template)
    for name in gone:
        del kept["Resources"][name]
    for name, definition in kept["Resources"].items():
        assert not _references(definition, gone), f"{name} needs a resource that is left out"
    return kept


def expanded():
    """File name -> JSON text. A template that keeps no resource is dropped, and so is the nested stack that it was."""
    kept = {name: _without_left_out(template) for name, template in templates.load_all().items()}
    empty = {name for name, template in kept.items() if not template["Resources"]}
    root = kept[templates.ROOT]
    for logical_id, definition in list(root["Resources"].items()):
        if isinstance(definition, dict) and templates.nested_file(definition) in empty:
            del root["Resources"][logical_id]
    return {name: json.dumps(template) for name, template in kept.items() if name not in empty}


if __name__ == "__main__":
    check_left_out()
    for file_name, text in expanded().items():
        print(f"{file_name}: {len(text)} bytes")
