//! Random policies and states, read off a tape of random bytes: shorter and smaller bytes make simpler ones.

use super::super::*;
use crate::Policy;
use lake::tables::{Column, DataType, GOLDEN_TABLES, TableSchema};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

pub(super) const ARNS: [&str; 3] = ["arn:aws:iam::1:role/zero", "arn:aws:iam::1:role/one", "arn:aws:iam::1:role/two"];
pub(super) const STRANGER: &str = "arn:aws:iam::1:role/stranger";
pub(super) const KEPT: &str = "arn:aws:iam::111122223333:role/admin";

const CLASSES: [&str; 5] = ["public", "contact", "sensitive", "internal", UNCLASSIFIED];
const AREAS: [&str; 5] = ["a0", "a1", "a2", VIEWS_AREA, "old_area"];

#[derive(Debug)]
pub(super) struct Tape {
    bytes: Vec<u8>,
    position: usize,
}

impl Tape {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, position: 0 }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.position += 1;
        usize::from(self.bytes[self.position % self.bytes.len()]) % bound
    }

    pub(super) fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == bound - 1
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn some<'a>(&mut self, from: &[&'a str]) -> Vec<&'a str> {
        from.iter().copied().filter(|_| self.one_in(2)).collect()
    }
}

/// Areas `a0`–`a2` with most golden tables, and up to three roles `r0`–`r2`.
pub(super) fn random_policy(tape: &mut Tape) -> Policy {
    let mut areas: BTreeMap<&str, Vec<&TableSchema>> = BTreeMap::new();
    for table in GOLDEN_TABLES {
        let area = AREAS[tape.below(4).min(3)];
        if area != VIEWS_AREA {
            areas.entry(area).or_default().push(table);
        }
    }
    let mut text = "[tables]\n".to_owned();
    for (area, tables) in &areas {
        let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
        let _ = writeln!(text, "{area} = {names:?}");
    }
    for role in 0..=tape.below(3) {
        let _ = writeln!(text, "[roles.r{role}]\nabout = \"\"\nsees = [");
        for (area, tables) in &areas {
            add_entries(tape, area, tables, &mut text);
        }
        text.push_str("]\n");
    }
    Policy::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn add_entries(tape: &mut Tape, area: &str, tables: &[&TableSchema], text: &mut String) {
    match tape.below(3) {
        0 => {}
        1 => {
            let _ = writeln!(text, "{{ tables = [{area:?}], classes = {:?} }},", tape.some(&CLASSES[..4]));
        }
        _ => {
            for table in tables.iter().filter(|_| tape.one_in(2)).collect::<Vec<_>>() {
                add_entry(tape, table, text);
            }
        }
    }
}

fn add_entry(tape: &mut Tape, table: &TableSchema, text: &mut String) {
    let mut excepted = |offset: usize| {
        let column = |(position, column): (usize, &Column)| {
            (position % 4 == offset && tape.one_in(3)).then(|| format!("{}.{}", table.name, column.name))
        };
        table.columns.iter().enumerate().filter_map(column).collect::<Vec<String>>()
    };
    let (hide, show) = (excepted(0), excepted(1));
    let classes = tape.some(&CLASSES[..4]);
    let _ = write!(text, "{{ tables = [{:?}], classes = {classes:?}, hide = {hide:?}, show = {show:?}", table.name);
    let texts: Vec<&str> =
        table.columns.iter().filter(|one| one.data_type == DataType::String).map(|one| one.name).collect();
    if !texts.is_empty() && tape.one_in(2) {
        let values = [["CA", "it's"], ["OR", "\\"]][tape.below(2)];
        let _ = write!(text, ", rows = {{ column = {:?}, one_of = {values:?} }}", tape.pick(&texts));
    }
    text.push_str(" },\n");
}

/// A database that somebody else left behind: odd tags, tables, filters and grants.
pub(super) fn random_state(tape: &mut Tape) -> ActualState {
    let mut state = ActualState { database_tags: random_tags(tape), ..ActualState::default() };
    for key in [CLASS_TAG, AREA_TAG, "team"] {
        if tape.one_in(2) {
            state.tag_values.insert(key.to_owned(), ["public", "a0", "old"].map(str::to_owned).into());
        }
    }
    for _ in 0..=tape.below(5) {
        let table = *tape.pick(GOLDEN_TABLES);
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).chain(["new_column"]).collect();
        state.tables.insert(table.name.to_owned(), random_table(tape, &columns));
    }
    for (name, columns) in [("scratch", &["a", "b"][..]), ("giving_by_year", &[])] {
        if tape.one_in(2) {
            state.tables.insert(name.to_owned(), random_table(tape, columns));
        }
    }
    let tables: Vec<String> = state.tables.keys().cloned().collect();
    state.grants = (0..tape.below(12)).map(|_| random_grant(tape, &tables)).collect();
    state
}

