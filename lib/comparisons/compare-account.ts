import type { GatewayChargeRow } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { loadOurs, type OurPlace, pageOurs } from "./internal/load-ours";
import { claimRun, finishRun, type Run, renewLease } from "./internal/run";
import { type Books, follow, settleDifference } from "./internal/settle-difference";
import { storeBreak } from "./internal/store-breaks";
import type { ComparisonResult, Difference, OurCharge, TheirCharge } from "./model";
import { compareBooks, isTakenThere, MOST_BREAKS } from "./rules";

/** Lines of the gateway's list that are held at once. */
const SLAB = 500;
/** Before all ids. */
const FIRST_ID = "";

/**
 * Compares the gateway's whole list of an account with our books, both ways, imports what only the gateway knows, and stores what
 * differs. Holds a few hundred lines at a time, however long the list is. Two at once are one.
 * @param isAsked by a person: also when it is not due
 * @throws AppError forbidden, not_found
 */
export async function compareAccount(
  ctx: Ctx,
  { accountId, isAsked }: { accountId: string; isAsked: boolean },
): Promise<ComparisonResult> {
  requirePermission(ctx, "settings.manage");
  requireAccount(ctx, accountId);
  const run = await claimRun(ctx, accountId, isAsked);
  if (!run) return { kind: "skipped" };
  try {
    const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, accountId));
    await readList(ctx, run, { accountId, account, gateway: gatewayOf(gateway, ctx) });
    await finishRun(ctx, run, "");
    return { kind: "done", examined: run.examined, found: run.found, imported: run.imported };
  } catch (error) {
    const reason = reasonOf(error);
    log().error({ err: error, accountId, reason }, "the comparison of both books did not come to its end");
    await finishRun(ctx, run, reason);
    return { kind: "failed", reason };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TooManyBreaks) return "too_many_breaks";
  return error instanceof AppError && error.code === "upstream_unavailable" ? "gateway_unavailable" : "internal";
}

class TooManyBreaks extends Error {}

/** The list in slabs; each is set beside ours of the same span of time. */
async function readList(ctx: Ctx, run: Run, books: Books): Promise<void> {
  let slab: GatewayChargeRow[] = [];
  let place: OurPlace = { at: run.from, id: FIRST_ID };
  for await (const row of books.gateway.listCharges(books.account, run.from)) {
    slab.push(row);
    if (slab.length < SLAB) continue;
    place = await compareSlab(ctx, run, books, slab, place, row.createdAt);
    slab = [];
  }
  await compareSlab(ctx, run, books, slab, place, run.to);
}

async function compareSlab(
  ctx: Ctx,
  run: Run,
  books: Books,
  rows: GatewayChargeRow[],
  from: OurPlace,
  until: Date,
): Promise<OurPlace> {
  const references = [...new Set(rows.map((row) => row.reference))];
  const ours = await loadOurs(ctx, run.accountId, references);
  await followOpen(ctx, ours, rows);
  const byRef = new Map(rows.map((row) => [row.gatewayRef, row]));
  await settleAll(ctx, run, books, compareBooks(ours, rows.map(theirsOf), ctx.clock.now()), byRef);
  run.examined += rows.length;
  await renewLease(ctx, run);
  return compareOursAlone(ctx, run, books, { from, until, listed: new Set(references) });
}

/** Ours of the same span that the slab does not hold: in another slab, which a look-up tells, or nowhere. */
async function compareOursAlone(
  ctx: Ctx,
  run: Run,
  books: Books,
  span: { from: OurPlace; until: Date; listed: ReadonlySet<string> },
): Promise<OurPlace> {
  let place = span.from;
  for (;;) {
    const page = await pageOurs(ctx, run.accountId, place, span.until, SLAB);
    const alone = page.filter((charge) => !span.listed.has(charge.reference));
    const missing = compareBooks(alone, [], ctx.clock.now());
    run.examined += missing.length;
    await settleAll(ctx, run, books, missing, new Map());
    const last = page.at(-1);
    if (!last) return place;
    place = { at: last.chargedAt, id: last.reference };
    await renewLease(ctx, run);
  }
}

/** What is under way with us while the gateway has taken it needs no clock to become due. */
async function followOpen(ctx: Ctx, ours: readonly OurCharge[], rows: readonly GatewayChargeRow[]): Promise<void> {
  const taken = new Set(rows.filter((row) => isTakenThere(row.status)).map((row) => row.reference));
  for (const { status, reference } of ours)
    if ((status === "processing" || status === "unknown") && taken.has(reference)) await follow(ctx, reference);
}

async function settleAll(
  ctx: Ctx,
  run: Run,
  books: Books,
  differences: readonly Difference[],
  rows: ReadonlyMap<string, GatewayChargeRow>,
): Promise<void> {
  for (const difference of differences) {
    const row = difference.theirs ? (rows.get(difference.theirs.gatewayRef) ?? null) : null;
    const { left, isImported } = await settleDifference(ctx, books, difference, row);
    if (isImported) {
      run.imported += 1;
      run.found += 1;
      await storeBreak(ctx, run, difference, true);
    }
    for (const one of left) {
      run.found += 1;
      await storeBreak(ctx, run, one);
    }
    await renewLease(ctx, run);
    if (run.found - run.imported > MOST_BREAKS) throw new TooManyBreaks(`more than ${MOST_BREAKS} differences`);
  }
}

function theirsOf(row: GatewayChargeRow): TheirCharge {
  const { reference, gatewayRef, status, amountCents, currency, refundedCents, createdAt } = row;
  return { reference, gatewayRef, status, amountCents, currency, refundedCents, chargedAt: createdAt };
}
