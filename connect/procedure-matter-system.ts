import { z } from "zod";
import {
  type ConfirmedRecord,
  type ItemPage,
  type ItemRef,
  type ItemSearch,
  isMatterSystem,
  type MatterSystemDefinition,
  type ReadItem,
  type SystemCode,
  type SystemDescription,
} from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { procedureBatchStaging } from "./batch-staging";
import type { ProcedureCaller } from "./databases/call";
import type { PostingDrop } from "./drops/port";
import { callInGroups } from "./keys-in-groups";
import { readCode, readConfirmed, readItem, readText } from "./read-rows";

export type ProcedureMatterSystemOptions = {
  definition: MatterSystemDefinition;
  caller: ProcedureCaller;
  drop: PostingDrop;
  serviceVersion: string;
};

const MOST_ROWS = 500;
const MOST_QUERY = 200;
const KEY_LENGTH = 80;
/** Sorts before every date that a matter system holds; the script gives it to an item without one. */
const NO_DATE = "1900-01-01";

const Cursor = z.tuple([z.iso.date(), z.string().max(KEY_LENGTH)]);
type CursorParts = z.infer<typeof Cursor>;

/**
 * A matter system as the Connect service sees it: reads through the stored procedures, and hands posting files to a drop. Each call throws
 * when the database or the drop cannot be reached.
 */
export function procedureMatterSystem(options: ProcedureMatterSystemOptions): MatterSystem {
  const { caller, definition, drop } = options;
  const staging = procedureBatchStaging(caller);
  const list = async (name: string): Promise<SystemCode[]> => (await caller.call(name, {})).map(readCode);
  return {
    describe: () => describe(options),
    searchInvoices: (search) => searchItems(caller, "docketpay_search_invoices", search),
    searchTrustLedgers: (search) =>
      definition.hasTrust
        ? searchItems(caller, "docketpay_search_trust_ledgers", search)
        : Promise.resolve({ items: [], nextCursor: null }),
    readItems: (refs) => readItems(caller, refs),
    findInvoices: (number) => findInvoices(caller, number.trim()),
    listBankAccounts: () => list("docketpay_list_bank_accounts"),
    listLedgerCodes: () => list("docketpay_list_ledger_codes"),
    listTransactionTypes: () => list("docketpay_list_transaction_types"),
    deliverBatch: (file) => drop.drop(file, staging),
    confirmRecords: (references) => confirmRecords(caller, references),
  };
}

async function describe({
  caller,
  definition,
  serviceVersion,
}: ProcedureMatterSystemOptions): Promise<SystemDescription> {
  const [row] = await caller.call("docketpay_describe", {});
  if (row === undefined) throw new Error("docketpay_describe answers nothing. Run procedures.sql again.");
  const system = readText(row, "system");
  if (!isMatterSystem(system) || system !== definition.id)
    throw new Error(
      `The procedures are those of ${system}, not of ${definition.id}. Run that system's procedures.sql.`,
    );
  return {
    system,
    serviceVersion,
    scriptVersion: readText(row, "script_version"),
    searchFields: definition.searchFields.invoice,
    hasTrust: readText(row, "has_trust") === "1",
    confirms: readText(row, "confirms") === "1",
  };
}

async function searchItems(caller: ProcedureCaller, procedure: string, search: ItemSearch): Promise<ItemPage> {
  const query = search.query.trim();
  if (search.limit < 1 || search.limit > MOST_ROWS) throw new Error(`limit is 1 to ${MOST_ROWS}, not ${search.limit}.`);
  if (query.length > MOST_QUERY) throw new Error(`A query has at most ${MOST_QUERY} characters, not ${query.length}.`);
  const after = search.cursor === null ? null : readCursor(search.cursor);
  // No database holds such a text, and some refuse to look for it.
  if (query === "" || !isStorable(query)) return { items: [], nextCursor: null };
  const rows = await caller.call(procedure, {
    by: search.by,
    query,
    match: search.match,
    after_date: after?.[0] ?? null,
    after_key: after?.[1] ?? null,
    rows: search.limit + 1,
  });
  const read = rows.map(readItem);
  const items = read.slice(0, search.limit).map(({ status: _status, ...item }) => item);
  const last = items.at(-1);
  const nextCursor = last && read.length > search.limit ? writeCursor([last.datedOn ?? NO_DATE, last.key]) : null;
  return { items, nextCursor };
}

function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}

function writeCursor(parts: CursorParts): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** @throws at a text that is no cursor of ours */
function readCursor(cursor: string): CursorParts {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new Error("This cursor is none that a search gave.");
  }
}

async function readItems(caller: ProcedureCaller, refs: readonly ItemRef[]): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for (const kind of ["invoice", "trust"] as const) {
    const asked = refs.filter((ref) => ref.kind === kind).map((ref) => ref.key);
    const keys = asked.filter((key) => key !== "" && key.length <= KEY_LENGTH && isStorable(key));
    const rows = await callInGroups(keys, "key", (params) => caller.call("docketpay_read_items", { kind, ...params }));
    items.push(...rows.map(readItem));
  }
  return items;
}

async function findInvoices(caller: ProcedureCaller, query: string): Promise<ReadItem[]> {
  if (query === "" || query.length > MOST_QUERY || !isStorable(query)) return [];
  return (await caller.call("docketpay_find_invoices", { query })).map(readItem);
}

async function confirmRecords(caller: ProcedureCaller, references: readonly string[]): Promise<ConfirmedRecord[]> {
  const known = references.filter((reference) => reference !== "" && reference.length <= 40 && isStorable(reference));
  const rows = await callInGroups(known, "ref", (params) => caller.call("docketpay_confirm_records", params));
  return rows.map(readConfirmed);
}
