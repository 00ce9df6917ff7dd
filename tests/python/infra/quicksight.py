"""What QuickSight checks when it makes an analysis, and no linter knows: that names within a definition are there.

In: infra/quicksight.yaml. Out: one line per name that leads nowhere, and per limit that is passed.
"""

import copy
import json
import re
import subprocess
import tempfile

import templates

FILE = "quicksight.yaml"
# Service quotas of QuickSight for one analysis.
LIMITS = {"Sheets": 20, "DataSetIdentifierDeclarations": 50, "CalculatedFields": 2000, "ParameterDeclarations": 400}
VISUALS_PER_SHEET = 50
FILTER_GROUPS = 2000


def definitions(template):
    """(resource, definition) of the analysis and the dashboard."""
    for name, resource in templates.resources(template):
        if "Definition" in resource["Properties"]:
            yield name, resource["Properties"]["Definition"]


def nodes(value, key):
    """Every value that stands under a key, at any depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from nodes(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner, key)


def columns_of(template, definition):
    """Data set -> names of its columns and calculated fields."""
    found = {}
    for declared in definition["DataSetIdentifierDeclarations"]:
        data_set = template["Resources"][declared["DataSetArn"]["Fn::GetAtt"][0]]
        query = data_set["Properties"]["PhysicalTableMap"]["rows"]["CustomSql"]
        selected = re.findall(r' AS "(\w+)"', query["SqlQuery"]["Fn::Sub"])
        names = [column["Name"] for column in query["Columns"]]
        assert selected == names, f"{declared['Identifier']}: the query's columns are not those that are declared"
        found[declared["Identifier"]] = set(names)
    for field in definition["CalculatedFields"]:
        found[field["DataSetIdentifier"]].add(field["Name"])
    return found


def lost_columns(template, definition):
    """Columns that a field, a filter, a control or an expression names, and their data set does not have."""
    known = columns_of(template, definition)
    for key in ("Column", "SortBy", "LinkToDataSetColumn"):
        for column in nodes(definition, key):
            if column["ColumnName"] not in known.get(column["DataSetIdentifier"], ()):
                yield f"data set {column['DataSetIdentifier']} has no column {column['ColumnName']}"
    for field in definition["CalculatedFields"]:
        for name in re.findall(r"(?<!\$)\{(\w+)\}", field["Expression"]):
            if name not in known[field["DataSetIdentifier"]]:
                yield f"{field['Name']} reads {name}, which {field['DataSetIdentifier']} does not have"


def lost_parameters(definition):
    """Parameters that are named and not declared, and those that nobody names."""
    declared = {next(iter(one.values()))["Name"] for one in definition["ParameterDeclarations"]}
    named = {name for key in ("ParameterName", "SourceParameterName", "DestinationParameterName") for name in nodes(definition, key)}
    for field in definition["CalculatedFields"]:
        named |= set(re.findall(r"\$\{(\w+)\}", field["Expression"]))
    yield from (f"parameter {name} is not declared" for name in sorted(named - declared))
    yield from (f"parameter {name} is for nothing" for name in sorted(declared - named))


def lost_ids(definition):
    """Ids of visuals, controls, fields and sheets that are named and not there, or there twice."""
    visuals = {}
    for sheet in definition["Sheets"]:
        ids = list(nodes(sheet["Visuals"], "VisualId"))
        visuals[sheet["SheetId"]] = set(ids)
        controls = list(nodes(sheet.get("ParameterControls", []), "ParameterControlId"))
        placed = list(nodes([sheet["Layouts"], sheet.get("SheetControlLayouts", [])], "ElementId"))
        if sorted(placed) != sorted(ids + controls):
            yield f"sheet {sheet['SheetId']}: what is placed is not what is there"
        if len(ids) > VISUALS_PER_SHEET:
            yield f"sheet {sheet['SheetId']} has {len(ids)} visuals"
        for visual in sheet["Visuals"]:
            yield from lost_fields(next(iter(visual.values())))
    for scope in nodes(definition["FilterGroups"], "SheetVisualScopingConfigurations"):
        for entry in scope:
            lost = set(entry["VisualIds"]) - visuals.get(entry["SheetId"], set())
            yield from (f"a filter narrows {name}, which sheet {entry['SheetId']} does not have" for name in lost)
    yield from (f"no sheet {name}" for name in nodes(definition, "TargetSheetId") if name not in visuals)
    groups = list(nodes(definition["FilterGroups"], "FilterGroupId"))
    if len(groups) != len(set(groups)) or len(groups) > FILTER_GROUPS:
        yield "filter groups are there twice, or too many"


def lost_fields(visual):
    """Fields that a sort, a tooltip, a label or an action of a visual names and its wells do not have."""
    wells = set()
    for kind in ("FieldWells", "Computations"):
        for well in nodes(visual, kind):
            ids = list(nodes(well, "FieldId"))
            if len(ids) != len(set(ids)):
                yield f"{visual['VisualId']}: a field is there twice"
            wells |= set(ids)
    named = set(nodes(visual, "FieldId")) | set(nodes(visual.get("Actions", []), "SourceField"))
    yield from (f"{visual['VisualId']} names field {name}, which it does not have" for name in sorted(named - wells))


def unmatched_ids(template):
    """The list that publish refreshes is the list of the data sets."""
    told = template["Outputs"]["DataSetIds"]["Value"]["Fn::Sub"].split(",")
    made = [
        resource["Properties"]["DataSetId"]["Fn::Sub"]
        for _, resource in templates.resources(template)
        if resource["Type"] == "AWS::QuickSight::DataSet"
    ]
    refreshed = [
        resource["Properties"]["DataSetId"]["Fn::Sub"]
        for _, resource in templates.resources(template)
        if resource["Type"] == "AWS::QuickSight::RefreshSchedule"
    ]
    if not told == made == refreshed:
        yield "the data sets, those that are refreshed daily and those that publish is told differ"


def findings(template=None):
    """Everything that is wrong."""
    template = template or templates.load(FILE)
    yield from unmatched_ids(template)
    size = (templates.INFRA / FILE).stat().st_size
    if size > 1_000_000:
        yield f"the template has {size} bytes, and CloudFormation takes 1,000,000"
    for name, definition in definitions(template):
        yield from (f"{name}: {len(definition[part])} {part}" for part, most in LIMITS.items() if len(definition[part]) > most)
        for found in (lost_columns(template, definition), lost_parameters(definition), lost_ids(definition)):
            yield from (f"{name}: {finding}" for finding in found)


def planted(template):
    """Copies of the template, each with one thing wrong, and what the finding must hold."""

    def broken(change):
        copied = copy.deepcopy(template)
        change(copied["Resources"]["Dashboard"]["Properties"]["Definition"])
        return copied

    def rename(definition, key, value):
        next(node for node in _owners(definition, key))[key] = value

    yield broken(lambda d: rename(d, "ColumnName", "no_such")), "no column no_such"
    yield broken(lambda d: rename(d, "ParameterName", "NoSuch")), "parameter NoSuch is not declared"
    yield broken(lambda d: d["Sheets"][0]["Visuals"].pop()), "what is placed is not what is there"
    yield broken(lambda d: rename(d, "TargetSheetId", "no-such")), "no sheet no-such"
    yield broken(lambda d: d["CalculatedFields"][0].update(Expression="sum({no_such})")), "reads no_such"
    yield broken(lambda d: rename(d, "VisualIds", ["no-such"])), "narrows no-such"


def _owners(value, key):
    if isinstance(value, dict):
        if key in value:
            yield value
        for inner in value.values():
            yield from _owners(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _owners(inner, key)


def blind_spots():
    """Planted mistakes that `findings` does not see."""
    for template, expected in planted(templates.load(FILE)):
        if not any(expected in finding for finding in findings(template)):
            yield f"a planted mistake was not seen: {expected}"


def linter_blind_spots(command):
    """Mistakes inside of a visual that the linter does not report: it must know QuickSight down to there."""
    for key, wrong in (("ChartConfiguration", "ChartConfigration"), ("Orientation", "Orientaton")):
        template = templates.load(FILE)
        for name, resource in list(template["Resources"].items()):
            if resource["Type"] == "AWS::QuickSight::Analysis":
                del template["Resources"][name]
        owner = next(_owners(template["Resources"]["Dashboard"], key))
        owner[wrong] = owner.pop(key)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(template, file)
            file.flush()
            said = subprocess.run([command, file.name], capture_output=True, text=True).stdout
        if f"'{wrong}' was unexpected" not in said:
            yield f"the linter does not report {wrong} inside of a visual"
