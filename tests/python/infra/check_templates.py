"""Checks the templates without deploying them: linters first, then what no linter knows.

    check_templates.py [--cfn-lint PATH] [--checkov PATH]

The linters live in virtual environments of their own (their pins fight): pass the paths of their commands, or set CFN_LINT
and CHECKOV, or have them on the PATH. Every finding is printed; the exit status says whether there were any.
"""

import argparse
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import cost
import quicksight
import templates

WORKSPACE = templates.INFRA.parent

# Statements that may say `Resource: "*"`, and why AWS leaves nothing else.
ANY_RESOURCE = {
    "SendTraces": "X-Ray has no resources to name",
    "ReconcileGrants": "Lake Formation's API has no resources in IAM; it decides itself",
    "ReadWhatWasGranted": "lakeformation:GetDataAccess has no resources in IAM",
}
# Statements that may name every action of a service: two say no, one hands the decision to IAM.
ANY_ACTION = {
    "OnlyTls": "a refusal of everything",
    "AccountDecides": "in a key's policy, for the account: IAM then says who may do what",
}
# Read by crates/aws, set by nobody: none today.
NEVER_SET = set()


def statements(node):
    """Every policy statement inside of a resource."""
    if isinstance(node, list):
        for item in node:
            yield from statements(item)
    elif isinstance(node, dict):
        if node.get("Effect") in ("Allow", "Deny"):
            yield node
        else:
            for value in node.values():
                yield from statements(value)


def listed(value):
    """A value that may stand alone or in a list, as a list."""
    return value if isinstance(value, list) else [value]


def every(kind=None):
    """(where, logical id, definition) of every resource, or of those of one type."""
    for name, template in templates.load_all().items():
        for logical_id, definition in templates.resources(template):
            if kind in (None, definition["Type"]):
                yield f"{name}: {logical_id}", logical_id, definition


def attribute_of(value):
    """The resource whose attribute a value is (`!GetAtt Role.Arn` is `Role`); None when it is something else."""
    return value["Fn::GetAtt"][0] if isinstance(value, dict) and "Fn::GetAtt" in value else None


def siblings(where):
    """The resources of the template that `where` is in."""
    return dict(templates.resources(templates.load(where.split(":")[0])))


def check_every_function_has_its_own_role():
    """No two functions share a role: what one may do, another may not."""
    for where, _, function in every("AWS::Lambda::Function"):
        role = function["Properties"]["Role"]
        others = [
            other
            for other in siblings(where).values()
            if other["Type"] == "AWS::Lambda::Function" and other["Properties"]["Role"] == role
        ]
        if siblings(where).get(attribute_of(role), {}).get("Type") != "AWS::IAM::Role" or len(others) != 1:
            yield f"{where} shares its role, or takes it from elsewhere"


def check_no_action_is_everything():
    """No statement allows every action of a service, but those of the list above."""
    for where, _, definition in every():
        for statement in statements(definition):
            for action in listed(statement.get("Action", [])):
                if (
                    action.endswith("*")
                    and (action == "*" or action.endswith(":*"))
                    and statement.get("Sid") not in ANY_ACTION
                ):
                    yield f"{where}: statement {statement.get('Sid')} says {action}"


def check_no_resource_is_everything():
    """No statement is about every resource, but those of the list above."""
    for where, _, definition in every():
        for statement in statements(definition):
            of_key = definition["Type"] == "AWS::KMS::Key"
            if "*" in listed(statement.get("Resource", [])) and not of_key and statement.get("Sid") not in ANY_RESOURCE:
                yield f"{where}: statement {statement.get('Sid')} is about every resource"


def check_exceptions_are_used():
    """An exception goes when its statement goes."""
    used = {statement.get("Sid") for _, _, definition in every() for statement in statements(definition)}
    yield from (
        f"exception for {sid}, which no statement is called" for sid in (ANY_RESOURCE | ANY_ACTION) if sid not in used
    )


def check_every_queue_has_dead_letters():
    """Every queue is encrypted, and has a dead-letter queue or is one."""
    for where, name, queue in every("AWS::SQS::Queue"):
        properties = queue["Properties"]
        if properties.get("SqsManagedSseEnabled") is not True:
            yield f"{where} is not encrypted"
        queues = [other for other in siblings(where).values() if other["Type"] == "AWS::SQS::Queue"]
        targets = [
            attribute_of(other["Properties"].get("RedrivePolicy", {}).get("deadLetterTargetArn")) for other in queues
        ]
        if name not in targets and attribute_of(
            properties.get("RedrivePolicy", {}).get("deadLetterTargetArn")
        ) not in siblings(where):
            yield f"{where} has no dead-letter queue"


