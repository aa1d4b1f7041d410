import { and, desc, eq, ne } from "drizzle-orm";
import { type ConsentFacts, paymentMethods } from "@/db/schema/methods";
import { getFirm } from "@/lib/firms/queries";
import type { SaveMethodRequest } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { IN_FLIGHT_MS } from "@/lib/payments/rules";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { seal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { methodTokenPlace } from "./internal/load";
import { saveRequestOf } from "./internal/save-request";
import type { SaveMethodResult } from "./model";
import { recordSavedMethod } from "./record-saved-method";

/** Whose method it is, where it is kept, and what the payer agreed to. */
export type SaveIntent = {
  payerId: string;
  accountId: string;
  holder: string;
  billingAddress: Record<string, string>;
  consent: ConsentFacts;
};

export type SaveInput = {
  /** What was asked for, once: "request:mrq_1". At most one method of it is ever open or kept. */
  intent: string;
  /** One-time token of the gateway's hosted field. */
  methodToken: string;
  /** Runs in the claiming transaction: locks the source and says whose method it is. May throw AppError. */
  prepare: (tx: Tx) => Promise<SaveIntent>;
};

type Claim = { kind: "claimed"; gateway: string; request: SaveMethodRequest } | { kind: "held"; methodId: string };

/**
 * The one function that keeps a method, whatever the source: commit the intent, ask the gateway, commit the outcome with its consent. A
 * crash between the steps leaves a row that `reconcileMethods` finishes by asking the gateway by our own reference.
 * @throws AppError money_frozen, and what `prepare` throws
 */
export async function saveMethod(ctx: Ctx, input: SaveInput): Promise<SaveMethodResult> {
  const claim = await takeClaim(ctx, input);
  if (claim.kind === "held") return { kind: "unknown", methodId: claim.methodId };
  const methodId = claim.request.reference;
  try {
    const outcome = await gatewayOf(claim.gateway, ctx).saveMethod(claim.request);
    return await recordSavedMethod(ctx, methodId, outcome);
  } catch (error) {
    // The gateway may have kept it, so that "not saved" would be a lie. Recovery asks it and writes it down.
    log().error({ err: error, methodId }, "saved method not written down");
    return { kind: "unknown", methodId };
  }
}

async function takeClaim(ctx: Ctx, input: SaveInput): Promise<Claim> {
  try {
    return await inFirm(ctx, async (tx) => {
      const intent = await input.prepare(tx);
      return (await findHolder(ctx, tx, input.intent)) ?? (await insertClaim(ctx, tx, input, intent));
    });
  } catch (error) {
    // Lost the race: somebody else's try of the same request stands.
    if (!isClaimTaken(error)) throw error;
    const holder = await inFirm(ctx, (tx) => findHolder(ctx, tx, input.intent));
    if (!holder) throw error;
    return holder;
  }
}

async function findHolder(ctx: Ctx, tx: Tx, intent: string): Promise<Claim | null> {
  const rows = await tx
    .select({ methodId: paymentMethods.id })
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.firmId, ctx.firmId),
        eq(paymentMethods.intent, intent),
        ne(paymentMethods.status, "failed"),
      ),
    );
  const row = rows[0];
  return row ? { kind: "held", methodId: row.methodId } : null;
}

async function insertClaim(ctx: Ctx, tx: Tx, input: SaveInput, intent: SaveIntent): Promise<Claim> {
  // After a restore nobody knows yet what the gateway keeps already.
  if ((await getFirm(ctx, tx)).isMoneyFrozen) throw new AppError("money_frozen");
  const { gateway, account } = await getGatewayAccount(ctx, tx, intent.accountId);
  const now = ctx.clock.now();
  const [created] = await tx
    .insert(paymentMethods)
    .values({
      ...intent,
      firmId: ctx.firmId,
      id: ctx.ids.next("mth"),
      gateway,
      status: "processing",
      intent: input.intent,
      methodTokenSealed: seal(input.methodToken, methodTokenPlace(ctx.firmId)),
      customerRef: await findCustomerRef(ctx, tx, intent),
      checkAt: new Date(now.getTime() + IN_FLIGHT_MS),
      createdBy: actorName(ctx.actor),
      createdAt: now,
    })
    .returning();
  invariant(created, "an inserted method comes back");
  return { kind: "claimed", gateway, request: await saveRequestOf(ctx, tx, account, created) };
}

/** The gateway knows a payer under one name at each account, from the first method on. */
async function findCustomerRef(ctx: Ctx, tx: Tx, { payerId, accountId }: SaveIntent): Promise<string> {
  const rows = await tx
    .select({ customerRef: paymentMethods.customerRef })
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.firmId, ctx.firmId),
        eq(paymentMethods.payerId, payerId),
        eq(paymentMethods.accountId, accountId),
        ne(paymentMethods.customerRef, ""),
      ),
    )
    .orderBy(desc(paymentMethods.createdAt))
    .limit(1);
  return rows[0]?.customerRef ?? "";
}

function isClaimTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "constraint" in cause && cause.constraint === "payment_methods_one_per_intent";
}
