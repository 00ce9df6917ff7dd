//! The resources around the definition: the role that asks, the data source, data sets, theme, folder, permissions.

use super::data_sets::{data_set_id, logical_id, needed, resource};
use super::{House, Parts};
use serde_json::{Map, Value, json};

/// The head of the file.
pub(super) const HEAD: &str = "\
# Written by `cargo xtask quicksight` from schemas/dashboards; a test compares. Do not edit.
";

/// What an owner may do with a data set, a data source, an analysis, a dashboard, a theme, a folder.
const DATA_SET: &[&str] = &[
    "DescribeDataSet",
    "DescribeDataSetPermissions",
    "PassDataSet",
    "DescribeIngestion",
    "ListIngestions",
    "UpdateDataSet",
    "DeleteDataSet",
    "CreateIngestion",
    "CancelIngestion",
    "UpdateDataSetPermissions",
];
const DATA_SOURCE: &[&str] = &[
    "DescribeDataSource",
    "DescribeDataSourcePermissions",
    "PassDataSource",
    "UpdateDataSource",
    "DeleteDataSource",
    "UpdateDataSourcePermissions",
];
const ANALYSIS: &[&str] = &[
    "DescribeAnalysis",
    "DescribeAnalysisPermissions",
    "QueryAnalysis",
    "UpdateAnalysis",
    "DeleteAnalysis",
    "RestoreAnalysis",
    "UpdateAnalysisPermissions",
];
const DASHBOARD: &[&str] = &[
    "DescribeDashboard",
    "ListDashboardVersions",
    "QueryDashboard",
    "UpdateDashboard",
    "DeleteDashboard",
    "DescribeDashboardPermissions",
    "UpdateDashboardPermissions",
    "UpdateDashboardPublishedVersion",
];
const DASHBOARD_READER: &[&str] = &["DescribeDashboard", "ListDashboardVersions", "QueryDashboard"];
const THEME: &[&str] = &[
    "DescribeTheme",
    "ListThemeVersions",
    "ListThemeAliases",
    "DescribeThemeAlias",
    "UpdateTheme",
    "DeleteTheme",
    "CreateThemeAlias",
    "DeleteThemeAlias",
    "UpdateThemeAlias",
    "DescribeThemePermissions",
    "UpdateThemePermissions",
];
const FOLDER: &[&str] = &[
    "CreateFolder",
    "DescribeFolder",
    "UpdateFolder",
    "DeleteFolder",
    "CreateFolderMembership",
    "DeleteFolderMembership",
    "DescribeFolderPermissions",
    "UpdateFolderPermissions",
];
const FOLDER_READER: &[&str] = &["DescribeFolder"];

/// The whole template.
pub(super) fn template(parts: &Parts<'_>, definition: &Value, house: House<'_>) -> Value {
    json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "donorlake: the dashboards of schemas/dashboards in QuickSight. In: who owns and who reads them, how to ask Athena. Out: the role that asks, the data sets to refresh.",
        "Parameters": parameters(house),
        "Conditions": {"HasReaders": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Readers"}, ""]}]}},
        "Resources": resources(parts, definition),
        "Outputs": outputs(parts),
    })
}

fn parameters(house: House<'_>) -> Value {
    json!({
        "Name": {"Type": "String", "Description": "Name of the whole deployment"},
        "Owners": {"Type": "String", "AllowedPattern": "arn:.+", "Description": "ARN of the QuickSight group (or user) that owns everything"},
        "Readers": {"Type": "String", "Default": "", "Description": "ARN of the QuickSight group (or user) that reads the dashboards"},
        "Database": {"Type": "String"},
        "Workgroup": {"Type": "String"},
        "ReadPolicyArn": {"Type": "String", "Description": "Policy to ask in the workgroup; what is seen, Lake Formation says"},
        "Currency": {"Type": "String", "Default": house.currency, "AllowedPattern": "[A-Z]{3}"},
        "TimeZone": {"Type": "String", "Default": house.time_zone},
        "RefreshAt": {"Type": "String", "Default": "06:00", "AllowedPattern": "[0-2][0-9]:[0-5][0-9]", "Description": "Every day, should a refresh after a snapshot have been missed"},
    })
}

fn resources(parts: &Parts<'_>, definition: &Value) -> Value {
    let mut resources = Map::new();
    let mut add = |name: &str, resource: Value| resources.insert(name.to_owned(), resource);
    add("Role", role());
    add("DataSource", data_source());
    for (view, columns) in needed(parts) {
        add(&logical_id(&view), data_set(&view, &resource(parts, &view, &columns)));
        add(&format!("Refresh{}", logical_id(&view)), refresh(&view));
    }
    add("Theme", theme());
    add("Folder", folder());
    add("Analysis", analysis(definition));
    add("Dashboard", dashboard(definition));
    Value::Object(resources)
}

fn named(suffix: &str) -> Value {
    json!({"Fn::Sub": format!("${{Name}}{suffix}")})
}

fn account() -> Value {
    json!({"Ref": "AWS::AccountId"})
}

fn actions(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("quicksight:{name}")).collect()
}

fn owners(names: &[&str]) -> Value {
    json!({"Principal": {"Ref": "Owners"}, "Actions": actions(names)})
}

