"""Deploys the templates to the emulators, and asks each service's own API whether the resource is really there.

In: `Emulators`, the three zips. Out: the stack's outputs, after `verify` has seen every resource.

A stack that says CREATE_COMPLETE proves little in an emulator: resources can be dropped in silence. So `verify` never
believes CloudFormation; it computes from the templates what must be there and asks S3, SQS, Lambda and the others.

    with Emulators() as aws:
        prefix = package(aws, {"ingest": zip_of_binary("target/debug/ingest"), "entity-resolution": …, "publish": …})
        stack = deploy(aws, "donorlake-test", prefix, {"ResolutionWaitSeconds": "1"})
        verify(aws, stack)
        stack.outputs["RawBucket"]
"""

import dataclasses
import hashlib
import importlib.util
import io
import pathlib
import sys
import tempfile
import time
import zipfile

import expand
import lake_formation
import routing
import templates
import verification
from emulators import ACCOUNT, Emulators

ARTIFACT_BUCKET = "artifacts"
FUNCTIONS = ("ingest", "entity-resolution", "publish")
ADMIN = f"arn:aws:iam::{ACCOUNT}:role/admin"


@dataclasses.dataclass(frozen=True)
class Stack:
    """A deployed stack: its name, the parameters that were given, its outputs."""

    name: str
    parameters: dict
    outputs: dict


def package(aws, zips):
    """Uploads the zips (name of the function -> bytes or path) and the expanded templates. Returns the prefix they lie under."""
    bodies = {
        f"{name}.zip": value if isinstance(value, bytes) else pathlib.Path(value).read_bytes()
        for name, value in zips.items()
    }
    assert set(zips) == set(FUNCTIONS), f"zips of {FUNCTIONS} are needed, not of {sorted(zips)}"
    bodies |= {name: text.encode() for name, text in expand.expanded().items()}
    digest = hashlib.sha256(
        b"".join(name.encode() + hashlib.sha256(body).digest() for name, body in sorted(bodies.items()))
    )
    prefix = f"donorlake/{digest.hexdigest()[:16]}"
    s3 = aws.client("s3")
    s3.create_bucket(Bucket=ARTIFACT_BUCKET)
    for name, body in bodies.items():
        s3.put_object(Bucket=ARTIFACT_BUCKET, Key=f"{prefix}/{name}", Body=body)
    return prefix


def deploy(aws, name, prefix, overrides=None, patience=180):
    """Creates the stack, or updates the one of that name, and waits for it.

    An update can add nested stacks (one more source). MiniStack 1.5.33 fails when it changes a parameter of one that is there
    ("Requested attribute Arn does not exist"): it forgets the attributes of a nested stack's unchanged resources. Deploy
    afresh for other parameters, or change the function's configuration directly.
    """
    parameters = {
        "ArtifactBucket": ARTIFACT_BUCKET,
        "ArtifactPrefix": prefix,
        "Architecture": "x86_64",
        "DataLakeAdmin": ADMIN,
        **(overrides or {}),
    }
    cloudformation = aws.client("cloudformation")
    request = {
        "StackName": name,
        "TemplateURL": f"{aws.ministack_url}/{ARTIFACT_BUCKET}/{prefix}/template.yaml",
        "Parameters": [{"ParameterKey": key, "ParameterValue": str(value)} for key, value in parameters.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        "Tags": [{"Key": "Project", "Value": "donorlake"}],
    }
    exists = any(found["StackName"] == name for found in cloudformation.describe_stacks()["Stacks"])
    (cloudformation.update_stack if exists else cloudformation.create_stack)(**request)
    outputs = _outputs_when_done(cloudformation, name, patience)
    stack = Stack(name, parameters, outputs)
    lake_formation.deploy(aws, stack)
    return stack


def _outputs_when_done(cloudformation, name, patience):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        if found["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}
        if not found["StackStatus"].endswith("_IN_PROGRESS"):
            raise RuntimeError(f"stack is {found['StackStatus']}: {_failures(cloudformation)}")
        time.sleep(0.2)
    raise RuntimeError(f"stack was not done within {patience} s")


def _failures(cloudformation):
    lines = []
    for stack in cloudformation.describe_stacks()["Stacks"]:
        for event in cloudformation.describe_stack_events(StackName=stack["StackId"])["StackEvents"]:
            if event["ResourceStatus"].endswith("_FAILED"):
                lines.append(f"{event['StackName']}/{event['LogicalResourceId']}: {event.get('ResourceStatusReason')}")
    return "; ".join(lines)


def verify(aws, stack):
    """Fails with everything that is missing or other than the templates say. Returns how many things were looked at."""
    return verification.verify(aws, stack)


def zip_of_binary(binary):
    """A real function's zip, made as infra/package.py makes it for a deployment."""
    specification = importlib.util.spec_from_file_location("infra_package", templates.INFRA / "package.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    with tempfile.NamedTemporaryFile(suffix=".zip") as out:
        module.bootstrap_zip(binary, out.name)
        return pathlib.Path(out.name).read_bytes()


def trivial_zip(text="#!/bin/sh\nexit 0\n"):
    """A function that does nothing, for tests of the templates alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = 0o100755 << 16
        archive.writestr(entry, text)
    return buffer.getvalue()


def main():
    """Deploys with functions that do nothing, verifies, and updates the stack to one more source."""
    expand.check_left_out()
    with Emulators(log_folder=sys.argv[1] if len(sys.argv) > 1 else None) as aws:
        prefix = package(aws, {name: trivial_zip() for name in FUNCTIONS})
        stack = deploy(aws, "donorlake-test", prefix)
        print(f"deployed: {verify(aws, stack)} things are there")
        print(f"files were followed to {routing.follow(aws, stack)} queues")
        stack = deploy(
            aws,
            "donorlake-test",
            prefix,
            {"Sources": "mailchimp,paypal,raisers_edge,salesforce,wild_apricot,new_source"},
        )
        print(f"one more source: {verify(aws, stack)} things are there")


if __name__ == "__main__":
    main()
