//! The sheets: one per dashboard, one per dashboard for the lists behind its bars; and where everything stands.

use super::filters::{control_id, controls};
use super::insights::insight;
use super::lists::{action, behind, list_id, sheet_id};
use super::visuals::Shown;
use super::{Parts, id};
use crate::dashboard::{Dashboard, Kind, Width};
use serde_json::{Value, json};

/// How many columns `QuickSight`'s grid has.
const COLUMNS: u32 = 36;

/// All sheets, in the order of the dashboards, the lists behind them last.
pub(super) fn sheets(parts: &Parts<'_>) -> Vec<Value> {
    let pictures = parts.dashboards.iter().map(|dashboard| pictures(parts, dashboard));
    let lists = parts.dashboards.iter().filter_map(|dashboard| lists(parts, dashboard));
    pictures.chain(lists).collect()
}

fn pictures(parts: &Parts<'_>, dashboard: &Dashboard) -> Value {
    let mut grid = Grid::default();
    let mut visuals = Vec::new();
    for visual in &dashboard.visuals {
        let shown = Shown { parts, dashboard, visual };
        let n = shown.n_of_number();
        grid.place(&shown, n.is_some());
        visuals.push(shown.picture());
        visuals.extend(n);
        if let Some(insight) = insight(&shown) {
            grid.below(&format!("{}-insight", shown.id()), 6);
            visuals.push(insight);
        }
    }
    let control = |filter: &crate::dashboard::Filter| json!({"ElementId": control_id(dashboard, *filter), "ElementType": "PARAMETER_CONTROL", "ColumnSpan": 2, "RowSpan": 1});
    json!({
        "SheetId": id(&[&dashboard.name]),
        "Name": dashboard.title,
        "Title": dashboard.title,
        "Description": dashboard.purpose,
        "ContentType": "INTERACTIVE",
        "ParameterControls": controls(dashboard),
        "SheetControlLayouts": [{"Configuration": {"GridLayout": {
            "Elements": dashboard.filters.iter().map(control).collect::<Vec<_>>()}}}],
        "Layouts": [grid.layout()],
        "Visuals": visuals,
    })
}

fn lists(parts: &Parts<'_>, dashboard: &Dashboard) -> Option<Value> {
    let mut grid = Grid::default();
    let mut visuals = Vec::new();
    for visual in &dashboard.visuals {
        let shown = Shown { parts, dashboard, visual };
        if let (Some(list), Some(_)) = (behind(&shown), action(&shown)) {
            grid.below(&list_id(&shown), 12);
            visuals.push(list);
        }
    }
    (!visuals.is_empty()).then(|| {
        json!({
            "SheetId": sheet_id(&dashboard.name),
            "Name": format!("{}: lists", dashboard.title),
            "Description": "The lists behind the bars: choose a bar on the sheet before this one, and its list is narrowed to it.",
            "ContentType": "INTERACTIVE",
            "Layouts": [grid.layout()],
            "Visuals": visuals,
        })
    })
}

/// Fills rows from left to right.
#[derive(Default)]
struct Grid {
    elements: Vec<Value>,
    row: u32,
    column: u32,
    /// How high the row that is being filled is.
    height: u32,
}

impl Grid {
    fn place(&mut self, shown: &Shown<'_>, has_n: bool) {
        let width = match shown.visual.width {
            Width::Quarter => COLUMNS / 4,
            Width::Half => COLUMNS / 2,
            Width::Full => COLUMNS,
        };
        let height = if shown.visual.kind == Kind::Number { 9 } else { 13 };
        if self.column + width > COLUMNS {
            self.new_row();
        }
        let n_height = if has_n { 4 } else { 0 };
        self.element(&shown.id(), self.row, width, height - n_height);
        if has_n {
            self.element(&format!("{}-n", shown.id()), self.row + height - n_height, width, n_height);
        }
        self.column += width;
        self.height = self.height.max(height);
    }

    /// A row of its own.
    fn below(&mut self, element: &str, height: u32) {
        self.new_row();
        self.element(element, self.row, COLUMNS, height);
        self.height = height;
        self.new_row();
    }

    fn new_row(&mut self) {
        self.row += self.height;
        (self.column, self.height) = (0, 0);
    }

    fn element(&mut self, element: &str, row: u32, width: u32, height: u32) {
        self.elements.push(json!({
            "ElementId": element, "ElementType": "VISUAL",
            "ColumnIndex": self.column, "ColumnSpan": width, "RowIndex": row, "RowSpan": height}));
    }

    fn layout(self) -> Value {
        json!({"Configuration": {"GridLayout": {
            "Elements": self.elements,
            "CanvasSizeOptions": {"ScreenCanvasSizeOptions": {"ResizeOption": "FIXED", "OptimizedViewPortWidth": "1600px"}}}}})
    }
}
