"""Runs infra/deploy itself against the emulators: first a dry run, then the deployment, then the same again.

In: an `aws` command on the PATH (version 1 will do here: a stand-in says that it is version 2).
Out: exit status 0, or what is wrong.

The script works on a copy of infra/ with the expanded templates, because the emulator cannot hold all resources.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import deploy_emulated
import expand
import lake_formation
import templates
from emulators import ACCOUNT, REGION, Emulators

STACK = "donorlake-script"
STAND_IN = '#!/bin/sh\n[ "$1" = --version ] && { echo aws-cli/2.0.0; exit 0; }\nexec "%s" "$@"\n'


def copy_of_workspace(folder):
    """infra/ with templates that the emulator holds, zips that do nothing, and a stage."""
    shutil.copytree(templates.INFRA, folder / "infra")
    for path in (folder / "infra").glob("*.yaml"):
        path.unlink()
    for name, text in expand.expanded().items():
        (folder / "infra" / name).write_text(text, encoding="utf-8")
    zips = folder / "target" / "lambda-zips"
    zips.mkdir(parents=True)
    for name in deploy_emulated.FUNCTIONS:
        (zips / f"{name}.zip").write_bytes(deploy_emulated.trivial_zip())
    stage = {
        "Stack": STACK,
        "ArtifactBucket": "artifacts",
        "Architecture": "x86_64",
        "Principals": {"analyst": [], "steward": [f"arn:aws:iam::{ACCOUNT}:role/s"]},
    }
    (folder / "infra/parameters/test.json").write_text(json.dumps(stage), encoding="utf-8")


def stand_in(folder):
    """A folder with an `aws` that passes for version 2."""
    (folder / "bin").mkdir()
    command = folder / "bin" / "aws"
    command.write_text(STAND_IN % shutil.which("aws"), encoding="utf-8")
    command.chmod(0o755)
    return command.parent


def run(aws, folder, *arguments, status=0):
    environment = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "AWS_REGION": REGION}
    environment |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": aws.ministack_url}
    environment |= {"AWS_ENDPOINT_URL_LAKEFORMATION": aws.moto_url}
    environment |= {name: os.environ[name] for name in ("PYENV_ROOT", "PYENV_VERSION") if name in os.environ}
    done = subprocess.run(
        [str(folder / "infra/deploy"), *arguments], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == status, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def main():
    assert shutil.which("aws"), "the AWS CLI is not on the PATH"
    with tempfile.TemporaryDirectory() as name, Emulators() as aws:
        folder = pathlib.Path(name)
        copy_of_workspace(folder)
        stand_in(folder)
        said = run(aws, folder, "test", "--skip-build", status=1)
        assert "bucket artifacts is not there" in said, said
        aws.client("s3").create_bucket(Bucket="artifacts")
        said = run(aws, folder, "test", "--skip-build", "--dry-run")
        assert "Storage" in said and "Ingestraisersedge" in said, said
        assert not aws.client("lambda").list_functions()["Functions"], "the dry run made functions"
        run(aws, folder, "test", "--skip-build")
        said = run(aws, folder, "test", "--skip-build")
        found = aws.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
        outputs = {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}
        given = {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in found["Parameters"]}
        stack = deploy_emulated.Stack(STACK, given, outputs)
        lake_formation.deploy(aws, stack)
        print(f"infra/deploy ran three times: {deploy_emulated.verify(aws, stack)} things are there")
        settings = {"DataLakeAdmins": [{"DataLakePrincipalIdentifier": f"arn:aws:iam::{ACCOUNT}:role/somebody"}]}
        aws.client("lakeformation").put_data_lake_settings(CatalogId=ACCOUNT, DataLakeSettings=settings)
        said = run(aws, folder, "test", "--skip-build", status=1)
        assert "would no longer" in said, said
        print("it refuses to drop another administrator of Lake Formation")


if __name__ == "__main__":
    sys.exit(main())
