import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import type { ConnectRule, LookUp, TypedNumbers } from "./model";
import { invoicesOfClient, MOST_OFFERED, namedInvoices, payablesOf, splitNamed } from "./rules";

/** Which way leads to a matter system; tests have one of their own. */
export type SystemOf = (ctx: Ctx, connectionId: string) => MatterSystem;

/** An invoice number that more shares and clients have than this is a wild guess. */
const MOST_NAMED = 100;
/** Of one client: what is under way lowers some to nothing, so that more are read than shown. */
const MOST_READ = 200;

type Asked = { rule: ConnectRule; currency: string; numbers: TypedNumbers };

/**
 * The open invoices that the typed numbers stand for, as the matter system has them now, less what is being paid here. One client's alone.
 * Never inside a transaction. No answer of the matter system is an answer too.
 */
export async function findOpenInvoices(ctx: Ctx, asked: Asked, systemOf: SystemOf = matterSystemOf): Promise<LookUp> {
  const connection = await inFirm(ctx, (tx) => findConnectionInUse(ctx, tx));
  if (!connection) return { kind: "away" };
  const found = await askSystem(systemOf(ctx, connection.id), asked).catch((error: unknown) => {
    // A connection that was revoked this moment is as far away as one that does not answer.
    if (error instanceof AppError && (error.code === "upstream_unavailable" || error.code === "not_found")) return null;
    throw error;
  });
  if (!found) return { kind: "away" };
  const unconfirmed = await inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, connection.id, found.items));
  const { currency, numbers } = asked;
  const { named, rest } = splitNamed(payablesOf(found.items, { currency, unconfirmed }), numbers);
  // An invoice on which nothing is left opens nothing else: it is as unknown as one that is paid.
  if (named.length === 0) return { kind: "nothing" };
  const payables = [...named, ...rest];
  const hasMore = found.hasMore || payables.length > MOST_OFFERED;
  return { kind: "found", connectionId: connection.id, payables: payables.slice(0, MOST_OFFERED), hasMore };
}

type Items = { items: OpenItem[]; hasMore: boolean };

async function askSystem(system: MatterSystem, { rule, numbers }: Asked): Promise<Items> {
  const { clientRef, invoiceNumber } = numbers;
  if (invoiceNumber === "") return readClient(system, clientRef);
  const { items } = await search(system, "invoice_number", invoiceNumber, MOST_NAMED);
  const named = namedInvoices(items, numbers);
  const [first] = named;
  if (!first || !rule.offersAll) return { items: named, hasMore: false };
  const all = await readClient(system, first.clientNumber);
  return { items: [...named, ...all.items], hasMore: all.hasMore };
}

async function readClient(system: MatterSystem, clientNumber: string): Promise<Items> {
  const { items, nextCursor } = await search(system, "client_number", clientNumber, MOST_READ);
  return { items: invoicesOfClient(items, clientNumber), hasMore: nextCursor !== null };
}

function search(system: MatterSystem, by: "client_number" | "invoice_number", query: string, limit: number) {
  return system.searchInvoices({ by, query, match: "exact", cursor: null, limit });
}