def check_queues_outwait_their_functions():
    """A message is not shown again while a function still works on it, and failures are told as the function tells them."""
    for where, _, mapping in every("AWS::Lambda::EventSourceMapping"):
        near, properties = siblings(where), mapping["Properties"]
        queue = near[properties["EventSourceArn"]["Fn::GetAtt"][0]]["Properties"]
        timeout = near[properties["FunctionName"]["Ref"]]["Properties"]["Timeout"]
        if queue["VisibilityTimeout"] < 6 * timeout:
            yield f"{where}: the queue shows a message again before 6 x {timeout} s"
        # Publish takes a batch whole; the others answer which messages failed, which is taken for success without this.
        answers = [] if where.startswith("publish.yaml") else ["ReportBatchItemFailures"]
        if properties.get("FunctionResponseTypes", []) != answers:
            yield f"{where} takes a list of failed messages for success, or the other way round"


def check_every_bucket_is_closed():
    """Buckets: no public access, encrypted, TLS-only, with a lifecycle, and kept when the stack goes."""
    policies = {}
    for where, _, policy in every("AWS::S3::BucketPolicy"):
        policies[f"{where.split(':')[0]}: {policy['Properties']['Bucket']['Ref']}"] = policy
    for where, _, bucket in every("AWS::S3::Bucket"):
        properties = bucket["Properties"]
        if list(properties.get("PublicAccessBlockConfiguration", {}).values()) != [True] * 4:
            yield f"{where} does not block public access"
        rules = properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [])
        if not rules or "SSEAlgorithm" not in rules[0].get("ServerSideEncryptionByDefault", {}):
            yield f"{where} is not encrypted"
        if not properties.get("LifecycleConfiguration", {}).get("Rules"):
            yield f"{where} has no lifecycle"
        if bucket.get("DeletionPolicy") != "Retain" or bucket.get("UpdateReplacePolicy") != "Retain":
            yield f"{where} goes with its stack"
        refusals = [
            s
            for s in statements(policies.get(where, {}))
            if s["Effect"] == "Deny" and s["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        ]
        if not any(
            s["Principal"] == "*" and s["Action"] == "s3:*" and len(listed(s["Resource"])) == 2 for s in refusals
        ):
            yield f"{where} is not TLS-only"


def check_every_log_group_forgets():
    """Every log group has a retention."""
    yield from (
        f"{where} keeps its log for ever"
        for where, _, group in every("AWS::Logs::LogGroup")
        if "RetentionInDays" not in group["Properties"]
    )


def check_every_alarm_tells_somebody():
    """Every alarm has an action."""
    yield from (
        f"{where} tells nobody"
        for where, _, alarm in every("AWS::CloudWatch::Alarm")
        if not alarm["Properties"].get("AlarmActions")
    )


def check_settings_and_environment_agree():
    """Each function gets exactly the variables that its settings read; the log level is read by all."""
    source = (WORKSPACE / "crates/aws/src/settings/mod.rs").read_text(encoding="utf-8")
    bodies = {kind: body for kind, body in re.findall(r"impl (\w+Settings) \{(.*?)\n\}", source, re.DOTALL)}
    everywhere = set(re.findall(r'"(DONORLAKE_\w+)"', bodies["LakeSettings"])) | {"DONORLAKE_LOG"}
    for file, kind in (
        ("ingest.yaml", "IngestSettings"),
        ("resolution.yaml", "ResolutionSettings"),
        ("publish.yaml", "PublishSettings"),
    ):
        read = set(re.findall(r'"(DONORLAKE_\w+)"', bodies[kind])) | everywhere
        is_set = set(templates.load(file)["Resources"]["Function"]["Properties"]["Environment"]["Variables"])
        yield from (f"{file} sets {name}, which {kind} does not read" for name in sorted(is_set - read))
        yield from (f"{file} does not set {name}, which {kind} reads" for name in sorted(read - is_set - NEVER_SET))


def check_calls_are_permitted():
    """What crates/aws asks of Glue, Athena and Lake Formation, publish's role may do."""
    allowed = {
        action
        for _, _, role in every("AWS::IAM::Role")
        for statement in statements(role)
        for action in listed(statement["Action"])
    }
    allowed_words = {
        action.split(":")[1].lower()
        for action in allowed
        if action.split(":")[0] in ("glue", "athena", "lakeformation", "s3")
    }
    for folder in ("glue", "athena", "lake_formation"):
        for file in sorted((WORKSPACE / "crates/aws/src" / folder).rglob("*.rs")):
            calls = re.findall(
                r"\.((?:get|list|create|update|delete|batch|grant|revoke|start|stop|add|remove|search)_[a-z_]+)\(\)",
                file.read_text(encoding="utf-8"),
            )
            for call in calls:
                if "test" not in file.stem and call.replace("_", "") not in allowed_words:
                    yield f"{file.relative_to(WORKSPACE)} calls {call}, which no role may"


def check_nested_stacks_fit():
    """Parameters and outputs between the root and its nested stacks, which cfn-lint sees only for local files."""
    root = templates.load(templates.ROOT)
    stacks = {logical_id.split("&")[0]: definition for logical_id, definition in templates.resources(root)}
    for logical_id, definition in stacks.items():
        child = templates.load(templates.nested_file(definition))
        given, declared = set(definition["Properties"]["Parameters"]), child.get("Parameters", {})
        yield from (f"{logical_id} is given {name}, which it does not know" for name in sorted(given - set(declared)))
        yield from (
            f"{logical_id} is not given {name}"
            for name in sorted(declared)
            if name not in given and "Default" not in declared[name]
        )
    for stack, _, output in re.findall(r"'Fn::GetAtt': \['(\w+)', '(Outputs)\.(\w+)'\]", str(root)):
        if output not in templates.load(templates.nested_file(stacks[stack])).get("Outputs", {}):
            yield f"{stack} has no output {output}"


def check_sources_and_roles_are_the_engines():
    """The lists of the root name what schemas/ names."""
    root = templates.load(templates.ROOT)["Parameters"]
    of_mappings = {
        tomllib.loads(path.read_text(encoding="utf-8"))["source"]
        for path in (WORKSPACE / "schemas/sources").glob("*.toml")
    }
    if set(root["Sources"]["Default"].split(",")) != of_mappings:
        yield f"Sources differ from schemas/sources: {sorted(of_mappings)}"
    policy = tomllib.loads((WORKSPACE / "schemas/governance.toml").read_text(encoding="utf-8"))
    of_policy = set(policy.get("roles") or policy["role"])
    if set(root["Roles"]["Default"].split(",")) != of_policy:
        yield f"Roles differ from schemas/governance.toml: {sorted(of_policy)}"


def check_stage_files():
    """Every stage's file names parameters that exist, and roles of the policy."""
    known = templates.load(templates.ROOT)["Parameters"]
    roles = set(known["Roles"]["Default"].split(","))
    for path in sorted((templates.INFRA / "parameters").glob("*.json")):
        stage = json.loads(path.read_text(encoding="utf-8"))
        yield from (
            f"{path.name}: no parameter is called {name}" for name in stage if name not in known and name != "Stack"
        )
        yield from (
            f"{path.name}: no role is called {name}" for name in stage.get("Principals", {}) if name not in roles
        )


def check_cost_page():
    """The page holds the tables as they are computed."""
    page = (templates.INFRA / "COST.md").read_text(encoding="utf-8")
    for title, table in cost.tables().items():
        if table not in page:
            yield f"COST.md does not hold the table `{title}` as cost.py computes it"


def check_dashboards_hang_together():
    """Every column, parameter, field, visual and sheet that the dashboards name is there; and a planted mistake is seen."""
    yield from quicksight.findings()
    yield from quicksight.blind_spots()


def lint(command, arguments, subject):
    """A linter's findings."""
    found = shutil.which(command)
    if not found:
        yield f"{subject} is not there: {command}"
        return
    result = subprocess.run([found, *arguments], cwd=templates.INFRA, capture_output=True, text=True)
    if result.returncode != 0:
        yield f"{subject} ended with {result.returncode}:\n{result.stdout}{result.stderr}"


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="checks the templates without deploying them")
    parser.add_argument("--cfn-lint", default=os.environ.get("CFN_LINT", "cfn-lint"))
    parser.add_argument("--checkov", default=os.environ.get("CHECKOV", "checkov"))
    arguments = parser.parse_args()
    files = [str(templates.INFRA / name) for name in templates.load_all()]
    findings = [
        *lint(arguments.cfn_lint, files, "cfn-lint"),
        *(quicksight.linter_blind_spots(arguments.cfn_lint) if shutil.which(arguments.cfn_lint) else ()),
        *lint(arguments.checkov, ["-d", ".", "--config-file", ".checkov.yaml"], "checkov"),
    ]
    checks = [
        function
        for name, function in inspect.getmembers(sys.modules[__name__], inspect.isfunction)
        if name.startswith("check_")
    ]
    for check in checks:
        findings += [f"{check.__name__}: {finding}" for finding in check()]
    print("\n".join(findings) or f"{len(files)} templates: two linters and {len(checks)} checks found nothing")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
