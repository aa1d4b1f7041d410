import { accessSync, constants } from "node:fs";
import type { HealthCheck } from "@/lib/connections/model";
import type { MatterSystemDefinition } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { CallParams, ProcedureCaller } from "./databases/call";
import type { PostingDrop } from "./drops/port";
import { explainFailure } from "./explain-failure";

export type Surroundings = {
  definition: MatterSystemDefinition;
  caller: ProcedureCaller;
  system: MatterSystem;
  drop: PostingDrop;
  stateFolder: string;
};

/** What each procedure is asked so that it answers nothing and changes nothing. The one that begins a batch cannot be tried so. */
const TRIES: readonly { name: string; params: CallParams }[] = [
  { name: "docketpay_search_invoices", params: { by: "invoice_number", query: "?", match: "exact", rows: 1 } },
  { name: "docketpay_search_trust_ledgers", params: { by: "client_number", query: "?", match: "exact", rows: 1 } },
  { name: "docketpay_read_items", params: { kind: "invoice", key01: "?" } },
  { name: "docketpay_find_invoices", params: { query: "?" } },
  { name: "docketpay_list_bank_accounts", params: {} },
  { name: "docketpay_list_ledger_codes", params: {} },
  { name: "docketpay_list_transaction_types", params: {} },
  { name: "docketpay_confirm_records", params: { ref01: "?" } },
  { name: "docketpay_find_batch", params: { batch_id: "?" } },
];

/** Everything around the service that it needs, each with what is wrong in words. Never rejects, changes nothing. */
export async function lookAround(around: Surroundings): Promise<{ scriptVersion: string; health: HealthCheck[] }> {
  const [database, drop] = await Promise.all([lookAtDatabase(around), lookAtDrop(around.drop)]);
  return { scriptVersion: database.scriptVersion, health: [...database.health, drop, lookAtState(around.stateFolder)] };
}

async function lookAtDatabase(around: Surroundings): Promise<{ scriptVersion: string; health: HealthCheck[] }> {
  const { definition, system } = around;
  const scriptVersion = await system.describe().then((said) => said.scriptVersion, explained);
  if (typeof scriptVersion !== "string")
    return { scriptVersion: "", health: [{ check: "database", ...scriptVersion }] };
  const health = [{ check: "database", ok: true, detail: "" }, ...(await tryProcedures(around))];
  if (scriptVersion !== definition.scriptVersion) {
    const detail = `The procedures are of version ${scriptVersion}, this service brings version ${definition.scriptVersion}. Run its procedures.sql.`;
    health.push({ check: "version", ok: false, detail });
  }
  return { scriptVersion, health };
}

async function tryProcedures({ caller, definition }: Surroundings): Promise<HealthCheck[]> {
  const due = TRIES.filter(({ name }) => definition.hasTrust || name !== "docketpay_search_trust_ledgers");
  const wrong = new Set<string>();
  // One after the other: whatever is slow here is somebody's working database.
  for (const { name, params } of due) {
    const { detail } = await caller.call(name, params).then(() => FINE, explained);
    if (detail) wrong.add(detail);
  }
  if (wrong.size === 0) return [{ check: "procedures", ...FINE }];
  return [...wrong].map((detail) => ({ check: "procedures", ok: false, detail }));
}

async function lookAtDrop(drop: PostingDrop): Promise<HealthCheck> {
  const problem = await drop.check().catch(explainFailure);
  return { check: "drop", ok: problem === null, detail: problem ?? "" };
}

function lookAtState(folder: string): HealthCheck {
  try {
    accessSync(folder, constants.W_OK);
    return { check: "state", ...FINE };
  } catch (error) {
    return { check: "state", ...explained(error) };
  }
}

const FINE = { ok: true, detail: "" };

function explained(error: unknown): { ok: boolean; detail: string } {
  return { ok: false, detail: explainFailure(error) };
}
