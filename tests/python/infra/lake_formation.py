"""Does in moto what CloudFormation would have done with the Lake Formation resources of the templates.

In: a stack that was deployed without them. Out: nothing; settings, registered location and permissions are in moto.

The properties of the templates are passed on under their own names: boto3 refuses what the service's API does not know,
so a wrong property in a template fails here too.
"""

import re

import expand
import templates
from emulators import ACCOUNT, REGION

PSEUDO = {"AWS::AccountId": ACCOUNT, "AWS::Region": REGION, "AWS::Partition": "aws"}
NOTHING = object()


def deploy(aws, stack):
    """Makes every left-out Lake Formation resource, in the order of the templates."""
    client = aws.client("lakeformation")
    for file, _logical_id, definition in sorted(expand.left_out_resources()):
        if definition["Type"].startswith("AWS::LakeFormation::"):
            properties = _Values(aws, stack, file).of(definition["Properties"])
            MAKERS[definition["Type"]](client, properties)


def _settings(client, properties):
    settings = dict(properties)
    settings["DataLakeAdmins"] = settings.pop("Admins")
    settings.pop("AllowFullTableExternalDataAccess")
    client.put_data_lake_settings(CatalogId=ACCOUNT, DataLakeSettings=settings)


def _location(client, properties):
    registered = [place["ResourceArn"] for place in client.list_resources()["ResourceInfoList"]]
    if properties["ResourceArn"] not in registered:
        client.register_resource(**properties)


def _permissions(client, properties):
    client.grant_permissions(CatalogId=ACCOUNT, **properties)


MAKERS = {
    "AWS::LakeFormation::DataLakeSettings": _settings,
    "AWS::LakeFormation::Resource": _location,
    "AWS::LakeFormation::PrincipalPermissions": _permissions,
}


class _Values:
    """Resolves the functions of one template's properties as CloudFormation would."""

    def __init__(self, aws, stack, file):
        functions = aws.client("lambda")
        publish = functions.get_function_configuration(FunctionName=stack.outputs["PublishFunction"])
        self.template = templates.load(file)
        self.names = PSEUDO | {
            "LakeBucket": stack.outputs["LakeBucket"],
            "Database": stack.outputs["Database"],
            "PublishRoleArn": publish["Role"],
            "DataLakeAdmin": stack.parameters["DataLakeAdmin"],
            "DeputyDataLakeAdmin": stack.parameters.get("DeputyDataLakeAdmin", ""),
            # The role that reads the location stands in the same template, which MiniStack has made by now.
            "LocationRole.Arn": f"arn:aws:iam::{ACCOUNT}:role/{stack.name}-location",
        }

    def of(self, node):
        """A node with its functions resolved; members that come out as nothing are left away."""
        if isinstance(node, list):
            return [value for value in map(self.of, node) if value is not NOTHING]
        if not isinstance(node, dict):
            return node
        if len(node) == 1 and next(iter(node)) in ("Ref", "Fn::Sub", "Fn::GetAtt", "Fn::If"):
            return self._function(*next(iter(node.items())))
        return {name: self.of(value) for name, value in node.items()}

    def _function(self, name, argument):
        if name == "Ref":
            return NOTHING if argument == "AWS::NoValue" else self.names[argument]
        if name == "Fn::GetAtt":
            return self.names[".".join(argument)]
        if name == "Fn::Sub":
            return re.sub(r"\$\{([^}]+)\}", lambda match: self.names[match.group(1)], argument)
        condition, when_true, when_false = argument
        assert condition == "HasDeputy", f"condition {condition} is not known here"
        return self.of(when_true if self.names["DeputyDataLakeAdmin"] else when_false)
