import { and, eq, inArray, sql } from "drizzle-orm";
import { connectionRequests } from "@/db/schema/connections";
import type { ItemPage, ItemSearch } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { announcing, openWatch } from "@/lib/platform/news";
import { inFirm } from "@/lib/platform/tx";
import { skipSync } from "./internal/skip-sync";
import { topicOfAnswer, topicOfRequests } from "./internal/topics";
import { OPERATION_SECONDS, type Operation } from "./model";
import { isStorable, lostBefore, writeStorableJson } from "./rules";
import { OPERATION_SHAPES, type OperationInput, type OperationOutput } from "./schemas";

/** How often whoever waits looks for itself, in milliseconds: seldom while news are heard. */
const LOOK_EVERY_MS = { live: 2_000, deaf: 300 };

/**
 * The matter system at the other end of a connection. Its calls go over the line and wait for the answer: never inside a transaction.
 * They take real time, whatever the context's clock says. Whoever asks has checked the permission.
 * Each throws AppError upstream_unavailable: `connector_down` (nobody took it), `connector_slow` (taken, but not answered in time: what
 * became of it is unknown), `connector_failed` (the service says why); not_found for a connection that is not the firm's or was revoked.
 */
export function matterSystemOf(ctx: Ctx, connectionId: string): MatterSystem {
  const call = <Name extends Operation>(operation: Name, input: OperationInput<Name>) =>
    callMatterSystem(ctx, connectionId, operation, input);
  const find = async (operation: "search-invoices" | "search-trust-ledgers", search: ItemSearch): Promise<ItemPage> =>
    isStorable(search.query) ? call(operation, search) : NOTHING_FOUND;
  return {
    describe: () => call("describe", {}),
    searchInvoices: (search) => find("search-invoices", search),
    searchTrustLedgers: (search) => find("search-trust-ledgers", search),
    readItems: (refs) => call("read-items", { refs: refs.filter(({ key }) => isStorable(key)) }),
    findInvoices: async (number) => (isStorable(number) ? call("find-invoices", { number }) : []),
    listBankAccounts: () => call("list-bank-accounts", {}),
    listLedgerCodes: () => call("list-ledger-codes", {}),
    listTransactionTypes: () => call("list-transaction-types", {}),
    deliverBatch: (file) => call("deliver-batch", file),
    confirmRecords: (references) => call("confirm-records", { references: references.filter(isStorable) }),
  };
}

const NOTHING_FOUND: ItemPage = { items: [], nextCursor: null };

/**
 * One question over the line; see `matterSystemOf`. Waits `seconds`, as long as the operation deserves unless told.
 * @throws AppError upstream_unavailable, not_found, ZodError for wrong input
 */
export async function callMatterSystem<Name extends Operation>(
  ctx: Ctx,
  connectionId: string,
  operation: Name,
  input: OperationInput<Name>,
  seconds: number = OPERATION_SECONDS[operation],
): Promise<OperationOutput<Name>> {
  const asked = writeStorableJson(OPERATION_SHAPES[operation].input.parse(input));
  const id = ctx.ids.next("crq");
  const until = systemClock.now().getTime() + seconds * 1000;
  // Listening begins before anybody can answer.
  const watch = openWatch(topicOfAnswer(id));
  try {
    await sendRequest(ctx, { id, connectionId, operation, asked, expiresAt: new Date(until) });
    for (;;) {
      const leftMs = until - systemClock.now().getTime();
      if (leftMs <= 0) break;
      await watch.next(Math.min(leftMs, watch.isLive() ? LOOK_EVERY_MS.live : LOOK_EVERY_MS.deaf));
      const answer = await takeAnswer(ctx, id);
      if (answer) return readAnswer(operation, answer);
    }
  } finally {
    watch.close();
  }
  const late = await takeAnswer(ctx, id);
  if (late) return readAnswer(operation, late);
  throw await giveUp(ctx, id);
}

type NewRequest = { id: string; connectionId: string; operation: Operation; asked: string; expiresAt: Date };