/// Somebody moved tags by hand, and the catalog has columns that the policy does not know.
pub(super) fn meddle(tape: &mut Tape, state: &mut ActualState) {
    state.tables.retain(|_, _| tape.one_in(3));
    state.database_tags = random_tags(tape);
    for table in state.tables.values_mut() {
        if tape.one_in(2) {
            table.tags = random_tags(tape);
        }
        for tags in table.columns.values_mut() {
            if tape.one_in(4) {
                *tags = random_tags(tape);
            }
        }
        table.columns.insert("new_column".to_owned(), random_tags(tape));
    }
}

fn random_table(tape: &mut Tape, columns: &[&str]) -> TableState {
    let mut table = TableState { tags: random_tags(tape), ..TableState::default() };
    for column in columns.iter().filter(|_| !tape.one_in(4)).collect::<Vec<_>>() {
        table.columns.insert((*column).to_owned(), random_tags(tape));
    }
    for name in ["donorlake_r0", "donorlake_gone", "theirs"] {
        if tape.one_in(3) {
            let columns: BTreeSet<String> = tape.some(columns).into_iter().map(str::to_owned).collect();
            let columns =
                if tape.one_in(2) { ColumnSelection::AllBut(columns) } else { ColumnSelection::Only(columns) };
            let rows = tape.one_in(2).then(|| "kind = 'person'".to_owned());
            table.filters.insert(name.to_owned(), DataCellsFilter { columns, rows });
        }
    }
    table
}

fn random_tags(tape: &mut Tape) -> Tags {
    let mut tags = Tags::new();
    for (key, values) in [(CLASS_TAG, &CLASSES[..]), (AREA_TAG, &AREAS[..]), ("team", &["old"])] {
        if tape.one_in(3) {
            tags.insert(key.to_owned(), (*tape.pick(values)).to_owned());
        }
    }
    tags
}

fn random_grant(tape: &mut Tape, tables: &[String]) -> Grant {
    const PERMISSIONS: [Permission; 4] = [Permission::Select, Permission::All, Permission::Describe, Permission::Alter];
    let everybody = if tape.one_in(8) { IAM_ALLOWED_PRINCIPALS } else { STRANGER };
    let principal = *tape.pick(&[ARNS[0], ARNS[1], ARNS[2], KEPT, everybody]);
    let mut some = || PERMISSIONS.iter().filter(|_| tape.one_in(2)).cloned().collect::<BTreeSet<_>>();
    let (permissions, grantable) = (some(), some());
    Grant { principal: principal.to_owned(), resource: random_resource(tape, tables), permissions, grantable }
}

fn random_resource(tape: &mut Tape, tables: &[String]) -> Resource {
    let table = tape.pick(tables).clone();
    let values = |tape: &mut Tape, from: &[&str]| tape.some(from).into_iter().map(str::to_owned).collect();
    let name = (*tape.pick(&["donorlake_r0", "donorlake_gone", "theirs"])).to_owned();
    let mut expression = BTreeMap::from([(CLASS_TAG.to_owned(), values(tape, &CLASSES))]);
    if tape.one_in(2) {
        expression.insert(AREA_TAG.to_owned(), values(tape, &AREAS));
    }
    match tape.below(9) {
        0 => Resource::Database,
        1 => Resource::AllTables,
        2 => Resource::Columns { table, columns: ColumnSelection::AllBut(BTreeSet::new()) },
        3 => Resource::Columns { table, columns: ColumnSelection::Only(["line".to_owned()].into()) },
        4 => Resource::Filter { table, name },
        5 => Resource::TablesByTag { expression: BTreeMap::from([("team".to_owned(), ["old".to_owned()].into())]) },
        6 => Resource::TablesByTag { expression },
        7 => Resource::Tag { key: CLASS_TAG.to_owned(), values: ["public".to_owned()].into() },
        _ => Resource::Table { table },
    }
}
