//! The command line: what can be asked, with examples.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// One system of record for donors and members, made from the exports of your systems.
///
/// Drop the CSV exports of your CRM, payment processor, mailing list and membership site;
/// get one record per person, and the trends that live on it. Everything stays in one folder
/// on this machine.
#[derive(Debug, Parser)]
#[command(name = "donorlake", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  donorlake demo                                   the whole way on invented people
  donorlake ingest exports/*.csv                   land and check your own exports
  donorlake resolve                                find who is who
  donorlake query 'select * from donor_retention'  ask
  donorlake serve                                  look";

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Common {
    /// The folder that holds the lake.
    #[arg(long, global = true, default_value = "lake", value_name = "DIR", env = "DONORLAKE_LAKE")]
    pub(crate) lake: PathBuf,
    /// A folder laid out like `schemas/` whose files replace the built-in ones of the same name.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) schemas: Option<PathBuf>,
    /// Print one JSON object instead of text.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Threads to use; all cores when not given. The result does not depend on it.
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Ingest the sample exports, resolve them, and say what came out.
    #[command(after_help = "Example:\n  donorlake demo --lake /tmp/demo && donorlake serve --lake /tmp/demo")]
    Demo(Demo),
    /// Land exports: recognise, check, and stage every row, or say why not.
    #[command(
        after_help = "Examples:\n  donorlake ingest contacts.csv gifts.csv\n  donorlake ingest --json exports/*.csv | jq '.files[].rows_rejected'"
    )]
    Ingest(Ingest),
    /// Find which records are the same person, and write a new golden snapshot.
    Resolve,
    /// Ask the golden tables and views in SQL (read-only).
    #[cfg(feature = "query")]
    #[command(
        after_help = "Examples:\n  donorlake query \"select * from donor_retention where unit = 'person'\"\n  donorlake query --format csv 'select * from lybunt' > lybunt.csv\n  donorlake query --list\n  donorlake query --into figures --format csv\n  donorlake query --as analyst 'select * from giving_by_year'"
    )]
    Query(Query),
    /// Show what the dashboards hold, or print them as a template for `QuickSight`.
    #[cfg(feature = "query")]
    #[command(
        after_help = "Examples:\n  donorlake dashboards\n  donorlake dashboards --schemas ours        (checks your own files in ours/dashboards)\n  donorlake dashboards --quicksight > quicksight.yaml"
    )]
    Dashboards(Dashboards),
    /// Print the data dictionary: tables, columns and their classes; views and what they mean.
    #[cfg(feature = "query")]
    #[command(after_help = "Example:\n  donorlake dictionary > schemas/DICTIONARY.md")]
    Dictionary,
    /// Show who may see what: roles, tables, columns, rows.
    #[command(
        after_help = "Examples:\n  donorlake governance\n  donorlake governance --as analyst\n  donorlake governance --json | jq '.roles[].role'"
    )]
    Governance(Governance),
    /// Find people by name, e-mail, phone or any id; typos are forgiven.
    #[cfg(feature = "query")]
    #[command(
        after_help = "Examples:\n  donorlake find 'Jonh Smyth'\n  donorlake find '(503) 555-0147'\n  donorlake find --json smith@exam | jq -r '.hits[].person.constituent_id'"
    )]
    Find(Find),
    /// Show one person's source records, and why each of them belongs.
    #[command(after_help = "Example:\n  donorlake explain C0123456789abcdef")]
    Explain(Explain),
    /// Print the weights that the current snapshot was matched with: m, u and bits per level.
    #[command(
        after_help = "Examples:\n  donorlake model\n  donorlake model --pin > ours/matching.toml && donorlake resolve --schemas ours"
    )]
    Model(Model),
    /// List the pairs that a person should look at, those first from which most is gained.
    #[command(after_help = "Examples:\n  donorlake review --limit 20\n  donorlake review --json | jq '.questions[0]'")]
    Review(Review),
    /// Say that two source records are one person, or never one: every later resolution keeps to it.
    #[command(
        after_help = "Examples:\n  donorlake decide match salesforce:003A paypal:PAYERID7\n  donorlake decide never raisers_edge:1042 raisers_edge:1043\n  donorlake decide open  raisers_edge:1042 raisers_edge:1043      (takes it back)\n  donorlake decide --file reviewed.csv                            (columns left, right, verdict)"
    )]
    Decide(Decide),
    /// Show the page in a browser, on this machine only.
    #[cfg(feature = "query")]
    #[command(after_help = "Examples:\n  donorlake serve\n  donorlake serve --as analyst --port 0")]
    Serve(Serve),
    /// Deduplicate any CSV file.
    #[command(
        after_help = "Examples:\n  donorlake match people.csv --out clusters.csv\n  donorlake match people.csv --out clusters.csv --map columns.toml\n  donorlake match people.csv --out clusters.csv --decisions reviewed.csv --pairs pairs.csv"
    )]
    Match(Match),
    /// Compare clusters with the truth: precision, recall, F1.
    #[command(
        after_help = "Examples:\n  donorlake evaluate clusters.csv truth.csv\n  donorlake evaluate samplemdata/labels.csv      (the lake's own result)\n  donorlake evaluate --pairs pairs.csv clusters.csv truth.csv   (are the probabilities right?)"
    )]
    Evaluate(Evaluate),
    /// Write sample exports of invented people, with the labels that say who is who.
    Sample(Sample),
    /// Print the completions of a shell.
    #[command(
        after_help = "Example:\n  donorlake completions bash > ~/.local/share/bash-completion/completions/donorlake"
    )]
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder of sample exports; the ones of this source tree when not given.
    #[arg(long, value_name = "DIR")]
    pub(crate) samples: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Ingest {
    /// Export files.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[cfg(feature = "query")]
#[derive(Debug, Args)]
pub(crate) struct Query {
    /// The question. Tables and views: `--list`.
    #[arg(required_unless_present_any = ["list", "into"], value_name = "SQL")]
    pub(crate) sql: Option<String>,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// List the tables and views that can be asked.
    #[arg(long)]
    pub(crate) list: bool,
    /// Write every view into this folder, one file each, in `--format`.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["sql", "list"])]
    pub(crate) into: Option<PathBuf>,
    /// Ask as this role, and see only what it may see: `donorlake governance` shows the roles.
    #[arg(long = "as", value_name = "ROLE")]
    pub(crate) role: Option<String>,
}

#[cfg(feature = "query")]
#[derive(Debug, Args)]
pub(crate) struct Dashboards {
    /// Print the `CloudFormation` template that shows the same in `QuickSight`.
    #[arg(long)]
    pub(crate) quicksight: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Governance {
    /// One role, column by column.
    #[arg(long = "as", value_name = "ROLE")]
    pub(crate) role: Option<String>,
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table to read.
    Table,
    /// CSV with a header.
    Csv,
    /// A JSON list of objects.
    Json,
}

#[cfg(feature = "query")]
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// A name, an e-mail address, a phone, a golden id or a source record's key; a part of one will do.
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// How many people to list.
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A golden id (`C…`), an id that was merged into another, or a source record's key.
    #[arg(value_name = "GOLDEN_ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Model {
    /// Print a `matching.toml` that uses these very weights from now on.
    #[arg(long)]
    pub(crate) pin: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Review {
    /// How many to show; all when not given.
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Decide {
    /// What the two records are.
    #[arg(value_enum, conflicts_with = "file", value_name = "VERDICT")]
    pub(crate) verdict: Option<Said>,
    /// The keys of two source records, as `donorlake explain` shows them.
    #[arg(num_args = 0..=2, conflicts_with = "file", value_name = "RECORD")]
    pub(crate) records: Vec<String>,
    /// A CSV file of decisions, with the columns `left`, `right` and `verdict`.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) file: Option<PathBuf>,
}

/// What a steward can say about two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Said {
    /// They are one.
    Match,
    /// They are two, for ever.
    Never,
    /// An earlier decision is taken back.
    Open,
}

#[cfg(feature = "query")]
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The port; a free one with 0.
    #[arg(long, default_value_t = 8484)]
    pub(crate) port: u16,
    /// Show what this role of `governance.toml` may see; everything when not given.
    #[arg(long = "as", value_name = "ROLE")]
    pub(crate) role: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Match {
    /// A CSV file with a header and a column of record ids.
    #[arg(value_name = "INPUT.csv")]
    pub(crate) input: PathBuf,
    /// Where to write `record_id,cluster_id`: CSV, or Parquet when it ends in `.parquet`.
    #[arg(long, value_name = "CLUSTERS")]
    pub(crate) out: PathBuf,
    /// Where to write the pairs that may be one: ids, probability, bits, outcome.
    #[arg(long, value_name = "PAIRS.csv")]
    pub(crate) pairs: Option<PathBuf>,
    /// Pairs that are one or never one: a CSV file with the columns `left`, `right`, `verdict` (`match`, `never`).
    #[arg(long, value_name = "DECISIONS.csv")]
    pub(crate) decisions: Option<PathBuf>,
    /// Which column is what; recognised from header and values when not given.
    #[arg(long, value_name = "MAP.toml")]
    pub(crate) map: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// `CLUSTERS.csv TRUTH.csv`, or the truth alone to score what the lake says.
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Pairs with probabilities (`donorlake match --pairs`): says how many of each band of probability are right.
    #[arg(long, value_name = "PAIRS.csv")]
    pub(crate) pairs: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// How many people.
    #[arg(long, default_value_t = sample::Settings::default().people)]
    pub(crate) people: usize,
    /// Another seed gives other people.
    #[arg(long, default_value_t = sample::Settings::default().seed)]
    pub(crate) seed: u64,
    /// Where to write the files.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
