"""What must be there after a deployment, asked of each service's own API.

In: the emulators, a deployed stack. Out: how many things were looked at; an AssertionError names all that is missing.

The expectations are written down here by hand, not read from the templates: a mistake in a template is not repeated.
"""

import json

from emulators import ACCOUNT, REGION

ENVIRONMENT = {
    "DONORLAKE_LAKE_BUCKET",
    "DONORLAKE_KMS_KEY",
    "DONORLAKE_METRICS_NAMESPACE",
    "DONORLAKE_LOG",
}
SOURCE_ALARMS = ("dead-letters", "errors", "throttles", "duration", "quarantined")
OTHER_ALARMS = (
    "heartbeat",
    "resolution-waits",
    *(f"{subject}-{what}" for subject in ("resolution", "publish") for what in SOURCE_ALARMS[:4]),
)
# Resource of Lake Formation -> what publish may do, what it may hand on.
PUBLISH_MAY = {
    "Database": (["ALTER", "CREATE_TABLE", "DESCRIBE"], ["DESCRIBE"]),
    "Table": (["ALTER", "DESCRIBE", "DROP", "SELECT"], ["DESCRIBE", "SELECT"]),
    "DataLocation": (["DATA_LOCATION_ACCESS"], []),
}


def verify(aws, stack):
    """Looks at everything; fails with all findings at once."""
    checks = Checks(aws, stack)
    for look in (
        checks.keys,
        checks.buckets,
        checks.queues,
        checks.functions,
        checks.mappings,
        checks.rules,
        checks.roles,
    ):
        look()
    for look in (checks.catalog, checks.alarms, checks.logs, checks.api, checks.lake_formation):
        look()
    assert not checks.findings, "\n".join(checks.findings)
    return checks.looked_at


