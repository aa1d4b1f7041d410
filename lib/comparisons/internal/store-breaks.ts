import { and, eq, isNull, ne } from "drizzle-orm";
import { breaks } from "@/db/schema/comparisons";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { Difference } from "../model";
import { CLOSED_BY_COMPARISON, type Run } from "./run";

/** Writes down one difference, once however often it is found, with its alert. `isMended`: it was put right at once and stays as history. */
export async function storeBreak(ctx: Ctx, run: Run, found: Difference, isMended = false): Promise<void> {
  await inFirm(ctx, async (tx) => {
    // A look at the one payment may have told of it before: from here on the break does.
    await clearAlerts(ctx, tx, { objectType: "payment", objectId: found.reference, kinds: ["books_differ"] });
    const facts = factsOf(found);
    const known = (await findOpen(ctx, tx, run, found)) ?? (await findExplained(ctx, tx, run, found, facts));
    if (known) {
      run.seenBreaks.add(known.id);
      const changes = { lastSeenAt: ctx.clock.now(), ...(known.isOpen ? facts : {}) };
      await tx
        .update(breaks)
        .set(changes)
        .where(and(eq(breaks.firmId, ctx.firmId), eq(breaks.id, known.id)));
      return;
    }
    const id = ctx.ids.next("brk");
    const now = ctx.clock.now();
    run.seenBreaks.add(id);
    await tx.insert(breaks).values({
      ...facts,
      firmId: ctx.firmId,
      id,
      accountId: run.accountId,
      kind: found.kind,
      reference: found.reference,
      gatewayRef: found.gatewayRef,
      currency: found.currency,
      chargedAt: found.theirs?.chargedAt ?? found.ours?.chargedAt ?? now,
      foundAt: now,
      lastSeenAt: now,
      ...(isMended ? { closedAt: now, closedBy: CLOSED_BY_COMPARISON } : {}),
    });
    if (isMended) return;
    await raiseAlert(ctx, tx, {
      kind: "books_differ",
      objectType: "break",
      objectId: id,
      accountId: run.accountId,
      detail: {
        kind: found.kind,
        reference: found.reference,
        differenceCents: String(found.differenceCents),
        currency: found.currency,
      },
    });
  });
}

type Facts = Pick<
  typeof breaks.$inferInsert,
  "ourStatus" | "ourCents" | "theirStatus" | "theirCents" | "differenceCents"
>;

/** Of refunds the refunded cents are set side by side, of all else the amounts. */
function factsOf({ kind, ours, theirs, differenceCents }: Difference): Facts {
  const sum = kind === "refunded" ? "refundedCents" : "amountCents";
  return {
    ourStatus: ours?.status ?? "",
    ourCents: ours?.[sum] ?? null,
    theirStatus: theirs?.status ?? "",
    theirCents: theirs?.[sum] ?? null,
    differenceCents,
  };
}

function isSame(ctx: Ctx, run: Run, { kind, reference, gatewayRef }: Difference) {
  return and(
    eq(breaks.firmId, ctx.firmId),
    eq(breaks.accountId, run.accountId),
    eq(breaks.kind, kind),
    eq(breaks.reference, reference),
    eq(breaks.gatewayRef, gatewayRef),
  );
}

async function findOpen(ctx: Ctx, tx: Tx, run: Run, found: Difference) {
  const rows = await tx
    .select({ id: breaks.id })
    .from(breaks)
    .where(and(isSame(ctx, run, found), isNull(breaks.closedAt)));
  return rows[0] ? { id: rows[0].id, isOpen: true } : null;
}

/** What a person has explained stays explained while it says the same; anything else about the charge is a new break. */
async function findExplained(ctx: Ctx, tx: Tx, run: Run, found: Difference, facts: Facts) {
  const rows = await tx
    .select({ id: breaks.id })
    .from(breaks)
    .where(
      and(
        isSame(ctx, run, found),
        ne(breaks.note, ""),
        eq(breaks.differenceCents, facts.differenceCents),
        eq(breaks.ourStatus, facts.ourStatus ?? ""),
        eq(breaks.theirStatus, facts.theirStatus ?? ""),
      ),
    )
    .limit(1);
  return rows[0] ? { id: rows[0].id, isOpen: false } : null;
}
