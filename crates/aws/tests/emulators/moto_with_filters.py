"""moto's server with a Lake Formation that keeps its books as AWS documents them.

In:  the arguments of `moto_server` (for example `-H 127.0.0.1 -p 5000`); to be run by a Python that has `moto[server]`.
Out: the same server, whose Lake Formation differs from moto's own in this:

* data cells filters can be created, changed, listed and deleted (moto 5.2 lists none and creates none);
* grants are a list: moto's set loses a grant whose permissions changed, and a later revoke answers 500;
* tags add up by key, a resource without tags has none (moto answers 500), and a table's answer names its columns' tags;
* an unknown tag, value, filter or grant is refused as AWS refuses it, and so is a tag or filter that is there already;
* lists come in pages of two, so that whoever forgets the next page is found out;
* every request is held against the service model of botocore: unknown, missing or mistyped members are a 400.

It is bookkeeping. Nothing is enforced.
"""

import json
import sys

import botocore.loaders
import botocore.model
import botocore.validate
from moto.core.exceptions import JsonRESTError
from moto.lakeformation import models, responses, urls
from moto.server import main

MODEL = botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("lakeformation", "service-2"))
PAGE = 2


class Refused(JsonRESTError):
    """An answer with one of Lake Formation's error codes."""

    code = 400

    def __init__(self, kind, message):
        super().__init__(kind, message)


class Books:
    """What one catalog holds."""

    def __init__(self):
        self.tags = {}  # key -> values
        self.resource_tags = {}  # resource, as text -> {key: value}
        self.filters = {}  # (database, table, name) -> filter
        self.grants = []  # {"Principal", "Resource", "Permissions", "PermissionsWithGrantOption"}

    def check_tag(self, pair):
        if pair["TagKey"] not in self.tags or set(pair["TagValues"]) - set(self.tags[pair["TagKey"]]):
            raise Refused("EntityNotFoundException", "Tag or tag value does not exist.")

    def check_resource(self, resource):
        for tag in resource.get("LFTagPolicy", {}).get("Expression", []):
            self.check_tag(tag)
        wanted = resource.get("DataCellsFilter")
        if wanted and (wanted["DatabaseName"], wanted["TableName"], wanted["Name"]) not in self.filters:
            raise Refused("EntityNotFoundException", "Data cells filter does not exist.")


BOOKS = {}


def books(catalog):
    return BOOKS.setdefault(catalog, Books())


def as_text(resource):
    return json.dumps(resource, sort_keys=True)


def parts(resource):
    """The single things that tags of a resource stand on."""
    if "TableWithColumns" in resource:
        table = resource["TableWithColumns"]
        return [("column", table["DatabaseName"], table["Name"], column) for column in table["ColumnNames"]]
    if "Table" in resource:
        return [("table", resource["Table"]["DatabaseName"], resource["Table"]["Name"])]
    return [("database", resource["Database"]["Name"])]


def pairs(catalog, tags):
    return [{"CatalogId": catalog, "TagKey": key, "TagValues": [value]} for key, value in sorted(tags.items())]


# One function per operation: what AWS documents, on the books of the catalog that the request names.


def create_lf_tag(book, request):
    if request["TagKey"] in book.tags:
        raise Refused("AlreadyExistsException", "Tag key already exists.")
    book.tags[request["TagKey"]] = list(request["TagValues"])
    return {}


def update_lf_tag(book, request):
    if request["TagKey"] not in book.tags:
        raise Refused("EntityNotFoundException", "Tag key does not exist.")
    values = book.tags[request["TagKey"]]
    gone = request.get("TagValuesToDelete") or []
    used = [tags.get(request["TagKey"]) for tags in book.resource_tags.values()]
    if set(gone) - set(values) or set(gone) & set(used):
        raise Refused("InvalidInputException", "A tag value does not exist, or is in use.")
    added = [value for value in request.get("TagValuesToAdd") or [] if value not in values]
    book.tags[request["TagKey"]] = [value for value in values if value not in gone] + added
    return {}


def list_lf_tags(book, request):
    found = [{"CatalogId": request["CatalogId"], "TagKey": k, "TagValues": v} for k, v in sorted(book.tags.items())]
    return paged("LFTags", found, request)


def add_lf_tags_to_resource(book, request):
    failures = []
    for pair in request["LFTags"]:
        try:
            book.check_tag(pair)
        except Refused:
            failures.append({"LFTag": pair, "Error": {"ErrorCode": "EntityNotFoundException"}})
            continue
        for part in parts(request["Resource"]):
            book.resource_tags.setdefault(part, {})[pair["TagKey"]] = pair["TagValues"][0]
    return {"Failures": failures}


def remove_lf_tags_from_resource(book, request):
    failures = []
    for pair in request["LFTags"]:
        for part in parts(request["Resource"]):
            if book.resource_tags.get(part, {}).pop(pair["TagKey"], None) is None:
                failures.append({"LFTag": pair, "Error": {"ErrorCode": "EntityNotFoundException"}})
    return {"Failures": failures}


def get_resource_lf_tags(book, request):
    if not request.get("ShowAssignedLFTags"):
        raise Refused("InvalidInputException", "This emulator knows assigned tags only, not inherited ones.")
    part = parts(request["Resource"])[0]
    kind = {"database": "LFTagOnDatabase", "table": "LFTagsOnTable"}[part[0]]
    answer = {kind: pairs(request["CatalogId"], book.resource_tags.get(part, {}))}
    if part[0] == "table":
        columns = {key[3]: tags for key, tags in book.resource_tags.items() if key[:3] == ("column", *part[1:])}
        answer["LFTagsOnColumns"] = [
            {"Name": name, "LFTags": pairs(request["CatalogId"], tags)} for name, tags in sorted(columns.items())
        ]
    return answer