class Checks:
    """One deployed stack, and what was found wrong with it so far."""

    def __init__(self, aws, stack):
        self.aws, self.stack, self.name = aws, stack, stack.name
        self.sources = stack.parameters.get("Sources", "mailchimp,paypal,raisers_edge,salesforce,wild_apricot").split(
            ","
        )
        self.people = stack.parameters.get(
            "Roles", "steward,fundraiser,analyst,auditor,chapter_fundraiser_west,dashboard"
        ).split(",")
        self.findings, self.looked_at = [], 0

    def bucket(self, what):
        return f"{self.name}-{what}-{ACCOUNT}-{REGION}"

    def expect(self, subject, found, expected):
        """Notes one look, and a finding when it is not as expected."""
        self.looked_at += 1
        if found != expected:
            self.findings.append(f"{subject}: expected {expected!r}, found {found!r}")

    def ask(self, subject, call, **arguments):
        """Notes one look; the answer, or an empty one and a finding when the service refuses."""
        self.looked_at += 1
        try:
            return call(**arguments)
        except Exception as error:  # any refusal is a finding, whatever its kind
            self.findings.append(f"{subject}: {error}")
            return {}

    def keys(self):
        kms = self.aws.client("kms")
        for what in ("data", "operations"):
            key = self.ask(f"key {what}", kms.describe_key, KeyId=f"alias/{self.name}-{what}").get("KeyMetadata", {})
            self.expect(f"key {what} state", key.get("KeyState"), "Enabled")
            rotation = self.ask(f"key {what}", kms.get_key_rotation_status, KeyId=key.get("KeyId", "none"))
            self.expect(f"key {what} rotates", rotation.get("KeyRotationEnabled"), True)

    def buckets(self):
        s3 = self.aws.client("s3")
        for what in ("raw", "lake", "results", "access", "audit"):
            name = self.bucket(what)
            blocked = self.ask(name, s3.get_public_access_block, Bucket=name).get("PublicAccessBlockConfiguration", {})
            self.expect(f"{name} blocks public access", list(blocked.values()), [True] * 4)
            policy = json.loads(self.ask(name, s3.get_bucket_policy, Bucket=name).get("Policy", "{}"))
            self.expect(
                f"{name} is TLS-only",
                "OnlyTls" in [statement.get("Sid") for statement in policy.get("Statement", [])],
                True,
            )
        # The emulator's CloudFormation drops a bucket's encryption and lifecycle: check_templates.py holds those.
        for what in ("raw", "lake", "audit"):
            versioning = self.ask(what, s3.get_bucket_versioning, Bucket=self.bucket(what))
            self.expect(f"{what} versions", versioning.get("Status"), "Enabled")
        for what in ("raw", "lake"):
            notification = self.ask(what, s3.get_bucket_notification_configuration, Bucket=self.bucket(what))
            self.expect(f"{what} tells EventBridge", "EventBridgeConfiguration" in notification, True)

    def queues(self):
        sqs = self.aws.client("sqs")
        seconds = {f"ingest-{source}": "1800" for source in self.sources} | {"resolution": "5520", "publish": "5410"}
        for what, visibility in seconds.items():
            dead = self._attributes(sqs, f"{self.name}-{what}-dead")
            self.expect(f"{what} dead letters are kept", dead.get("MessageRetentionPeriod"), "1209600")
            live = self._attributes(sqs, f"{self.name}-{what}")
            self.expect(f"{what} visibility", live.get("VisibilityTimeout"), visibility)
            redrive = json.loads(live.get("RedrivePolicy", "{}"))
            self.expect(
                f"{what} redrive",
                (redrive.get("deadLetterTargetArn"), str(redrive.get("maxReceiveCount"))),
                (dead.get("QueueArn"), "5"),
            )
            self.expect(f"{what} has a policy", "events.amazonaws.com" in live.get("Policy", ""), True)
        listed = sqs.list_queues(QueueNamePrefix=f"{self.name}-").get("QueueUrls", [])
        self.expect("number of queues", len(listed), 2 * len(seconds))

    def _attributes(self, sqs, name):
        url = self.ask(name, sqs.get_queue_url, QueueName=name).get("QueueUrl", "none")
        return self.ask(name, sqs.get_queue_attributes, QueueUrl=url, AttributeNames=["All"]).get("Attributes", {})

    def functions(self):
        for source in self.sources:
            found = self._function(f"ingest-{source}", 300, ENVIRONMENT | {"DONORLAKE_RAW_BUCKET", "DONORLAKE_SOURCE"})
            self.expect(f"{source} source", found.get("DONORLAKE_SOURCE"), source)
            self.expect(f"{source} raw bucket", found.get("DONORLAKE_RAW_BUCKET"), self.bucket("raw"))
        self._function("entity-resolution", 900, ENVIRONMENT)
        of_publish = {
            "DONORLAKE_GLUE_DATABASE",
            "DONORLAKE_ATHENA_WORKGROUP",
            "DONORLAKE_PRINCIPALS",
            "DONORLAKE_KEEP_PRINCIPALS",
        }
        if self.stack.parameters.get("QuickSightDataSets"):
            of_publish.add("DONORLAKE_QUICKSIGHT_DATA_SETS")
        found = self._function("publish", 900, ENVIRONMENT | of_publish)
        self.expect(
            "principals",
            json.loads(found.get("DONORLAKE_PRINCIPALS", "null")),
            json.loads(self.stack.parameters.get("Principals", "{}")),
        )
        self.expect(
            "admin is kept",
            self.stack.parameters["DataLakeAdmin"] in found.get("DONORLAKE_KEEP_PRINCIPALS", "").split(","),
            True,
        )

    def _function(self, what, timeout, variables):
        name = f"{self.name}-{what}"
        found = self.ask(name, self.aws.client("lambda").get_function_configuration, FunctionName=name)
        self.expect(
            f"{name} runtime",
            (found.get("Runtime"), found.get("Handler"), found.get("Timeout")),
            ("provided.al2023", "bootstrap", timeout),
        )
        self.expect(f"{name} traces", found.get("TracingConfig", {}).get("Mode"), "Active")
        self.expect(f"{name} log", found.get("LoggingConfig", {}).get("LogGroup"), f"/aws/lambda/{name}")
        self.expect(f"{name} has code", found.get("CodeSize", 0) > 0, True)
        environment = found.get("Environment", {}).get("Variables", {})
        self.expect(f"{name} variables", set(environment), variables)
        self.expect(f"{name} namespace", environment.get("DONORLAKE_METRICS_NAMESPACE"), f"Donorlake/{self.name}")
        self.expect(f"{name} lake", environment.get("DONORLAKE_LAKE_BUCKET"), self.bucket("lake"))
        return environment

    def mappings(self):
        batch = {f"ingest-{source}": (f"ingest-{source}", 5) for source in self.sources}
        batch |= {"entity-resolution": ("resolution", 1000), "publish": ("publish", 10)}
        for function, (queue, size) in batch.items():
            answer = self.ask(
                function, self.aws.client("lambda").list_event_source_mappings, FunctionName=f"{self.name}-{function}"
            )
            found = [
                (
                    m["EventSourceArn"].rsplit(":", 1)[1],
                    m["BatchSize"],
                    m.get("FunctionResponseTypes") or [],
                    m["State"],
                )
                for m in answer.get("EventSourceMappings", [])
            ]
            answers = [] if function == "publish" else ["ReportBatchItemFailures"]
            self.expect(f"{function} mapping", found, [(f"{self.name}-{queue}", size, answers, "Enabled")])

    def rules(self):
        dropped = {
            f"dropped-{source}": (f"ingest-{source}", "raw", [{"prefix": f"raw/{source}/"}]) for source in self.sources
        }
        for what, (queue, bucket, key) in (
            dropped
            | {
                "staged": ("resolution", "lake", [{"prefix": "staged/source_file/"}]),
                "snapshot-written": ("publish", "lake", ["golden/current.json"]),
            }
        ).items():
            rule = self._rule(what, queue)
            detail = json.loads(rule.get("EventPattern") or "{}").get("detail", {})
            self.expect(
                f"rule {what} pattern", detail, {"bucket": {"name": [self.bucket(bucket)]}, "object": {"key": key}}
            )
        for what, queue in (("daily", "resolution"), ("publish-daily", "publish")):
            self.expect(
                f"rule {what} has a schedule", "cron(" in self._rule(what, queue).get("ScheduleExpression", ""), True
            )

    def _rule(self, what, queue):
        events, name = self.aws.client("events"), f"{self.name}-{what}"
        targets = self.ask(name, events.list_targets_by_rule, Rule=name).get("Targets", [])
        self.expect(
            f"rule {what} target", [target["Arn"].rsplit(":", 1)[1] for target in targets], [f"{self.name}-{queue}"]
        )
        rule = self.ask(name, events.describe_rule, Name=name)
        self.expect(f"rule {what} state", rule.get("State"), "ENABLED")
        return rule

    def roles(self):
        found = self.aws.client("lambda").list_functions()["Functions"]
        roles = [function["Role"] for function in found if function["FunctionName"].startswith(f"{self.name}-")]
        self.expect("functions have roles of their own", len(set(roles)), len(self.sources) + 2)
        for role in roles:
            name = role.rsplit("/", 1)[1]
            policies = self.ask(name, self.aws.client("iam").list_role_policies, RoleName=name).get("PolicyNames", [])
            self.expect(f"{name} has its one policy", len(policies), 1)
        policies = self.aws.client("iam").list_policies(Scope="Local")["Policies"]
        self.expect("policies to attach", len(policies), len(self.sources) + len(self.people) + 1)

    def catalog(self):
        database = self.ask(
            "database", self.aws.client("glue").get_database, Name=self.stack.outputs.get("Database", "none")
        ).get("Database", {})
        self.expect("database place", database.get("LocationUri"), f"s3://{self.bucket('lake')}/golden/")
        for what in ("publish", *self.people):
            name = f"{self.name}-{what}"
            group = (
                self.ask(name, self.aws.client("athena").get_work_group, WorkGroup=name)
                .get("WorkGroup", {})
                .get("Configuration", {})
            )
            self.expect(f"{name} is enforced", group.get("EnforceWorkGroupConfiguration"), True)
            self.expect(
                f"{name} answers",
                group.get("ResultConfiguration", {}).get("OutputLocation"),
                f"s3://{self.bucket('results')}/{name}/",
            )

    def alarms(self):
        expected = {f"{self.name}-ingest-{source}-{what}" for source in self.sources for what in SOURCE_ALARMS}
        expected |= {f"{self.name}-{what}" for what in OTHER_ALARMS}
        pages = self.aws.client("cloudwatch").get_paginator("describe_alarms").paginate(AlarmNamePrefix=f"{self.name}-")
        found = {alarm["AlarmName"]: alarm for page in pages for alarm in page["MetricAlarms"]}
        self.expect("alarms", sorted(found), sorted(expected))
        topic = self.stack.outputs.get("AlarmTopicArn")
        self.expect(
            "alarms without the topic", [name for name, alarm in found.items() if alarm["AlarmActions"] != [topic]], []
        )
        self.ask("topic", self.aws.client("sns").get_topic_attributes, TopicArn=topic or "none")
        body = self.ask("dashboard", self.aws.client("cloudwatch").get_dashboard, DashboardName=self.name).get(
            "DashboardBody", "{}"
        )
        self.expect("widgets of the dashboard", len(json.loads(body).get("widgets", [])), 11)

    def logs(self):
        names = [
            f"/aws/lambda/{self.name}-{what}"
            for what in (*(f"ingest-{source}" for source in self.sources), "entity-resolution", "publish")
        ]
        for name in (*names, f"/aws/vendedlogs/{self.name}-api"):
            groups = self.ask(name, self.aws.client("logs").describe_log_groups, logGroupNamePrefix=name).get(
                "logGroups", []
            )
            self.expect(
                f"{name} retention",
                [group.get("retentionInDays") for group in groups if group["logGroupName"] == name],
                [365],
            )

    def api(self):
        gateway = self.aws.client("apigatewayv2")
        found = [api for api in gateway.get_apis()["Items"] if api["Name"] == self.name]
        self.expect("one API", len(found), 1)
        for api in found:
            routes = gateway.get_routes(ApiId=api["ApiId"])["Items"]
            self.expect(
                "routes",
                [(route["RouteKey"], route["AuthorizationType"]) for route in routes],
                [("POST /resolve", "AWS_IAM")],
            )

    def lake_formation(self):
        client, catalog = self.aws.client("lakeformation"), ACCOUNT
        settings = self.ask("settings", client.get_data_lake_settings, CatalogId=catalog).get("DataLakeSettings", {})
        publish = self.ask(
            "publish", self.aws.client("lambda").get_function_configuration, FunctionName=f"{self.name}-publish"
        )
        wanted = {
            self.stack.parameters["DataLakeAdmin"],
            publish.get("Role"),
            self.stack.parameters.get("DeputyDataLakeAdmin"),
        }
        found = {admin["DataLakePrincipalIdentifier"] for admin in settings.get("DataLakeAdmins", [])}
        self.expect("administrators", found, wanted - {None, ""})
        self.expect("default permissions", settings.get("CreateTableDefaultPermissions"), [])
        places = self.ask("places", client.list_resources).get("ResourceInfoList", [])
        self.expect(
            "registered place",
            [place["ResourceArn"] for place in places],
            [f"arn:aws:s3:::{self.bucket('lake')}/golden"],
        )
        permissions, token = [], {}
        while token is not None:
            page = self.ask("permissions", client.list_permissions, CatalogId=catalog, **token)
            permissions += page.get("PrincipalResourcePermissions", [])
            token = {"NextToken": page["NextToken"]} if page.get("NextToken") else None
        granted = {
            next(iter(entry["Resource"])): (sorted(entry["Permissions"]), sorted(entry["PermissionsWithGrantOption"]))
            for entry in permissions
        }
        self.expect("permissions of publish", granted, PUBLISH_MAY)
