import { readFileSync } from "node:fs";
import { Dialect, outputColumns, parse } from "@polyglot-sql/sdk";
import { describe, expect, it } from "vitest";
import { MATTER_SYSTEMS, type MatterSystemId } from "@/lib/matter-systems/model";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { loadScript, type Procedure, readScript, scriptUrl } from "./procedures";

/** What every script installs, with the columns of each answer. */
const ITEM =
  "item_key kind client_number client_name matter_number matter_name invoice_number payor_number payor_name payor_percent bank_account dated original_cents balance_cents currency status";
const BATCH = "batch_id file_name sha256 records total_cents place is_ended";
const PROCEDURES: Record<string, string> = {
  docketpay_describe: "system script_version has_trust confirms",
  docketpay_search_invoices: ITEM,
  docketpay_search_trust_ledgers: ITEM,
  docketpay_read_items: ITEM,
  docketpay_find_invoices: ITEM,
  docketpay_list_bank_accounts: "code name is_trust",
  docketpay_list_ledger_codes: "code name is_trust",
  docketpay_list_transaction_types: "code name is_trust",
  docketpay_confirm_records: "reference receipt_ref received_on",
  docketpay_begin_batch: BATCH,
  docketpay_end_batch: BATCH,
  docketpay_find_batch: BATCH,
};

const GUARD = /^IF (?:OBJECT_ID\(N'dbo\.\w+', N'[PVU]'\)|DATABASE_PRINCIPAL_ID\(N'\w+'\)) IS (?:NOT )?NULL\s+/;

/** SQL that is put together at run time, that SQL Server 2012 or Babelfish lacks, or whose rightness hangs on locks. */
const FORBIDDEN: { what: string; pattern: RegExp }[] = [
  { what: "EXEC", pattern: /\bEXEC(UTE)?\b(?!\s+ON\b)/i },
  { what: "sp_executesql", pattern: /\bsp_\w+/i },
  { what: "MERGE", pattern: /\bMERGE\b/i },
  { what: "WAITFOR", pattern: /\bWAITFOR\b/i },
  { what: "CREATE OR ALTER", pattern: /\bCREATE\s+OR\s+ALTER\b|\bDROP\s+\w+\s+IF\s+EXISTS\b/i },
  {
    what: "a function newer than 2012",
    pattern: /\b(STRING_SPLIT|STRING_AGG|OPENJSON|JSON_VALUE|TRIM|TRANSLATE|GREATEST|LEAST|AT TIME ZONE)\s*\(/i,
  },
  { what: "a lock hint", pattern: /\b(NOLOCK|HOLDLOCK|UPDLOCK|TABLOCKX?|READPAST|READUNCOMMITTED)\b/i },
  { what: "a way out of the database", pattern: /\b(OPENROWSET|OPENQUERY|OPENDATASOURCE|BULK|xp_\w+)\b/i },
  { what: "a session setting", pattern: /\bSET\s+TRANSACTION\b|\bEXECUTE\s+AS\b/i },
  { what: "a cursor or a temporary table", pattern: /\bCURSOR\b|#\w+/i },
];

function forbidden(sql: string): string[] {
  // What stands in a string is no SQL as long as nothing runs it.
  const code = sql.replace(/'(?:[^']|'')*'/g, "''");
  return FORBIDDEN.filter(({ pattern }) => pattern.test(code)).map(({ what }) => what);
}

const textOf = (id: MatterSystemId) => readFileSync(scriptUrl(id), "utf8");
const scripts = MATTER_SYSTEMS.map((id) => [id, loadScript(id)] as const);

describe.each(scripts)("the script of %s", (id, script) => {
  it("parses as T-SQL, whole", () => {
    const faults = script.batches.flatMap((batch) => {
      const { success, error } = parse(batch.replace(GUARD, ""), Dialect.TSQL);
      return success ? [] : [`${error ?? ""}: ${batch.slice(0, 90)}`];
    });
    expect(faults).toEqual([]);
    expect(script.batches.length).toBeGreaterThan(40);
    expect(script.batches.filter((batch) => /^\s*IF\b/.test(batch.replace(GUARD, "")))).toEqual([]);
  });

  it("holds nothing that a SQL Server of 2012 or Babelfish lacks, and no SQL that is put together", () => {
    expect(script.batches.flatMap(forbidden)).toEqual([]);
  });

  it("declares the procedures of the contract, with their parameters and the columns of their answers", () => {
    expect([...script.procedures.keys()]).toEqual(Object.keys(PROCEDURES));
    const first = loadScript("enterprise");
    for (const [name, procedure] of script.procedures) {
      expect(procedure.params, name).toEqual(first.procedures.get(name)?.params);
      expect(columnsOf(procedure).join(" "), name).toBe(PROCEDURES[name]);
    }
  });

  it("asks the same in every system, but for what finds a row", () => {
    const first = loadScript("enterprise");
    for (const name of Object.keys(PROCEDURES).filter(
      (one) => !/describe|search_invoices|read_items|find_invoices/.test(one),
    ))
      expect(script.procedures.get(name), name).toEqual(first.procedures.get(name));
  });

  it("answers the same columns from each place that a firm may change", () => {
    const first = loadScript("enterprise");
    const ours = (column: string) => column !== "invoice_id" && !column.endsWith("_mark");
    expect([...script.views.keys()]).toEqual([...first.views.keys()]);
    for (const [name, sql] of script.views)
      expect(selected(sql).filter(ours), name).toEqual(selected(first.views.get(name) ?? "").filter(ours));
  });

  it("makes each thing anew, and gives the right to execute and no other", () => {
    for (const [place, batch] of script.batches.entries()) {
      const [, kind, name] = /^CREATE (PROCEDURE|VIEW) dbo\.(\w+)/.exec(batch) ?? [];
      if (kind === undefined) continue;
      expect(script.batches[place - 1]).toMatch(new RegExp(`IS NOT NULL\\s+DROP ${kind} dbo\\.${name};$`));
    }
    const granted = script.batches.filter((batch) => /\bGRANT\b|\bALTER\b|\bDENY\b|\bREVOKE\b/.test(batch));
    expect(granted).toEqual(
      Object.keys(PROCEDURES).map((name) => `GRANT EXECUTE ON dbo.${name} TO docketpay_connect;`),
    );
  });

  it("writes its own table and no other", () => {
    const written = script.batches.flatMap((batch) => batch.match(/\b(INSERT INTO|UPDATE|DELETE FROM)\s+\S+/g) ?? []);
    expect(new Set(written)).toEqual(new Set(["INSERT INTO dbo.docketpay_batches", "UPDATE dbo.docketpay_batches"]));
    expect(script.batches.filter((batch) => /\bCREATE TABLE\b/.test(batch))).toHaveLength(1);
  });

  it("is of the version that the product expects, and has each place that an assumption names", () => {
    const definition = matterSystemDefinition(id);
    const said = script.batches.find((batch) => batch.includes("AS script_version")) ?? "";
    expect(said).toContain(`N'${id}' AS system, N'${definition.scriptVersion}' AS script_version`);
    const settings = [...textOf(id).matchAll(/^-- SETTING (\d)\./gm)].map(([, number]) => Number(number));
    expect(settings).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...new Set(definition.assumptions.map(({ setting }) => setting))]).toEqual(settings);
  });
});