fn readers(names: &[&str]) -> Value {
    json!({"Fn::If": ["HasReaders", {"Principal": {"Ref": "Readers"}, "Actions": actions(names)}, {"Ref": "AWS::NoValue"}]})
}

/// The role as which `QuickSight` asks Athena: Lake Formation gives it what the role `dashboard` sees.
fn role() -> Value {
    json!({"Type": "AWS::IAM::Role", "Properties": {
        "Description": {"Fn::Sub": "QuickSight asks Athena as this role, for ${Name}"},
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "quicksight.amazonaws.com"}, "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": account()}}}]},
        "ManagedPolicyArns": [{"Ref": "ReadPolicyArn"}],
    }})
}

fn data_source() -> Value {
    json!({"Type": "AWS::QuickSight::DataSource", "Properties": {
        "AwsAccountId": account(), "DataSourceId": named(""), "Name": named(""), "Type": "ATHENA",
        "DataSourceParameters": {"AthenaParameters": {
            "WorkGroup": {"Ref": "Workgroup"}, "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}},
        "Permissions": [owners(DATA_SOURCE)],
    }})
}

/// A data set does not wait for its first rows: before the first snapshot there is no view to read.
fn data_set(view: &str, physical: &Value) -> Value {
    json!({"Type": "AWS::QuickSight::DataSet", "Properties": {
        "AwsAccountId": account(), "DataSetId": {"Fn::Sub": data_set_id(view)}, "Name": view, "ImportMode": "SPICE",
        "IngestionWaitPolicy": {"WaitForSpiceIngestion": false},
        "PhysicalTableMap": {"rows": physical},
        "FolderArns": [{"Fn::GetAtt": ["Folder", "Arn"]}],
        "Permissions": [owners(DATA_SET)],
    }})
}

fn refresh(view: &str) -> Value {
    json!({"Type": "AWS::QuickSight::RefreshSchedule", "DependsOn": logical_id(view), "Properties": {
        "AwsAccountId": account(), "DataSetId": {"Fn::Sub": data_set_id(view)},
        "Schedule": {"ScheduleId": "daily", "RefreshType": "FULL_REFRESH", "ScheduleFrequency": {
            "Interval": "DAILY", "TimeOfTheDay": {"Ref": "RefreshAt"}, "TimeZone": {"Ref": "TimeZone"}}},
    }})
}

/// The page's colours.
fn theme() -> Value {
    json!({"Type": "AWS::QuickSight::Theme", "Properties": {
        "AwsAccountId": account(), "ThemeId": named(""), "Name": named(""), "BaseThemeId": "CLASSIC",
        "Configuration": {
            "DataColorPalette": {
                "Colors": ["#0B6B58", "#B7791F", "#4C6F9E", "#7FB8A8", "#96607F", "#8E938F"],
                "MinMaxGradient": ["#E1EFEA", "#0B6B58"], "EmptyFillColor": "#D9D7CF"},
            "UIColorPalette": {
                "PrimaryForeground": "#1C211F", "PrimaryBackground": "#FFFFFF",
                "SecondaryForeground": "#59615D", "SecondaryBackground": "#FAF9F6",
                "Accent": "#0B6B58", "AccentForeground": "#FFFFFF"},
        },
        "Permissions": [owners(THEME)],
    }})
}

fn folder() -> Value {
    json!({"Type": "AWS::QuickSight::Folder", "Properties": {
        "AwsAccountId": account(), "FolderId": named(""), "Name": named(""), "FolderType": "SHARED",
        "Permissions": [owners(FOLDER), readers(FOLDER_READER)],
    }})
}

fn analysis(definition: &Value) -> Value {
    json!({"Type": "AWS::QuickSight::Analysis", "Properties": {
        "AwsAccountId": account(), "AnalysisId": named(""), "Name": named(""),
        "ThemeArn": {"Fn::GetAtt": ["Theme", "Arn"]}, "FolderArns": [{"Fn::GetAtt": ["Folder", "Arn"]}],
        "Permissions": [owners(ANALYSIS)],
        "Definition": definition,
    }})
}

fn dashboard(definition: &Value) -> Value {
    json!({"Type": "AWS::QuickSight::Dashboard", "Properties": {
        "AwsAccountId": account(), "DashboardId": named(""), "Name": named(""),
        "ThemeArn": {"Fn::GetAtt": ["Theme", "Arn"]}, "FolderArns": [{"Fn::GetAtt": ["Folder", "Arn"]}],
        "Permissions": [owners(DASHBOARD), readers(DASHBOARD_READER)],
        "DashboardPublishOptions": {
            "ExportToCSVOption": {"AvailabilityStatus": "ENABLED"},
            "SheetControlsOption": {"VisibilityState": "EXPANDED"}},
        "Definition": definition,
    }})
}

fn outputs(parts: &Parts<'_>) -> Value {
    let ids: Vec<String> = needed(parts).keys().map(|view| data_set_id(view)).collect();
    json!({
        "RoleArn": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}},
        "DataSetIds": {"Value": {"Fn::Sub": ids.join(",")}, "Description": "publish refreshes these after each snapshot"},
        "DashboardUrl": {"Value": {"Fn::Sub": "https://${AWS::Region}.quicksight.aws.amazon.com/sn/dashboards/${Name}"}},
    })
}
