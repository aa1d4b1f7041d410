import { createHash } from "node:crypto";
import type { Row } from "./call";
import type { Procedure, ProcedureStatement, SqlType } from "./procedures";

type Declared = { name: string; read: (row: Row | undefined) => unknown };

/** `text` has bound parameters only: `names` says whose values they are. `name` is its own among all statements. */
export type TranslatedStatement = {
  name: string;
  text: string;
  names: readonly string[];
  /** What later statements know by the answer; null where the answer is the procedure's. */
  declares: readonly Declared[] | null;
};

export type TranslatedProcedure = { params: readonly string[]; statements: readonly TranslatedStatement[] };

type Declare = Extract<ProcedureStatement, { kind: "declare" }>;
type Transpile = (sql: string) => string;

/** In PostgreSQL's words: what a T-SQL procedure does. Takes a second for the first, because the translator is loaded then. */
export async function translateProcedure(
  procedure: Procedure,
  views: ReadonlyMap<string, string>,
): Promise<TranslatedProcedure> {
  const transpile = await loadTranspiler();
  const types = new Map<string, SqlType>(procedure.params.map((param) => [param.name, param.type]));
  const statements: TranslatedStatement[] = [];
  for (const group of groupDeclares(procedure.statements)) {
    if (Array.isArray(group)) {
      statements.push(translateDeclares(group, types, transpile));
      for (const { name, type } of group) types.set(name, type);
    } else statements.push({ ...bind(translateQuery(group.sql, views, transpile), types), declares: null });
  }
  return { params: procedure.params.map(({ name }) => name), statements };
}

/** The translator is there for development and the demo only, so it is loaded when it is needed. */
async function loadTranspiler(): Promise<Transpile> {
  const { Dialect, transpile } = await import("@polyglot-sql/sdk");
  return (sql) => {
    const result = transpile(sql, Dialect.TSQL, Dialect.PostgreSQL);
    const [text] = result.sql ?? [];
    if (!result.success || text === undefined || result.sql?.length !== 1)
      throw new Error(`This T-SQL cannot be put into PostgreSQL's words: ${result.error ?? ""} ${sql}`);
    return text;
  };
}

function groupDeclares(statements: readonly ProcedureStatement[]): (Declare[] | { sql: string })[] {
  const groups: (Declare[] | { sql: string })[] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    if (statement.kind === "run") groups.push(statement);
    else if (Array.isArray(last)) last.push(statement);
    else groups.push([statement]);
  }
  return groups;
}

/** What is declared is worked out by the database once, and given to the statements after it as values. */
function translateDeclares(group: Declare[], types: ReadonlyMap<string, SqlType>, transpile: Transpile) {
  const columns = group.map(({ expression }, index) => `${expression} AS d${index}`);
  const sql = transpile(`SELECT ${columns.join(", ")}`);
  const declares = group.map(({ name, type, isTried }, index) => ({
    name,
    read: (row: Row | undefined) => {
      const value = row?.[`d${index}`] ?? null;
      return isTried ? readTried(value, type) : value;
    },
  }));
  return { ...bind(sql, types), declares };
}

/** TRY_CAST, which PostgreSQL lacks. */
function readTried(value: unknown, type: SqlType): string | null {
  const text = typeof value === "string" ? value.trim() : "";
  const pattern = type.name === "date" ? /^\d{4}-\d{2}-\d{2}$/ : /^[+-]?\d{1,18}$/;
  return pattern.test(text) ? text : null;
}

function translateQuery(sql: string, views: ReadonlyMap<string, string>, transpile: Transpile): string {
  return (
    transpile(inlineViews(sql, views))
      .replace(/\bdbo\./g, "")
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

function bind(sql: string, types: ReadonlyMap<string, SqlType>): Omit<TranslatedStatement, "declares"> {
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
  return type.name === "nvarchar" ? `varchar(${type.length})` : type.name;
}
