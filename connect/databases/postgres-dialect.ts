import { createHash } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import type { Procedure, ProcedureStatement, SqlType } from "./procedures";

type Question = {
  name: string;
  text: string;
  /** Whose values the bound parameters are. */
  names: readonly string[];
};

/**
 * `declare`: one row with a value for each of `declares`; a look-up in tables finds nothing when all it is given is NULL. `run`: the answer of the procedure, asked as the first of `choices` whose
 * conditions the call's values meet.
 */
export type TranslatedStatement =
  | { kind: "declare"; question: Question; declares: readonly string[]; isLookUp: boolean }
  | { kind: "run"; choices: readonly { when: Readonly<Record<string, string>>; question: Question }[] };

export type TranslatedProcedure = { params: readonly string[]; statements: readonly TranslatedStatement[] };

type Declare = Extract<ProcedureStatement, { kind: "declare" }>;
type Transpile = (sql: string) => string;

/** In PostgreSQL's words: what a T-SQL procedure does. The first takes half a second, because the translator is loaded then. */
export async function translateProcedure(
  procedure: Procedure,
  views: ReadonlyMap<string, string>,
): Promise<TranslatedProcedure> {
  const transpile = await loadTranspiler();
  const translate: Transpile = (sql) => translateQuery(sql, views, transpile);
  const types = new Map<string, SqlType>(procedure.params.map((param) => [param.name, param.type]));
  const statements: TranslatedStatement[] = [];
  let declares: Declare[] = [];
  for (const statement of procedure.statements) {
    if (statement.kind === "declare") {
      declares.push(statement);
      continue;
    }
    for (const isLookUp of [false, true]) {
      const group = declares.filter(({ expression }) => /\bSELECT\b/.test(expression) === isLookUp);
      if (group.length > 0) statements.push(translateDeclares(group, isLookUp, types, translate));
      for (const { name, type } of group) types.set(name, type);
    }
    declares = [];
    const choices = splitChoices(statement.sql);
    statements.push({
      kind: "run",
      choices: choices.map(({ when, sql }) => ({ when, question: bind(translate(sql), types) })),
    });
  }
  return { params: procedure.params.map(({ name }) => name), statements };
}

/** The translator is there for development and the demo only, so it is loaded when it is needed. */
async function loadTranspiler(): Promise<Transpile> {
  // It is 22 MB of WebAssembly of which little runs, once: to optimize it would take ten times as long as its work.
  setFlagsFromString("--liftoff-only");
  const { Dialect, transpile } = await import("@polyglot-sql/sdk");
  return (sql) => {
    const result = transpile(sql, Dialect.TSQL, Dialect.PostgreSQL);
    const [text] = result.sql ?? [];
    if (!result.success || text === undefined || result.sql?.length !== 1)
      throw new Error(`This T-SQL cannot be put into PostgreSQL's words: ${result.error ?? ""} ${sql}`);
    return text;
  };
}

/**
 * What is declared is worked out by the database once, look-ups in tables last, and given to the statements after it as values. As
 * texts, because the driver would make an instant of a day and lose a part of a second.
 */
function translateDeclares(
  declares: readonly Declare[],
  isLookUp: boolean,
  types: ReadonlyMap<string, SqlType>,
  translate: Transpile,
): TranslatedStatement {
  const known = new Map<string, string>();
  for (const { name, type, expression, isTried } of declares) {
    const sql = translate(`SELECT ${expression} AS x`)
      .replace(/^SELECT | AS x$/g, "")
      .replace(/@(\w+)/g, (found, other: string) => known.get(other) ?? found);
    known.set(name, `CAST(${isTried ? tryText(sql, type) : sql} AS ${postgresType(type)})`);
  }
  const columns = [...known.values()].map((sql, index) => `CAST(${sql} AS text) AS d${index}`);
  const question = bind(`SELECT ${columns.join(", ")}`, types);
  return { kind: "declare", question, declares: [...known.keys()], isLookUp };
}

/** TRY_CAST, which PostgreSQL lacks: NULL where the text is no such value. */
function tryText(sql: string, type: SqlType): string {
  const pattern = type.name === "date" ? "^\\d{4}-\\d{2}-\\d{2}$" : "^[+-]?\\d{1,18}$";
  const text = `TRIM(CAST(${sql} AS text))`;
  return `CASE WHEN ${text} ~ '${pattern}' THEN ${text} END`;
}

const CHOICES = /FROM \(\s([\s\S]*)\) AS f\b/;
const CONDITION = /@(\w+) = N'(\w+)'/g;

/**
 * OPTION (RECOMPILE) has SQL Server plan a statement for the values of a call, and leave out the branches that these can never reach.
 * PostgreSQL plans them all, which costs more than most searches; so that each branch of such a statement is a statement of its own here.
 */
function splitChoices(sql: string): { when: Record<string, string>; sql: string }[] {
  const branches = sql.includes("OPTION (RECOMPILE)") ? CHOICES.exec(sql)?.[1]?.split(/\bUNION ALL\b/) : undefined;
  if (branches === undefined) return [{ when: {}, sql }];
  return branches.map((branch) => ({
    when: Object.fromEntries([...branch.matchAll(CONDITION)].map(([, name = "", value = ""]) => [name, value])),
    sql: sql.replace(CHOICES, () => `FROM (${branch}) AS f`),
  }));
}

function translateQuery(sql: string, views: ReadonlyMap<string, string>, transpile: Transpile): string {
  return (
    transpile(inlineViews(sql.replace("OPTION (RECOMPILE)", ""), views))
      .replace(/\bdbo\./g, "")
      // What is sorted by is never missing in the demo; said so, its indexes are in order.
      .replaceAll(" NULLS FIRST", "")
      // SQL Server's default collations compare texts regardless of case.
      .replace(/(\bv\.\w+) (LIKE|=) (@pattern|@query)\b/g, "LOWER($1) $2 LOWER($3)")
  );
}

function inlineViews(sql: string, views: ReadonlyMap<string, string>): string {
  return sql.replace(/\bdbo\.(docketpay_\w+) AS (\w+)/g, (found, name: string, alias: string) => {
    const view = views.get(name);
    return view === undefined ? found : `(${inlineViews(view, views)}) AS ${alias}`;
  });
}

function bind(sql: string, types: ReadonlyMap<string, SqlType>): Question {
  const names: string[] = [];
  const text = sql.replace(/@(\w+)/g, (_found, name: string) => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`@${name} is neither a parameter nor declared.`);
    if (!names.includes(name)) names.push(name);
    return `CAST($${names.indexOf(name) + 1} AS ${postgresType(type)})`;
  });
  return { name: `docketpay_${createHash("sha256").update(text).digest("hex").slice(0, 40)}`, text, names };
}

function postgresType(type: SqlType): string {
  if (type.name === "nvarchar") return `varchar(${type.length})`;
  return type.name === "datetime2" ? "timestamp" : type.name;
}
