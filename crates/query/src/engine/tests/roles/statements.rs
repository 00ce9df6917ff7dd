//! Random statements, read off a tape of random bytes: harmless ones, and ones that grope for hidden values.

use governance::Policy;
use lake::tables::{DataType, GOLDEN_TABLES, TableSchema};
use std::fmt::Write;

#[derive(Debug)]
pub(super) struct Tape {
    bytes: Vec<u8>,
    position: usize,
}

impl Tape {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, position: 0 }
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.position += 1;
        usize::from(self.bytes[self.position % self.bytes.len()]) % bound
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// A relation of a statement: its alias and the columns that the statement may name.
struct Relation {
    alias: String,
    source: String,
    columns: Vec<(String, DataType)>,
}

/// Writes statements for one role.
pub(super) struct Author<'a> {
    pub(super) policy: &'a Policy,
    pub(super) role: &'a str,
    pub(super) views: &'a [String],
    pub(super) tape: Tape,
    /// Whether hidden tables and columns are named too.
    pub(super) gropes: bool,
    pub(super) aliases: usize,
}

impl Author<'_> {
    /// One statement of any kind.
    pub(super) fn statement(&mut self) -> String {
        let query = self.query(2);
        match self.tape.below(16) {
            0 => format!("EXPLAIN {query}"),
            1 => format!("EXPLAIN VERBOSE {query}"),
            2 => format!("EXPLAIN ANALYZE {query}"),
            3 => format!("DESCRIBE {}", self.relation().source),
            4 => format!("SHOW COLUMNS FROM {}", self.relation().source),
            5 => self.schema_question(),
            _ => query,
        }
    }

    fn schema_question(&mut self) -> String {
        let table = self.tape.pick(&["tables", "columns", "views", "schemata"]);
        match self.tape.below(3) {
            0 => format!("SELECT * FROM information_schema.{table} WHERE table_schema = 'public' ORDER BY 1, 2, 3, 4"),
            1 => format!("SELECT count(*) FROM information_schema.{table}"),
            _ => format!("EXPLAIN SELECT * FROM information_schema.{table}"),
        }
    }

    fn query(&mut self, depth: usize) -> String {
        match self.tape.below(10) {
            0 if depth > 0 => {
                let (inner, name) = (self.query(depth - 1), self.alias());
                format!("WITH {name} AS ({inner}) SELECT * FROM {name}")
            }
            1 if depth > 0 => format!("SELECT count(*) FROM ({}) AS {}", self.query(depth - 1), self.alias()),
            2 => {
                let link = self.tape.pick(&["UNION ALL", "UNION", "EXCEPT", "INTERSECT"]);
                let (left, right) = (self.one_column(), self.one_column());
                format!("SELECT {left} {link} SELECT {right} ORDER BY 1")
            }
            3 => self.grouped(),
            _ => self.select(depth),
        }
    }

    /// One text column and its FROM.
    fn one_column(&mut self) -> String {
        let relation = self.relation();
        format!("CAST({} AS VARCHAR) FROM {}", self.column(&[&relation]), from(&relation))
    }

    fn select(&mut self, depth: usize) -> String {
        let (left, right) = (self.relation(), self.relation());
        let joined = self.tape.below(3) == 0;
        let scope: Vec<&Relation> = if joined { vec![&left, &right] } else { vec![&left] };
        let items: Vec<String> = (0..=self.tape.below(3)).map(|_| self.item(&scope, depth)).collect();
        let mut sql = format!("SELECT {} FROM {}", items.join(", "), from(&left));
        if joined {
            let link = self.tape.pick(&["JOIN", "LEFT JOIN", "FULL JOIN"]);
            let (one, other) = (self.text(&[&left], 0), self.text(&[&right], 0));
            let _ = write!(sql, " {link} {} ON {one} = {other}", from(&right));
        }
        if self.tape.below(2) == 0 {
            let _ = write!(sql, " WHERE {}", self.condition(&scope, depth));
        }
        match self.tape.below(4) {
            0 => sql.push_str(" ORDER BY 1"),
            1 => {
                let _ = write!(sql, " ORDER BY {} DESC, 1", self.column(&scope));
            }
            _ => {}
        }
        if self.tape.below(4) == 0 {
            let _ = write!(sql, " LIMIT {}", self.tape.below(4));
        }
        sql
    }

    fn grouped(&mut self) -> String {
        let relation = self.relation();
        let (key, summed) = (self.text(&[&relation], 1), self.text(&[&relation], 1));
        let figure = self.tape.pick(&["count(*)", "min(#)", "max(#)", "count(DISTINCT #)", "array_agg(# ORDER BY #)"]);
        let figure = figure.replace('#', &summed);
        let having = self.tape.pick(&["", " HAVING count(*) > 1", " HAVING 1 / (count(*) - 1) >= 0"]);
        format!("SELECT {key}, {figure} FROM {} GROUP BY 1{having} ORDER BY 1", from(&relation))
    }

    fn item(&mut self, scope: &[&Relation], depth: usize) -> String {
        match self.tape.below(9) {
            0 => "*".to_owned(),
            1 => format!("{}.*", scope[0].alias),
            2 => format!("row_number() OVER (PARTITION BY {} ORDER BY {})", self.text(scope, 1), self.column(scope)),
            3 => format!("lag({}) OVER (ORDER BY {})", self.text(scope, 1), self.column(scope)),
            4 => format!("count(*) OVER (PARTITION BY {})", self.text(scope, 1)),
            5 => format!("{} AS \"constituent\"", self.text(scope, depth)),
            _ => self.text(scope, depth),
        }
    }

    /// A text out of the columns of the scope.
    fn text(&mut self, scope: &[&Relation], depth: usize) -> String {
        let column = format!("CAST({} AS VARCHAR)", self.column(scope));
        if depth == 0 {
            return column;
        }
        match self.tape.below(12) {
            0 => format!("upper({})", self.text(scope, depth - 1)),
            1 => format!("substr({}, 1, {})", self.text(scope, depth - 1), self.tape.below(9)),
            2 => format!("{} || '-' || {column}", self.text(scope, depth - 1)),
            3 => format!("coalesce({column}, {})", self.text(scope, depth - 1)),
            4 => format!("CASE WHEN {} THEN 'yes' ELSE {column} END", self.condition(scope, depth - 1)),
            5 => format!("CAST(length({column}) AS VARCHAR)"),
            6 => format!("regexp_replace({column}, '[0-9]', 'n')"),
            7 => format!("CAST(try_cast({column} AS BIGINT) AS VARCHAR)"),
            8 => {
                let other = self.relation();
                let inner = self.text(&[&other], depth - 1);
                format!("(SELECT max({inner}) FROM {} WHERE {} = {column})", from(&other), self.text(&[&other], 0))
            }
            _ => column,
        }
    }

    fn condition(&mut self, scope: &[&Relation], depth: usize) -> String {
        let text = self.text(scope, depth.min(1));
        match self.tape.below(10) {
            0 => format!("{text} LIKE '%{}%'", self.tape.below(10)),
            1 => format!("{text} IS NOT NULL"),
            2 => format!("{text} > 'crm:r1'"),
            // Whoever could make a hidden row fail would know that it is there.
            3 => format!("1 / (length({text}) - {}) < 9", self.tape.below(16)),
            4 => format!("CAST({text} AS BIGINT) >= 0"),
            5 => format!("CASE WHEN {text} IN ('TX', 'NY') THEN 1 / (length({text}) - 2) ELSE 1 END = 1"),
            6 if depth > 0 => {
                let other = self.relation();
                let inner = self.condition(&[&other], 0);
                format!(
                    "EXISTS (SELECT 1 FROM {} WHERE {inner} AND {} = {text})",
                    from(&other),
                    self.text(&[&other], 0)
                )
            }
            7 if depth > 0 => {
                let other = self.relation();
                format!("{text} IN (SELECT {} FROM {})", self.text(&[&other], 0), from(&other))
            }
            _ => format!("{text} <> 'v'"),
        }
    }

    fn column(&mut self, scope: &[&Relation]) -> String {
        let relation = scope[self.tape.below(scope.len())];
        let (name, _) = &relation.columns[self.tape.below(relation.columns.len())];
        match self.tape.below(5) {
            0 => format!("{}.\"{name}\"", relation.alias),
            1 => format!("{}.{}", relation.alias, name.to_uppercase()),
            _ => format!("{}.{name}", relation.alias),
        }
    }

    fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("t{}", self.aliases)
    }

    fn relation(&mut self) -> Relation {
        let alias = self.alias();
        if !self.views.is_empty() && self.tape.below(8) == 0 {
            let source = self.views[self.tape.below(self.views.len())].clone();
            return Relation { alias, source, columns: vec![("constituent_id".to_owned(), DataType::String)] };
        }
        let seen = |table: &&&TableSchema| self.gropes || self.policy.access(self.role, table.name).is_some();
        let tables: Vec<&TableSchema> = GOLDEN_TABLES.iter().filter(seen).copied().collect();
        let table = self.tape.pick(&tables);
        let access = self.policy.access(self.role, table.name).filter(|_| !self.gropes);
        let is_named = |name: &str| access.as_ref().is_none_or(|access| access.columns.iter().any(|one| one == name));
        let columns = table.columns.iter().filter(|column| is_named(column.name));
        let columns = columns.map(|column| (column.name.to_owned(), column.data_type)).collect();
        Relation { alias, source: table.name.to_owned(), columns }
    }
}

fn from(relation: &Relation) -> String {
    format!("{} AS {}", relation.source, relation.alias)
}
