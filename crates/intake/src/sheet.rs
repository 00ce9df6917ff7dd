//! A file bound to its mapping: which heading each of the mapping's columns is, and how the
//! file writes dates and money.
//!
//! In:  a mapping and the file's table. Out: a [`Sheet`], from which [`Row`]s are read.

use crate::mapping::{Answers, Column, ColumnId, Decimal as DecimalSign, Mapping};
use crate::table::{Heading, TableRow};
use records::keys::FileId;
use records::values::{DateOrder, MoneyFormat, clean_cell, is_null, parse_money, repair_mojibake};
use rust_decimal::Decimal;

/// A file bound to its mapping.
#[derive(Debug)]
pub(crate) struct Sheet<'file> {
    pub(crate) mapping: &'file Mapping,
    pub(crate) file_name: &'file str,
    pub(crate) file_id: &'file FileId,
    pub(crate) headings: &'file [Heading],
    /// Per column of the mapping: its headings, with the number of their group, best first.
    bound: Vec<Vec<(u32, usize)>>,
    /// Headings that no column of the mapping means, and that are not to be forgotten.
    pub(crate) unmapped: Vec<usize>,
    pub(crate) money: MoneyFormat,
    pub(crate) dates: DateOrder,
}

/// One row of a sheet, its cells cleaned.
#[derive(Debug)]
pub(crate) struct Row<'sheet> {
    pub(crate) sheet: &'sheet Sheet<'sheet>,
    pub(crate) cells: &'sheet [String],
    pub(crate) line: i64,
    texts: Vec<(String, Option<usize>)>,
}

/// The headings that a column means, best first.
pub(crate) fn bind(column: &Column, headings: &[Heading]) -> Vec<(u32, usize)> {
    let mut bound: Vec<(u32, usize)> = Vec::new();
    for pattern in &column.headings {
        let mut group: Vec<(u32, usize)> = headings
            .iter()
            .enumerate()
            .filter_map(|(place, heading)| pattern.fits(&heading.name).map(|number| (number, place)))
            .filter(|(_, place)| bound.iter().all(|(_, taken)| taken != place))
            .collect();
        group.sort_unstable();
        bound.extend(group);
    }
    bound
}

impl<'file> Sheet<'file> {
    /// Binds a mapping to the headings of a file.
    pub(crate) fn new(
        mapping: &'file Mapping,
        file_name: &'file str,
        file_id: &'file FileId,
        headings: &'file [Heading],
        rows: &[TableRow],
    ) -> Self {
        let bound: Vec<Vec<(u32, usize)>> = mapping.columns.iter().map(|column| bind(column, headings)).collect();
        let meant = |place: &usize| bound.iter().flatten().any(|(_, known)| known == place);
        let forgotten = |place: &usize| mapping.keep.forget.contains(&headings[*place].name);
        let unmapped = (0..headings.len()).filter(|place| !meant(place) && !forgotten(place)).collect();
        let mut sheet = Self {
            mapping,
            file_name,
            file_id,
            headings,
            bound,
            unmapped,
            money: MoneyFormat::Point,
            dates: mapping.file.usual_date_order,
        };
        sheet.money = sheet.money_format(rows);
        sheet.dates = sheet.date_order(rows);
        sheet
    }

    /// The spelling of a column: of the file, or of the mapping when the file lacks it.
    pub(crate) fn spelling(&self, column: ColumnId) -> &str {
        match self.bound[column.0].first() {
            Some((_, place)) => &self.headings[*place].spelling,
            None => &self.mapping.columns.get(column).spelling,
        }
    }

    /// Whether the file has a column.
    pub(crate) fn has(&self, column: ColumnId) -> bool {
        !self.bound[column.0].is_empty()
    }