def grant_of(book, request):
    wanted = (as_text(request["Principal"]), as_text(request["Resource"]))
    found = [g for g in book.grants if (as_text(g["Principal"]), as_text(g["Resource"])) == wanted]
    return found[0] if found else None


def grant_permissions(book, request):
    book.check_resource(request["Resource"])
    grant = grant_of(book, request)
    if grant is None:
        grant = {"Principal": request["Principal"], "Resource": request["Resource"]}
        book.grants.append(grant)
    for kind in ("Permissions", "PermissionsWithGrantOption"):
        grant[kind] = sorted(set(grant.get(kind) or []) | set(request.get(kind) or []))
    return {}


def revoke_permissions(book, request):
    grant = grant_of(book, request)
    missing = grant is None or any(
        set(request.get(kind) or []) - set(grant[kind]) for kind in ("Permissions", "PermissionsWithGrantOption")
    )
    if missing:
        raise Refused("InvalidInputException", "No permissions revoked. Grantee does not have them.")
    for kind in ("Permissions", "PermissionsWithGrantOption"):
        grant[kind] = sorted(set(grant[kind]) - set(request.get(kind) or []))
    if not grant["Permissions"] and not grant["PermissionsWithGrantOption"]:
        book.grants.remove(grant)
    return {}


def list_permissions(book, request):
    return paged("PrincipalResourcePermissions", [listed(grant) for grant in book.grants], request)


def listed(grant):
    """SELECT on a table is listed as a grant on all its columns."""
    table = grant["Resource"].get("Table", {})
    if "Name" not in table or grant["Permissions"] != ["SELECT"]:
        return grant
    return {**grant, "Resource": {"TableWithColumns": {**table, "ColumnWildcard": {}}}}


def filter_key(table):
    return table["DatabaseName"], table["TableName"], table["Name"]


def create_data_cells_filter(_, request):
    data = request["TableData"]
    book = books(data["TableCatalogId"])
    if filter_key(data) in book.filters:
        raise Refused("AlreadyExistsException", "Data cells filter already exists.")
    book.filters[filter_key(data)] = data
    return {}


def update_data_cells_filter(_, request):
    data = request["TableData"]
    book = books(data["TableCatalogId"])
    if filter_key(data) not in book.filters:
        raise Refused("EntityNotFoundException", "Data cells filter does not exist.")
    book.filters[filter_key(data)] = data
    return {}


def delete_data_cells_filter(_, request):
    book = books(request["TableCatalogId"])
    if book.filters.pop(filter_key(request), None) is None:
        raise Refused("EntityNotFoundException", "Data cells filter does not exist.")
    # As AWS does: grants on the filter go with it.
    book.grants = [g for g in book.grants if g["Resource"].get("DataCellsFilter", {}).get("Name") != request["Name"]]
    return {}


def list_data_cells_filter(_, request):
    table = request["Table"]
    found = books(table["CatalogId"]).filters
    here = [data for key, data in sorted(found.items()) if key[:2] == (table["DatabaseName"], table["Name"])]
    return paged("DataCellsFilters", here, request)


def paged(name, found, request):
    start = int(request.get("NextToken") or 0)
    answer = {name: found[start : start + PAGE]}
    if start + PAGE < len(found):
        answer["NextToken"] = str(start + PAGE)
    return answer


OPERATIONS = {
    "AddLFTagsToResource": add_lf_tags_to_resource,
    "CreateDataCellsFilter": create_data_cells_filter,
    "CreateLFTag": create_lf_tag,
    "DeleteDataCellsFilter": delete_data_cells_filter,
    "GetResourceLFTags": get_resource_lf_tags,
    "GrantPermissions": grant_permissions,
    "ListDataCellsFilter": list_data_cells_filter,
    "ListLFTags": list_lf_tags,
    "ListPermissions": list_permissions,
    "RemoveLFTagsFromResource": remove_lf_tags_from_resource,
    "RevokePermissions": revoke_permissions,
    "UpdateDataCellsFilter": update_data_cells_filter,
    "UpdateLFTag": update_lf_tag,
}


def answering(operation, handle):
    """The method of moto's response class: checks the request, runs the operation."""
    shape = MODEL.operation_model(operation).input_shape

    def method(self):
        request = json.loads(self.body or "{}")
        unknown = set(request) - set(shape.members)
        report = botocore.validate.ParamValidator().validate(request, shape)
        if unknown or report.has_errors():
            message = f"unknown members {sorted(unknown)}" if unknown else report.generate_report()
            raise Refused("InvalidInputException", f"{operation}: {message}")
        catalog = request.setdefault("CatalogId", self.current_account)
        return json.dumps(handle(books(catalog), request))

    return method


def snake_case(operation):
    words = operation.replace("LFTags", "LfTags").replace("LFTag", "LfTag")
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in words).lstrip("_")


def install():
    for operation, handle in OPERATIONS.items():
        setattr(responses.LakeFormationResponse, snake_case(operation), answering(operation, handle))
        path = MODEL.operation_model(operation).http["requestUri"]
        urls.url_paths["{0}" + path + "$"] = responses.LakeFormationResponse.dispatch
    assert models.lakeformation_backends is not None


if __name__ == "__main__":
    install()
    main(sys.argv[1:])
