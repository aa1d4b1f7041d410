import { Pool } from "pg";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import type { CallParams, ProcedureCaller, Row } from "./call";
import { type TranslatedProcedure, type TranslatedStatement, translateProcedure } from "./postgres-dialect";
import { loadScript, type SqlScript } from "./procedures";

export type DemoPostgresOptions = {
  databaseUrl: string;
  /** Which holds the tables of the matter system. */
  schema: string;
  system: MatterSystemId;
  /** Another script than the one that ships, for a trial of a firm's own settings. */
  script?: SqlScript;
  maxConnections?: number;
};

/**
 * Runs the procedures that ship on a demo matter system in PostgreSQL: the statements of the T-SQL script, put into PostgreSQL's words once,
 * with every value as a bound parameter. Needs nothing installed in the schema but the tables.
 */
export function openDemoPostgres(options: DemoPostgresOptions): ProcedureCaller {
  const script = options.script ?? loadScript(options.system);
  const translated = new Map<string, Promise<TranslatedProcedure>>();
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.maxConnections ?? 4,
    connectionTimeoutMillis: 5_000,
    // The searches ask to be planned for what they look for (RECOMPILE).
    options: `-c search_path=${schemaName(options.schema)} -c plan_cache_mode=force_custom_plan -c jit=off`,
  });
  pool.on("error", () => undefined);

  const translate = (name: string): Promise<TranslatedProcedure> => {
    const known = translated.get(name);
    if (known) return known;
    const procedure = script.procedures.get(name);
    if (!procedure) throw new Error(`The script of ${options.system} has no procedure ${name}.`);
    const made = translateProcedure(procedure, script.views);
    translated.set(name, made);
    return made;
  };

  return {
    async call(name, params) {
      const procedure = await translate(name);
      return run(pool, procedure, params);
    },
    async close() {
      await pool.end();
    },
  };
}

/** @throws when it is no plain name, because it becomes part of a connection's settings */
function schemaName(schema: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error(`${schema} is no plain name of a schema.`);
  return schema;
}

async function run(pool: Pool, procedure: TranslatedProcedure, params: CallParams): Promise<Row[]> {
  const values = new Map<string, unknown>(procedure.params.map((name) => [name, params[name] ?? null]));
  const client = await pool.connect();
  try {
    let rows: Row[] = [];
    for (const statement of procedure.statements) {
      const question = chooseQuestion(statement, params);
      if (question === null) return [];
      const { name, text, names } = question;
      const given = names.map((one) => values.get(one) ?? null);
      if (statement.kind === "declare" && statement.isLookUp && given.every((value) => value === null)) continue;
      // Read once per connection under its name.
      const result = await client.query<Row>({ name, text, values: given });
      if (statement.kind === "run") rows = result.command === "SELECT" ? result.rows : rows;
      else for (const [index, one] of statement.declares.entries()) values.set(one, result.rows[0]?.[`d${index}`]);
    }
    return rows;
  } finally {
    client.release();
  }
}

function chooseQuestion(statement: TranslatedStatement, params: CallParams) {
  if (statement.kind === "declare") return statement.question;
  const meets = (when: Readonly<Record<string, string>>) =>
    Object.entries(when).every(([name, value]) => params[name] === value);
  return statement.choices.find(({ when }) => meets(when))?.question ?? null;
}
