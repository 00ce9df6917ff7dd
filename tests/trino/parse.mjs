// Statements on standard input, as JSON {name: sql} → {name: [what Trino's grammar refuses]} on standard output.
import { readFileSync } from 'node:fs';
import { TrinoSQL } from 'dt-sql-parser';

const parser = new TrinoSQL();
const statements = JSON.parse(readFileSync(0, 'utf8'));
const refused = (sql) => parser.validate(sql).map((error) => `line ${error.startLine}, column ${error.startColumn}: ${error.message}`);
const answer = Object.fromEntries(Object.entries(statements).map(([name, sql]) => [name, refused(sql)]));
process.stdout.write(JSON.stringify(answer));