describe("the guard of the scripts", () => {
  it.each([
    ["EXEC (@sql)"],
    ["EXEC sp_executesql @sql, N'@a int', @a"],
    ["MERGE dbo.t AS t USING dbo.s AS s ON 1 = 1"],
    ["WAITFOR DELAY '00:00:05'"],
    ["CREATE OR ALTER PROCEDURE dbo.x AS SELECT 1"],
    ["SELECT value FROM STRING_SPLIT(@keys, N',')"],
    ["SELECT * FROM OPENJSON(@keys)"],
    ["SELECT 1 FROM dbo.t WITH (NOLOCK)"],
    ["SELECT 1 FROM #keys"],
  ])("sees %s", (sql) => {
    expect(forbidden(sql)).not.toEqual([]);
  });

  it("lets a text in a string pass, and a right be given", () => {
    expect(forbidden("SELECT N'EXEC (@sql)' AS words")).toEqual([]);
    expect(forbidden("GRANT EXECUTE ON dbo.docketpay_describe TO docketpay_connect;")).toEqual([]);
  });
});

describe("readScript", () => {
  it("keeps what looks like a comment or an end in a string", () => {
    const { procedures } = readScript(
      "CREATE PROCEDURE dbo.p\n  @a nvarchar(10), @b int = NULL\nAS\nBEGIN\n  SET NOCOUNT ON;\n  DECLARE @n bigint = TRY_CAST(@a AS bigint);\n  SELECT N'-- ; /* ''END' AS x; -- the end\nEND;\nGO\n",
    );
    expect(procedures.get("p")).toEqual({
      name: "p",
      params: [
        { name: "a", type: { name: "nvarchar", length: 10 } },
        { name: "b", type: { name: "int", length: null } },
      ],
      statements: [
        { kind: "declare", name: "n", type: { name: "bigint", length: null }, expression: "@a", isTried: true },
        { kind: "run", sql: "SELECT N'-- ; /* ''END' AS x" },
      ],
    });
  });

  it.each([
    ["CREATE PROCEDURE dbo.p AS SELECT 1", "cannot be read"],
    ["CREATE PROCEDURE dbo.p\n  @a money\nAS\nBEGIN\n  SELECT 1 AS a;\nEND;", "none that the procedures use"],
    ["CREATE PROCEDURE dbo.p\nAS\nBEGIN\n  DECLARE @a int;\n  SELECT 1 AS a;\nEND;", "declaration"],
  ])("refuses a procedure of another shape: %s", (text, words) => {
    expect(() => readScript(text)).toThrow(words);
  });
});

/** The columns of the last statement's answer. */
function columnsOf(procedure: Procedure): string[] {
  const last = procedure.statements.at(-1);
  return last?.kind === "run" ? selected(last.sql) : [];
}

function selected(sql: string): string[] {
  const { output, error } = outputColumns(sql, Dialect.TSQL);
  if (output === undefined) throw new Error(error);
  return output.columns.map((column) => (column.kind === "named" ? column.name : column.kind));
}
