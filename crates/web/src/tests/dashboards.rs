//! The dashboards and the lists behind their bars, asked as the page asks.

use super::small_lake::{demo, empty, gift, page_as, page_of, publish, settings, tables};
use super::{Answer, get};
use crate::{AppState, ServeError, Settings};
use axum::http::StatusCode;
use lake::Lake;
use records::golden::GoldenTables;
use serde_json::{Value, json};

fn names() -> Vec<String> {
    dashboards::bundled().unwrap().into_iter().map(|dashboard| dashboard.name).collect()
}

async fn dashboard(page: &AppState, name: &str, query: &str) -> Value {
    let answer = get(page, &format!("/api/dashboards/{name}?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.text());
    answer.json()
}

fn visuals(dashboard: &Value) -> &Vec<Value> {
    dashboard["visuals"].as_array().unwrap()
}

#[tokio::test]
async fn every_dashboard_answers_every_visual() {
    for page in [demo().await, page_of(&GoldenTables::default()).await] {
        for name in names() {
            for visual in visuals(&dashboard(&page, &name, "").await) {
                assert_eq!(visual["trouble"], Value::Null, "{name}: {}", visual["name"]);
            }
        }
    }
}

#[tokio::test]
async fn a_dashboard_has_a_page_of_its_own() {
    let page = demo().await;
    for name in names() {
        let path = format!("/{}", name.replace('_', "-"));
        let answer = get(&page, &path).await;
        assert!(answer.text().contains(&format!("data-dashboard=\"{name}\"")), "{path}");
        assert!(answer.text().contains(&format!("<a href=\"{path}\" aria-current=\"page\">")), "{path}");
    }
}

/// The page with one more dashboard.
fn with_dashboard(name: &str) -> Result<AppState, ServeError> {
    let text = dashboards::BUNDLED.iter().find(|(name, _)| *name == "retention").unwrap().1;
    let mut all = dashboards::bundled().unwrap();
    all.push(dashboards::Dashboard::parse(name, text).unwrap());
    AppState::new(Settings { dashboards: all, ..settings(&Lake::memory(), None) })
}

#[tokio::test]
async fn a_dashboard_of_ones_own_has_a_page_and_a_link() {
    let answer = get(&with_dashboard("major_gifts").unwrap(), "/major-gifts").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("<a href=\"/major-gifts\" aria-current=\"page\">Major gifts</a>"));
    for taken in ["people", "review", "import", "matching", "list", "api", "assets"] {
        assert!(matches!(with_dashboard(taken), Err(ServeError::PathTaken { .. })), "{taken}");
    }
}

#[tokio::test]
async fn a_figure_is_the_one_worked_out_by_hand() {
    // Of Ann and Bob, the donors of FY 2023, Ann alone gave again: one of two.
    let retention = dashboard(&demo().await, "retention", "fiscal_year=2024").await;
    let of_2024 = |visual: &Value| visual["rows"].as_array()?.iter().find(|row| row["category"] == 2024).cloned();
    let row = visuals(&retention).iter().find(|visual| visual["kind"] == "number").and_then(of_2024).unwrap();
    assert_eq!((&row["rate"], &row["rate_n"]), (&json!(0.5), &json!(2)));
}

#[tokio::test]
async fn a_filter_offers_what_the_data_hold_and_starts_at_the_running_year() {
    let retention = dashboard(&demo().await, "retention", "").await;
    let years = retention["filters"].as_array().unwrap().iter().find(|one| one["name"] == "fiscal_year").unwrap();
    assert_eq!(years["chosen"], json!(["2024"]));
    assert!(years["options"].as_array().unwrap().contains(&json!(2024)), "{years}");
}

#[tokio::test]
async fn what_cannot_be_chosen_is_refused_in_words() {
    let cases = [
        ("/api/dashboards/nothing", StatusCode::NOT_FOUND),
        ("/api/dashboards/retention?fiscal_year=now", StatusCode::BAD_REQUEST),
        ("/api/dashboards/retention?fiscal_year=2024;DROP", StatusCode::BAD_REQUEST),
        ("/api/dashboards/retention?unit=dog", StatusCode::BAD_REQUEST),
        ("/api/list", StatusCode::NOT_FOUND),
        ("/api/list?dashboard=retention&visual=nothing", StatusCode::NOT_FOUND),
        ("/api/list.csv?dashboard=nothing&visual=nothing", StatusCode::NOT_FOUND),
    ];
    let page = demo().await;
    for (path, status) in cases {
        let answer = get(&page, path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(!answer.json()["error"].as_str().unwrap().is_empty(), "{path}");
    }
    assert_eq!(get(&empty(), "/api/dashboards/retention").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_choice_cannot_become_part_of_a_statement() {
    let hostile = "source=%27%20OR%201%3D1%20--&campaign=%22%3B%20DROP%20VIEW%20gift_net&level=%27%27%27";
    for visual in visuals(&dashboard(&demo().await, "retention", hostile).await) {
        assert_eq!(visual["trouble"], Value::Null, "{}", visual["name"]);
    }
}

/// The address of the list behind a bar.
fn list_of(dashboard: &str, visual: &Value, row: &Value) -> String {
    let place = |name: &str| match &row[name] {
        Value::Null if row.get(name).is_none() => String::new(),
        Value::Null => format!("&{name}="),
        Value::String(text) => format!("&{name}={}", text.replace(' ', "%20").replace('&', "%26").replace('+', "%2B")),
        other => format!("&{name}={other}"),
    };
    let visual = visual["name"].as_str().unwrap();
    format!("dashboard={dashboard}&visual={visual}{}{}", place("category"), place("series"))
}

/// The addresses of the lists behind a dashboard's bars.
async fn lists(page: &AppState, name: &str) -> Vec<String> {
    let dashboard = dashboard(page, name, "").await;
    let with_lists = visuals(&dashboard).iter().filter(|visual| visual["has_list"] == true);
    let bars = with_lists.flat_map(|visual| visual["rows"].as_array().unwrap().iter().map(move |row| (visual, row)));
    bars.map(|(visual, row)| list_of(name, visual, row)).collect()
}

#[tokio::test]
async fn every_bar_has_its_list_and_the_list_its_csv() {
    let page = demo().await;
    for name in ["retention", "giving", "membership"] {
        let addresses = lists(&page, name).await;
        assert!(!addresses.is_empty(), "{name}");
        for address in addresses {
            let list = get(&page, &format!("/api/list?{address}")).await;
            assert_eq!(list.status, StatusCode::OK, "{address}: {}", list.text());
            let csv = get(&page, &format!("/api/list.csv?{address}")).await;
            let lines = csv.text().trim_end().lines().count();
            assert_eq!(Some(lines as u64 - 1), list.json()["row_count"].as_u64(), "{address}");
        }
    }
}

async fn csv_of_first_bar(page: &AppState) -> Answer {
    let address = lists(page, "retention").await.remove(0);
    get(page, &format!("/api/list.csv?{address}")).await
}

#[tokio::test]
async fn a_csv_is_called_after_its_view_and_the_day_of_the_data() {
    let csv = csv_of_first_bar(&demo().await).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.header("content-disposition").ends_with("-2024-03-01.csv\""), "{}", csv.header("content-disposition"));
    assert_eq!(csv.header("cache-control"), "no-store", "personal data stay out of caches");
}

#[tokio::test]
async fn names_are_in_lists_for_whom_may_see_them_alone() {
    let mut tables = tables();
    for constituent in &mut tables.constituents {
        constituent.display_name = "=HYPERLINK(1)".to_owned();
    }
    let lake = Lake::memory();
    publish(&lake, "first", &tables).await;

    let csv = csv_of_first_bar(&page_as(&lake, None)).await;
    assert!(csv.text().contains("\r\n'=HYPERLINK(1),"), "no spreadsheet runs a name: {}", csv.text());
    let csv = csv_of_first_bar(&page_as(&lake, Some("analyst"))).await;
    assert!(!csv.text().contains("HYPERLINK") && csv.text().lines().count() > 1, "{}", csv.text());
}

#[tokio::test]
async fn a_visual_that_a_role_may_not_see_says_what_the_role_lacks() {
    let lake = Lake::memory();
    publish(&lake, "first", &tables()).await;
    let auditor = page_as(&lake, Some("auditor"));
    for visual in visuals(&dashboard(&auditor, "retention", "").await) {
        let trouble = visual["trouble"].as_str().unwrap_or_default();
        assert!(trouble.starts_with("the role `auditor` does not see this: it lacks "), "{visual}");
        assert_eq!((&visual["rows"], &visual["has_list"]), (&json!([]), &json!(false)));
    }
    let address = lists(&demo().await, "retention").await.remove(0);
    for path in ["/api/list", "/api/list.csv"] {
        assert_eq!(get(&auditor, &format!("{path}?{address}")).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn a_list_is_shown_a_page_at_a_time() {
    let mut tables = tables();
    let (mut constituent, mut crosswalk) = (tables.constituents[0].clone(), tables.crosswalk[1].clone());
    for number in 0..120 {
        let id = format!("p{number}");
        constituent.constituent_id = records::keys::ConstituentId::from_stored(&*id);
        crosswalk.constituent_id = constituent.constituent_id.clone();
        crosswalk.source_record_key = records::keys::SourceRecordKey::native("crm", &id);
        tables.constituents.push(constituent.clone());
        tables.crosswalk.push(crosswalk.clone());
        for date in ["2022-09-01", "2023-09-01"] {
            let (gift, credit) = gift(&id, date, "10.00");
            tables.gifts.push(gift);
            tables.credits.push(credit);
        }
    }
    let page = page_of(&tables).await;
    let mut longest = (String::new(), 0);
    for address in lists(&page, "retention").await {
        let count = get(&page, &format!("/api/list?{address}")).await.json()["row_count"].as_u64().unwrap();
        longest = if count > longest.1 { (address, count) } else { longest };
    }
    assert!(longest.1 >= 120, "{longest:?}");
    let of = async |number: &str| get(&page, &format!("/api/list?{}&page={number}", longest.0)).await.json();
    let (first, second) = (of("1").await, of("2").await);
    assert_eq!((first["rows"].as_array().unwrap().len(), &first["page_count"]), (50, &json!(longest.1.div_ceil(50))));
    assert_ne!(first["rows"], second["rows"]);
    assert_eq!(of("999").await["page"], first["page_count"], "beyond the end is the last page");
}
