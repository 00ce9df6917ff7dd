//! One visual of the definition as one of `QuickSight`'s.

use super::data_sets::column;
use super::fields::{aggregate, dimension, measure, measure_id, tooltip_aggregation};
use super::{Parts, id, lists};
use crate::dashboard::{Dashboard, Format, Kind, Measure, Visual};
use serde_json::{Value, json};

/// What a visual is made from.
pub(super) struct Shown<'a> {
    pub(super) parts: &'a Parts<'a>,
    pub(super) dashboard: &'a Dashboard,
    pub(super) visual: &'a Visual,
}

impl Shown<'_> {
    /// The id of the visual.
    pub(super) fn id(&self) -> String {
        id(&[&self.dashboard.name, &self.visual.name])
    }

    /// The visual itself.
    pub(super) fn picture(&self) -> Value {
        let (kind, configuration) = match self.visual.kind {
            Kind::Number => ("KPIVisual", self.number()),
            Kind::Line => ("LineChartVisual", self.line()),
            Kind::Bar | Kind::StackedBar | Kind::GroupedBar | Kind::HorizontalBar => ("BarChartVisual", self.bars()),
            Kind::HeatMap => ("HeatMapVisual", self.heat_map()),
            Kind::Table if self.visual.columns.is_empty() => ("TableVisual", self.figures()),
            Kind::Table => ("TableVisual", lists::of_visual(self)),
        };
        let mut body = json!({
            "VisualId": self.id(),
            "Title": {"Visibility": "VISIBLE", "FormatText": {"PlainText": self.visual.title}},
            "Subtitle": {"Visibility": "VISIBLE", "FormatText": {"PlainText": self.visual.explanation}},
            "VisualContentAltText": format!("{}. {}", self.visual.title, self.visual.explanation),
            "ChartConfiguration": configuration,
        });
        if let Some(action) = lists::action(self) {
            body["Actions"] = json!([action]);
        }
        json!({kind: body})
    }

    /// The n of a rate, which a single figure has no other place for.
    pub(super) fn n_of_number(&self) -> Option<Value> {
        let measure = self.visual.measures.first().filter(|_| self.visual.kind == Kind::Number)?;
        let (n, of) = (measure.n.as_ref()?, measure.of.as_ref()?);
        let field = format!("{}-n", measure_id(self.dashboard, self.visual, measure));
        let value = aggregate(self.parts, &self.visual.view, n, &field, Format::Count);
        let mut wells = json!({"Values": [value]});
        if let Some(trend) = self.axis("n-over") {
            wells["TrendGroups"] = json!([trend]);
        }
        Some(json!({"KPIVisual": {
            "VisualId": format!("{}-n", self.id()),
            "Title": {"Visibility": "VISIBLE", "FormatText": {"PlainText": format!("of so many {of}")}},
            "ChartConfiguration": {"FieldWells": wells},
        }}))
    }

    fn axis(&self, role: &str) -> Option<Value> {
        self.visual.category.as_ref().map(|axis| dimension(self.parts, self.dashboard, self.visual, axis, role))
    }

    fn series(&self) -> Vec<Value> {
        let series = self.visual.series.iter();
        series.map(|axis| dimension(self.parts, self.dashboard, self.visual, axis, "series")).collect()
    }

    fn values(&self) -> Vec<Value> {
        self.visual.measures.iter().map(|one| measure(self.parts, self.dashboard, self.visual, one)).collect()
    }

    fn number(&self) -> Value {
        let is_share = self.visual.measures.iter().any(|measure| measure.format == Format::Percent);
        let mut wells = json!({"Values": self.values()});
        let mut options = json!({"PrimaryValueDisplayType": "ACTUAL"});
        if let Some(trend) = self.axis("over") {
            wells["TrendGroups"] = json!([trend]);
            options["Comparison"] =
                json!({"ComparisonMethod": if is_share { "DIFFERENCE" } else { "PERCENT_DIFFERENCE" }});
        }
        json!({"FieldWells": wells, "KPIOptions": options})
    }

    fn line(&self) -> Value {
        let mut chart = json!({
            "FieldWells": {"LineChartAggregatedFieldWells": self.wells()},
            "Type": "LINE",
            "SortConfiguration": {"CategorySort": [self.by_category()]},
            "XAxisLabelOptions": {"Visibility": "HIDDEN"},
            "Tooltip": self.tooltip(),
        });
        if self.visual.forecast {
            chart["ForecastConfigurations"] = json!([{"ForecastProperties": {
                "PeriodsForward": 12, "PeriodsBackward": 0, "PredictionInterval": 90}}]);
        }
        chart
    }

    fn bars(&self) -> Value {
        let visual = self.visual;
        let mut sort = json!({"CategorySort": [self.sorted()]});
        if let Some(limit) = visual.limit {
            sort["CategoryItemsLimit"] = json!({"ItemsLimit": limit, "OtherCategories": "EXCLUDE"});
        }
        json!({
            "FieldWells": {"BarChartAggregatedFieldWells": self.wells()},
            "Orientation": if visual.kind == Kind::HorizontalBar { "HORIZONTAL" } else { "VERTICAL" },
            "BarsArrangement": if visual.kind == Kind::StackedBar { "STACKED" } else { "CLUSTERED" },
            "SortConfiguration": sort,
            "CategoryLabelOptions": {"Visibility": "HIDDEN"},
            "ValueLabelOptions": {"Visibility": "HIDDEN"},
            "Tooltip": self.tooltip(),
        })
    }

    fn heat_map(&self) -> Value {
        json!({
            "FieldWells": {"HeatMapAggregatedFieldWells": {
                "Columns": self.axis("category").into_iter().collect::<Vec<_>>(),
                "Rows": self.series(),
                "Values": self.values()}},
            "SortConfiguration": {
                "HeatMapColumnSort": [self.by_category()],
                "HeatMapRowSort": [{"FieldSort": {"FieldId": self.field("series"), "Direction": "ASC"}}]},
            "DataLabels": {"Visibility": "VISIBLE"},
            "Tooltip": self.tooltip(),
        })
    }

    /// A table of figures: each rate is followed by its n.
    fn figures(&self) -> Value {
        let visual = self.visual;
        let mut group: Vec<Value> = self.axis("category").into_iter().collect();
        group.extend(self.series());
        let (mut values, mut labels) = (Vec::new(), Vec::new());
        for one in &visual.measures {
            let field = measure_id(self.dashboard, visual, one);
            values.push(measure(self.parts, self.dashboard, visual, one));
            labels.push(json!({"FieldId": field, "CustomLabel": one.label}));
            if let (Some(n), Some(of)) = (&one.n, &one.of) {
                let field = format!("{field}-n");
                values.push(aggregate(self.parts, &visual.view, n, &field, Format::Count));
                labels.push(json!({"FieldId": field, "CustomLabel": format!("of so many {of}")}));
            }
        }
        json!({
            "FieldWells": {"TableAggregatedFieldWells": {"GroupBy": group, "Values": values}},
            "SortConfiguration": {"RowSort": [self.sorted()]},
            "FieldOptions": {"SelectedFieldOptions": labels},
        })
    }

    fn wells(&self) -> Value {
        let category: Vec<Value> = self.axis("category").into_iter().collect();
        json!({"Category": category, "Colors": self.series(), "Values": self.values()})
    }

    fn field(&self, role: &str) -> String {
        id(&[&self.dashboard.name, &self.visual.name, role])
    }

    fn by_category(&self) -> Value {
        json!({"FieldSort": {"FieldId": self.field("category"), "Direction": "ASC"}})
    }

    fn sorted(&self) -> Value {
        let Some(sort) = &self.visual.sort else { return self.by_category() };
        let direction = if sort.descending { "DESC" } else { "ASC" };
        let measure = self.visual.measures.iter().find(|measure| measure.name == sort.by.name);
        match measure {
            Some(one) => {
                json!({"FieldSort": {"FieldId": measure_id(self.dashboard, self.visual, one), "Direction": direction}})
            }
            None => json!({"ColumnSort": {
                "SortBy": column(&self.visual.view, &sort.by),
                "Direction": direction,
                "AggregationFunction": {"NumericalAggregationFunction": {"SimpleNumericalAggregation": "MIN"}}}}),
        }
    }

    /// What the pointer shows: the place, each figure, and the n of each rate.
    fn tooltip(&self) -> Value {
        let figures = self.visual.measures.iter().flat_map(|one| {
            let field = measure_id(self.dashboard, self.visual, one);
            let figure = json!({"FieldTooltipItem": {"FieldId": field, "Label": one.label, "Visibility": "VISIBLE"}});
            std::iter::once(figure).chain(self.n_in_tooltip(one))
        });
        let axes = [(&self.visual.category, "category"), (&self.visual.series, "series")].into_iter();
        let axes = axes.filter(|(axis, _)| axis.is_some());
        let axes =
            axes.map(|(_, role)| json!({"FieldTooltipItem": {"FieldId": self.field(role), "Visibility": "VISIBLE"}}));
        json!({
            "TooltipVisibility": "VISIBLE",
            "SelectedTooltipType": "DETAILED",
            "FieldBasedTooltip": {
                "AggregationVisibility": "HIDDEN", "TooltipTitleType": "PRIMARY_VALUE",
                "TooltipFields": axes.chain(figures).collect::<Vec<_>>()},
        })
    }

    fn n_in_tooltip(&self, measure: &Measure) -> Option<Value> {
        let (n, of) = (measure.n.as_ref()?, measure.of.as_ref()?);
        let source = super::data_sets::measured(n);
        Some(json!({"ColumnTooltipItem": {
            "Column": column(&self.visual.view, source),
            "Label": format!("of so many {of}"),
            "Visibility": "VISIBLE",
            "Aggregation": tooltip_aggregation(self.parts, &self.visual.view, n)}}))
    }
}
