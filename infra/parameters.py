#!/usr/bin/env python3
"""Turns a stage's file into what `aws cloudformation create-change-set --parameters` takes.

In: parameters/<stage>.json, in which lists are lists and the people of a role stand under the role; `NAME=VALUE` pairs that
the caller adds. Out (stdout): a list of `{"ParameterKey": …, "ParameterValue": …}` with strings only.

    infra/parameters.py infra/parameters/prod.json ArtifactBucket=my-bucket
"""

import json
import pathlib
import sys


def as_parameters(stage, more=()):
    """The parameters of the root template. The roles that have a workgroup are those that `Principals` names, unless told."""
    given = {name: value for name, value in stage.items() if name != "Stack"}
    if "Principals" in given:
        given.setdefault("Roles", list(given["Principals"]))
    for pair in more:
        name, _, value = pair.partition("=")
        given.setdefault(name, value)
    return {name: _text(name, value) for name, value in given.items()}


def _text(name, value):
    if isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"), sort_keys=True)
    if isinstance(value, list):
        if any("," in item for item in value):
            sys.exit(f"error: an item of {name} has a comma, which separates items")
        return ",".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: parameters.py STAGE_FILE [NAME=VALUE…]")
    stage_file = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    parameters = as_parameters(stage_file, sys.argv[2:])
    json.dump(
        [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()], sys.stdout, indent=2
    )
