import { readFileSync } from "node:fs";
import type { MatterSystemId } from "@/lib/matter-systems/model";

/** `length` of an nvarchar, in characters. */
export type SqlType =
  | { name: "nvarchar"; length: number }
  | { name: "int" | "bigint" | "date" | "datetime2"; length: null };

/** `name` is without the @. */
export type ProcedureParam = { name: string; type: SqlType };

/** `declare`: gives a name to what it works out once. `isTried`: a text that is no such value gives NULL instead of an error. */
export type ProcedureStatement =
  | { kind: "declare"; name: string; type: SqlType; expression: string; isTried: boolean }
  | { kind: "run"; sql: string };

export type Procedure = { name: string; params: readonly ProcedureParam[]; statements: readonly ProcedureStatement[] };

/** What a script installs. Names are without their schema, dbo. */
export type SqlScript = {
  /** Its GO batches without comments. */
  batches: readonly string[];
  procedures: ReadonlyMap<string, Procedure>;
  /** The SELECT of each view. */
  views: ReadonlyMap<string, string>;
};

const STRING = "'(?:[^']|'')*'";
const PROCEDURE = /^CREATE PROCEDURE dbo\.(\w+)\s+([\s\S]*?)\bAS\s+BEGIN\s([\s\S]*)\bEND;?$/;
const VIEW = /^CREATE VIEW dbo\.(\w+)\s+AS\s+([\s\S]*?);?$/;
const PARAM = /^@(\w+) (\S+)(?: = NULL)?$/;
const DECLARE = /^DECLARE @(\w+) (\S+) = ([\s\S]+)$/;
const TRIED = /^TRY_CAST\(([\s\S]+) AS \w+\)$/;

/** The script that the firm installs in the database of its matter system. */
export function loadScript(system: MatterSystemId): SqlScript {
  return readScript(readFileSync(scriptUrl(system), "utf8"));
}

export function scriptUrl(system: MatterSystemId): URL {
  return new URL(`../../lib/matter-systems/adapters/${system}/procedures.sql`, import.meta.url);
}

/** Reads a script of the shape that ours have. Throws at a procedure whose head or declarations it cannot read. */
export function readScript(text: string): SqlScript {
  const batches = splitBatches(text);
  const procedures = new Map<string, Procedure>();
  const views = new Map<string, string>();
  for (const batch of batches) {
    const view = VIEW.exec(batch);
    if (view) views.set(view[1] ?? "", view[2] ?? "");
    if (!/^CREATE PROCEDURE/.test(batch)) continue;
    const procedure = readProcedure(batch);
    procedures.set(procedure.name, procedure);
  }
  return { batches, procedures, views };
}

function splitBatches(text: string): string[] {
  const batches = text.replaceAll("\r\n", "\n").split(/^GO[ \t]*$/m);
  return batches.map((batch) => dropComments(batch).trim()).filter((batch) => batch !== "");
}

function dropComments(sql: string): string {
  const pattern = new RegExp(`${STRING}|--[^\\n]*|/\\*[\\s\\S]*?\\*/`, "g");
  return sql.replace(pattern, (found) => (found.startsWith("'") ? found : " "));
}

function readProcedure(batch: string): Procedure {
  const head = PROCEDURE.exec(batch);
  if (!head) throw new Error(`This procedure cannot be read: ${batch.slice(0, 80)}`);
  const [, name = "", params = "", body = ""] = head;
  const statements = splitStatements(body).filter((statement) => statement !== "SET NOCOUNT ON");
  return { name, params: readParams(params), statements: statements.map(readStatement) };
}

function readParams(text: string): ProcedureParam[] {
  if (text.trim() === "") return [];
  return text.split(",").map((part) => {
    const found = PARAM.exec(part.trim());
    if (!found) throw new Error(`This parameter cannot be read: ${part.trim()}`);
    return { name: found[1] ?? "", type: readType(found[2] ?? "") };
  });
}

function readStatement(statement: string): ProcedureStatement {
  if (!/^DECLARE\b/.test(statement)) return { kind: "run", sql: statement };
  const found = DECLARE.exec(statement);
  if (!found) throw new Error(`This declaration cannot be read: ${statement}`);
  const [, name = "", type = "", value = ""] = found;
  const tried = TRIED.exec(value)?.[1];
  return { kind: "declare", name, type: readType(type), expression: tried ?? value, isTried: tried !== undefined };
}

function readType(text: string): SqlType {
  const length = /^nvarchar\((\d+)\)$/.exec(text)?.[1];
  if (length !== undefined) return { name: "nvarchar", length: Number(length) };
  if (text === "int" || text === "bigint" || text === "date" || text === "datetime2")
    return { name: text, length: null };
  throw new Error(`This type is none that the procedures use: ${text}`);
}

function splitStatements(body: string): string[] {
  const parts = body.match(new RegExp(`${STRING}|;|[^';]+`, "g")) ?? [];
  const statements = [""];
  for (const part of parts) {
    if (part === ";") statements.push("");
    else statements[statements.length - 1] += part;
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== "");
}
