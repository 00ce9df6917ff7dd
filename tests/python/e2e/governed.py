"""Are the tags, filters and grants in Lake Formation what `schemas/governance.toml` says?

Worked out here a second time, from the file and from what Lake Formation's own interface lists, without the program's code.
"""
import tomllib
from collections import defaultdict
from pathlib import Path

from world import check

ROOT = Path(__file__).resolve().parents[3]
ACCOUNT = "000000000000"
ROLES = ("steward", "fundraiser", "analyst", "auditor", "chapter_fundraiser_west", "dashboard")
PRINCIPALS = {role: [f"arn:aws:iam::{ACCOUNT}:role/e2e-{role}"] for role in ROLES}


def policy_says(columns):
    """(role, table) -> (columns, row values), from the policy file; `columns` is table -> column -> class."""
    policy = tomllib.loads((ROOT / "schemas/governance.toml").read_text())
    expected = {}
    for role, body in policy["roles"].items():
        for entry in body["sees"]:
            tables = [table for name in entry["tables"] for table in policy["tables"].get(name, [name])]
            for table in tables:
                seen = {column for column, kind in columns[table].items() if kind in entry["classes"]}
                named = lambda key: {name.split(".")[1] for name in entry.get(key, []) if name.split(".")[0] == table}  # noqa: E731
                rows = entry.get("rows")
                seen = (seen | named("show")) - named("hide")
                expected[role, table] = (seen, (rows["column"], tuple(rows["one_of"])) if rows else None)
    return {key: value for key, value in expected.items() if value[0]}


def classes_in_glue(world):
    """Table -> column -> class, as the catalog shows them to whoever looks."""
    found = {}
    for name, table in world.glue_tables().items():
        if table.get("TableType") != "VIRTUAL_VIEW":
            columns = table["StorageDescriptor"]["Columns"]
            found[name] = {column["Name"]: next(iter(column["Parameters"].values())) for column in columns}
    return found


def all_pages(call, key, **arguments):
    found, token = [], None
    while True:
        answer = call(CatalogId=ACCOUNT, **arguments, **({"NextToken": token} if token else {}))
        found += answer.get(key, [])
        token = answer.get("NextToken")
        if not token:
            return found


def tags_of(world, table):
    """The table's own tags, and column -> tags."""
    resource = {"Table": {"CatalogId": ACCOUNT, "DatabaseName": world.database, "Name": table}}
    answer = world.client("lakeformation").get_resource_lf_tags(CatalogId=ACCOUNT, Resource=resource, ShowAssignedLFTags=True)
    plain = lambda tags: {tag["TagKey"]: tag["TagValues"][0] for tag in tags}  # noqa: E731
    return plain(answer.get("LFTagsOnTable", [])), {one["Name"]: plain(one["LFTags"]) for one in answer.get("LFTagsOnColumns", [])}


def fits(expression, tags):
    return all(tags.get(part["TagKey"]) in part["TagValues"] for part in expression)


def lake_formation_gives(world, columns):
    """(role, table) -> (columns, row condition): the union of all grants that let a role's principal read."""
    role_of = {arn: role for role, arns in PRINCIPALS.items() for arn in arns}
    grants = all_pages(world.client("lakeformation").list_permissions, "PrincipalResourcePermissions")
    others = {grant["Principal"]["DataLakePrincipalIdentifier"] for grant in grants if {"SELECT", "ALL"} & set(grant["Permissions"])} - set(role_of)
    given = defaultdict(list)
    for grant in grants:
        role = role_of.get(grant["Principal"]["DataLakePrincipalIdentifier"])
        if role and {"SELECT", "ALL"} & set(grant["Permissions"]):
            given[role].append(grant["Resource"])
    tags = {table: tags_of(world, table) for table in columns}
    found = {}
    for role, resources in given.items():
        for table in columns:
            if rights := rights_on(world, table, columns[table], tags[table], resources):
                found[role, table] = rights
    return found, others


def rights_on(world, table, columns, tags, resources):
    own, by_column = tags
    seen, condition = set(), None
    for resource in resources:
        if policy := resource.get("LFTagPolicy"):
            if policy["ResourceType"] == "TABLE":
                seen |= {column for column in columns if fits(policy["Expression"], own | by_column.get(column, {}))}
        elif (cells := resource.get("DataCellsFilter")) and cells["TableName"] == table:
            place = {"CatalogId": ACCOUNT, "DatabaseName": world.database, "Name": table}
            filters = []
            token = None
            while True:
                answer = world.client("lakeformation").list_data_cells_filter(Table=place, **({"NextToken": token} if token else {}))
                filters += answer["DataCellsFilters"]
                token = answer.get("NextToken")
                if not token:
                    break
            one = next(found for found in filters if found["Name"] == cells["Name"])
            excluded = set((one.get("ColumnWildcard") or {}).get("ExcludedColumnNames", []))
            seen |= set(one.get("ColumnNames") or set(columns) - excluded)
            condition = one["RowFilter"].get("FilterExpression") or None
        elif (whole := resource.get("Table")) and whole.get("Name") == table:
            seen |= set(columns)
    return (seen, condition) if seen else None


def condition_of(rows):
    column, values = rows
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def grants_are_what_the_policy_says(world):
    columns = classes_in_glue(world)
    expected = policy_says(columns)
    found, others = lake_formation_gives(world, columns)
    # The function that publishes reads what it shows; the template grants it that, and the policy leaves it alone.
    strangers = others - {world.functions.get_function_configuration(FunctionName=f"{world.name}-publish")["Role"]}
    differing = [key for key in expected.keys() | found.keys() if not same(expected.get(key), found.get(key))]
    check(len(expected) > 50, f"the policy gives {len(expected)} role-and-table rights")
    check(not differing, f"Lake Formation gives exactly these{told(differing)}")
    check(not strangers, f"and nobody else may read{told(strangers)}")


def told(exceptions):
    return f", but {sorted(exceptions)[:3]}" if exceptions else ""


def same(expected, found):
    if not expected or not found:
        return False
    return expected[0] == found[0] and (condition_of(expected[1]) if expected[1] else None) == found[1]


def what_the_policy_does_not_say_is_revoked(world):
    """Somebody grants by hand; a dry run says what is wrong; the next publication takes it away."""
    lake_formation = world.client("lakeformation")
    stranger = {"DataLakePrincipalIdentifier": f"arn:aws:iam::{ACCOUNT}:user/by-hand"}
    table = {"Table": {"CatalogId": ACCOUNT, "DatabaseName": world.database, "Name": "constituent"}}
    everybody = {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"}
    lake_formation.grant_permissions(CatalogId=ACCOUNT, Principal=stranger, Resource=table, Permissions=["SELECT"])
    lake_formation.grant_permissions(CatalogId=ACCOUNT, Principal=everybody, Resource=table, Permissions=["ALL"])
    answer, error = world.invoke("publish", {"dry_run": True})
    check(not error and answer["steps"] == 2, f"a dry run finds two grants that the policy does not say: {answer}")
    check("user/by-hand" in answer["plan"], "and names them")
    again, _ = world.invoke("publish", {"dry_run": True})
    check(again == answer, "a dry run changes nothing")
    answer, error = world.invoke("publish", {})
    check(not error and answer["grants_changed"] == 2, "a publication revokes them")
    answer, error = world.invoke("publish", {"dry_run": True})
    check(not error and answer["steps"] == 0, "after that there is nothing left to do")