    fn cells_of<'rows>(
        &'rows self,
        columns: &'rows [ColumnId],
        rows: &'rows [TableRow],
    ) -> impl Iterator<Item = &'rows str> + Clone {
        columns
            .iter()
            .flat_map(|column| self.bound[column.0].iter())
            .flat_map(move |(_, place)| rows.iter().map(move |row| row.cells[*place].as_str()))
            .filter(|cell| !cell.trim().is_empty())
    }

    fn money_format(&self, rows: &[TableRow]) -> MoneyFormat {
        match self.mapping.file.decimal {
            DecimalSign::Point => MoneyFormat::Point,
            DecimalSign::Comma => MoneyFormat::Comma,
            DecimalSign::Auto => {
                let columns = self.mapping.money_columns();
                MoneyFormat::detect(self.cells_of(&columns, rows)).unwrap_or(MoneyFormat::Point)
            }
        }
    }

    fn date_order(&self, rows: &[TableRow]) -> DateOrder {
        let form = &self.mapping.file;
        if let Some(order) = form.date_order {
            return order;
        }
        let columns = self.mapping.date_columns();
        majority_order(self.cells_of(&columns, rows)).unwrap_or(form.usual_date_order)
    }

    /// Cleans the cells of a row.
    pub(crate) fn row<'sheet>(&'sheet self, row: &'sheet TableRow) -> Row<'sheet> {
        let texts = (0..self.bound.len()).map(|column| self.text(ColumnId(column), &row.cells)).collect();
        Row { sheet: self, cells: &row.cells, line: row.line, texts }
    }

    /// The first of a column's cells that holds something, and where it stands.
    fn text(&self, column: ColumnId, cells: &[String]) -> (String, Option<usize>) {
        for (_, place) in &self.bound[column.0] {
            let text = self.cleaned(column, &cells[*place]);
            if !text.is_empty() {
                return (text, Some(*place));
            }
        }
        (String::new(), None)
    }

    fn cleaned(&self, column: ColumnId, cell: &str) -> String {
        let repaired = repair_mojibake(cell);
        let text = clean_cell(&repaired);
        let column = self.mapping.columns.get(column);
        if text.is_empty() || is_null(&text) || self.is_null_here(column, &text) {
            return String::new();
        }
        column.transforms.iter().fold(text.into_owned(), |text, transform| transform.apply(&text))
    }

    fn is_null_here(&self, column: &Column, text: &str) -> bool {
        let here = &self.mapping.file.null_values;
        if here.is_empty() && column.null_values.is_empty() {
            return false;
        }
        let lower = text.to_lowercase();
        here.contains(&lower) || column.null_values.contains(&lower)
    }
}

/// Whether month or day comes first: what the great majority of the dates says that can be read
/// in one way only. A few dates with day and month swapped by hand do not decide over a file.
fn majority_order<'cell>(cells: impl Iterator<Item = &'cell str>) -> Option<DateOrder> {
    let (mut month_first, mut day_first) = (0_usize, 0_usize);
    for cell in cells {
        let mut numbers = cell.trim().split(['/', '.', '-']).map(str::parse::<u32>);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(1..=12)), Some(Ok(13..=31))) => month_first += 1,
            (Some(Ok(13..=31)), Some(Ok(1..=12))) => day_first += 1,
            _ => {}
        }
    }
    match (month_first, day_first) {
        (month, day) if month > day * 5 => Some(DateOrder::MonthDay),
        (month, day) if day > month * 5 => Some(DateOrder::DayMonth),
        _ => None,
    }
}

impl Row<'_> {
    /// The spelling of the column that gave the row's text.
    pub(crate) fn spelling(&self, column: ColumnId) -> &str {
        match self.texts[column.0].1 {
            Some(place) => &self.sheet.headings[place].spelling,
            None => self.sheet.spelling(column),
        }
    }

    /// The cell that gave the row's text, as the file has it.
    pub(crate) fn raw_text(&self, column: ColumnId) -> &str {
        self.texts[column.0].1.map_or("", |place| self.cells[place].as_str())
    }

    /// All texts of a numbered group of columns, with their numbers.
    pub(crate) fn texts_of(&self, column: ColumnId) -> Vec<(u32, String)> {
        let cells = self.sheet.bound[column.0].iter();
        let texts = cells.map(|(number, place)| (*number, self.sheet.cleaned(column, &self.cells[*place])));
        texts.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Headings whose cells lost to a better heading of the same column but say something else.
    pub(crate) fn shadowed(&self) -> Vec<usize> {
        let mut places = Vec::new();
        for (column, bound) in self.sheet.bound.iter().enumerate() {
            let (text, chosen) = &self.texts[column];
            for (number, place) in bound {
                let text_here = || self.sheet.cleaned(ColumnId(column), &self.cells[*place]);
                if *number == 0
                    && Some(*place) != *chosen
                    && bound.len() > 1
                    && !matches!(text_here(), here if here.is_empty() || here == *text)
                {
                    places.push(*place);
                }
            }
        }
        places
    }
}

impl Answers for Row<'_> {
    fn text_of(&self, column: ColumnId) -> &str {
        &self.texts[column.0].0
    }

    fn number_of(&self, column: ColumnId) -> Option<Decimal> {
        parse_money(self.text_of(column), &self.sheet.money).ok().map(|money| money.amount)
    }

    fn file_name(&self) -> &str {
        self.sheet.file_name
    }
}
