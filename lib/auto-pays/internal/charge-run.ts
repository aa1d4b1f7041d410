import { payers } from "@/db/schema/payers";
import { keepLines } from "@/lib/allocations/keep-lines";
import { lockClaims } from "@/lib/allocations/lock-claims";
import { nameInvoices } from "@/lib/connect-payments/rules";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { getFirm } from "@/lib/firms/queries";
import { textsOf } from "@/lib/i18n/texts";
import type { OpenItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { type OpenMethod, openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { formatMoney } from "@/lib/money/format-money";
import { payerIs } from "@/lib/payers/lock-payer";
import { chargePayment } from "@/lib/payments/charge-payment";
import type { ChargeResult } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import { checkMethodTries } from "@/lib/retries/check-method-tries";
import { BALANCE_LIFE_MS, type RunKey, type RunPlan } from "../model";
import { obligationOfRun } from "../rules";
import { lockAutoPay, lockRun, type StoredAutoPay } from "./load";
import { setRun } from "./move-run";
import type { Owed } from "./read-owed";
import { writeEvent } from "./write-event";

type Planned = {
  key: RunKey;
  /** As it was when the plan was made. */
  autoPay: StoredAutoPay;
  plan: RunPlan;
  owed: Owed;
  isLast: boolean;
};

/**
 * Charges a plan, as one claim of its run. In the claiming transaction everything is looked at again: nobody stopped or changed the
 * Auto-Pay, the balances are fresh, and nobody else has begun to pay one of its invoices since they were read.
 * @throws AppError conflict (run_taken, auto_pay_changed, balances_stale, balance_taken), refused (auto_pay_stopped, payer_archived, method_*),
 * money_frozen, not_found
 */
export async function chargeRun(ctx: Ctx, planned: Planned): Promise<ChargeResult> {
  const { methodId } = planned.autoPay;
  const { methodToken } = await inFirm(ctx, (tx) => openChargeableMethod(ctx, tx, methodId));
  return chargePayment(ctx, {
    obligation: obligationOfRun(planned.key),
    methodToken,
    prepare: (tx) => prepareRun(ctx, tx, planned),
  });
}

async function prepareRun(ctx: Ctx, tx: Tx, planned: Planned) {
  const { key, plan, owed, isLast } = planned;
  await requireConnectOn(ctx, tx);
  const autoPay = await lockAutoPay(ctx, tx, key.autoPayId);
  const run = await lockRun(ctx, tx, key);
  if (run?.status !== "open" || run.round !== key.round) throw new AppError("conflict", { reason: "run_taken" });
  if (autoPay.status !== "active" && autoPay.status !== "ended")
    throw new AppError("refused", { reason: "auto_pay_stopped" });
  if (autoPay.revision !== planned.autoPay.revision) throw new AppError("conflict", { reason: "auto_pay_changed" });
  if (ctx.clock.now().getTime() - owed.readAt.getTime() > BALANCE_LIFE_MS)
    throw new AppError("conflict", { reason: "balances_stale" });
  const payer = await readPayer(ctx, tx, autoPay.payerId);
  const items = plan.lines.map((line) => {
    const item = owed.found.get(line.key);
    invariant(item, `invoice ${line.key} of the plan was read`);
    return { item, amountCents: line.amountCents, balanceCents: line.balanceCents - line.unconfirmedCents };
  });
  await requireUntaken(
    ctx,
    tx,
    autoPay.connectionId,
    owed,
    items.map(({ item }) => item),
  );
  const method = await openChargeableMethod(ctx, tx, autoPay.methodId);
  await checkMethodTries(ctx, tx, method);
  const obligation = obligationOfRun(key);
  const { connectionId, arMessage, currency } = autoPay;
  await keepLines(ctx, tx, { obligation, connectionId, lines: items, arMessage });
  const amountCents = plan.totalCents;
  await setRun(
    ctx,
    tx,
    { autoPay, run },
    { status: "charging", nextTryAt: null, leasedUntil: null, amountCents, paysOff: isLast, reason: "" },
  );
  const detail = { amountCents: String(amountCents), currency, invoices: String(items.length) };
  await writeEvent(ctx, tx, { autoPayId: autoPay.id, runOn: run.runOn, kind: "run_charging", detail });
  const firm = await getFirm(ctx, tx);
  return {
    ...{ source: "auto_pay" as const, accountId: autoPay.accountId, amountCents, currency, linkId: null },
    ...{ payerId: payer.id, payerName: payer.name, receiptEmails: payer.emails },
    ...referencesOf(items.map(({ item }) => item)),
    locale: payer.locale ?? firm.locale,
    authorizationText: recordOf(autoPay, method, firm.name, amountCents),
    ...{ chargeUse: "recurring" as const, savedMethodId: method.id, customerRef: method.customerRef },
  };
}

/** As a payment's fields hold them; the lines keep what the matter system says in full. */
function referencesOf(items: readonly OpenItem[]) {
  const one = (values: readonly string[]) => (new Set(values).size === 1 ? (values[0] ?? "").slice(0, 120) : "");
  return {
    invoiceNumber: nameInvoices(items.map(({ invoiceNumber }) => invoiceNumber)),
    clientRef: one(items.map(({ clientNumber }) => clientNumber)),
    matterRef: one(items.map(({ matterNumber }) => matterNumber)),
  };
}

/** Nobody else has begun to pay one of these since they were looked at. @throws AppError conflict (balance_taken) */
async function requireUntaken(
  ctx: Ctx,
  tx: Tx,
  connectionId: string,
  { unconfirmed }: Owed,
  items: readonly OpenItem[],
): Promise<void> {
  await lockClaims(ctx, tx, connectionId);
  const now = await sumUnconfirmed(ctx, tx, connectionId, items);
  const isTaken = items.some((item) => (now.get(idOfItem(item)) ?? 0) > (unconfirmed.get(idOfItem(item)) ?? 0));
  if (isTaken) throw new AppError("conflict", { reason: "balance_taken" });
}

async function readPayer(ctx: Ctx, tx: Tx, payerId: string) {
  const [payer] = await tx.select().from(payers).where(payerIs(ctx, payerId));
  invariant(payer, `payer ${payerId} of an Auto-Pay exists`);
  if (payer.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  return payer;
}

/** The firm's own record of a debit on a standing authorization (A2). */
function recordOf(
  { name, currency }: StoredAutoPay,
  method: OpenMethod,
  firmName: string,
  amountCents: number,
): string {
  if (method.kind !== "echeck") return "";
  const amount = formatMoney(amountCents, currency, "en");
  return textsOf("en", "autoPays")("debitRecord", { name, firm: firmName, amount, last4: method.last4 });
}