/** In one statement: what is known of the line, and the request, unless the line is lost. */
async function sendRequest(ctx: Ctx, request: NewRequest): Promise<void> {
  const now = systemClock.now();
  const { id, connectionId, operation, asked, expiresAt } = request;
  const known = await inFirm(ctx, async (tx) => {
    await skipSync(tx);
    return tx.execute<{ last_seen_at: string | null; is_sent: boolean }>(sql`
      with line as (
        select last_seen_at from connections
        where firm_id = ${ctx.firmId} and id = ${connectionId} and revoked_at is null
      ), sent as (
        insert into connection_requests (firm_id, id, connection_id, operation, input, created_at, expires_at)
        select ${ctx.firmId}, ${id}, ${connectionId}, ${operation}, ${asked}::jsonb, ${now}::timestamptz, ${expiresAt}::timestamptz
        from line where last_seen_at >= ${lostBefore(now)}::timestamptz
        returning id
      )
      select last_seen_at, (select ${announcing(topicOfRequests(connectionId))} from sent) is not null as is_sent from line`);
  });
  const line = known.rows[0];
  if (!line) throw new AppError("not_found", { reason: "connection_unknown" });
  if (!line.is_sent) throw connectorDown(line.last_seen_at ? new Date(line.last_seen_at) : null);
}

type Answer = { status: "answered" | "failed"; output: unknown; failure: string };

/** Reads the answer and drops the request with it: what a matter system said is kept no longer than it is needed. */
async function takeAnswer(ctx: Ctx, id: string): Promise<Answer | null> {
  const rows = await inFirm(ctx, async (tx) => {
    await skipSync(tx);
    return tx
      .delete(connectionRequests)
      .where(and(isRequest(ctx, id), inArray(connectionRequests.status, ["answered", "failed"])))
      .returning({
        status: connectionRequests.status,
        output: connectionRequests.output,
        failure: connectionRequests.failure,
      });
  });
  const row = rows[0];
  return row ? { ...row, status: row.status === "failed" ? "failed" : "answered" } : null;
}

function readAnswer<Name extends Operation>(operation: Name, answer: Answer): OperationOutput<Name> {
  if (answer.status === "failed") throw connectorFailed(answer.failure);
  const output = OPERATION_SHAPES[operation].output.safeParse(answer.output);
  if (output.success) return output.data as OperationOutput<Name>;
  const where = output.error.issues[0]?.path.join(".") ?? "";
  throw connectorFailed(
    `Its answer cannot be read (${operation}: ${where || "shape"}). Update service and portal to the same version.`,
  );
}

/** Nobody waits any more. One that was never taken is withdrawn: it surely had no effect. */
async function giveUp(ctx: Ctx, id: string): Promise<AppError> {
  const withdrawn = await inFirm(ctx, (tx) =>
    tx
      .delete(connectionRequests)
      .where(and(isRequest(ctx, id), eq(connectionRequests.status, "waiting")))
      .returning({ id: connectionRequests.id }),
  );
  if (withdrawn.length > 0) return connectorDown(null);
  const words = "The matter system did not answer in time. Try again in a minute; Connect settings shows how it is.";
  return new AppError("upstream_unavailable", { reason: "connector_slow", userMessage: words });
}

function isRequest(ctx: Ctx, id: string) {
  return and(eq(connectionRequests.firmId, ctx.firmId), eq(connectionRequests.id, id));
}

function connectorDown(lastSeenAt: Date | null): AppError {
  const since = lastSeenAt ? ` since ${lastSeenAt.toISOString().slice(0, 16).replace("T", " ")} UTC` : "";
  const words = `The Connect service does not answer${since}. Start it on its machine: npm run connect.`;
  return new AppError("upstream_unavailable", { reason: "connector_down", userMessage: words });
}

function connectorFailed(failure: string): AppError {
  const userMessage = `The matter system could not answer. ${failure}`.trim();
  return new AppError("upstream_unavailable", { reason: "connector_failed", userMessage, detail: failure });
}
