import { areLinesTaken } from "@/lib/allocations/check-lines-open";
import { listClientLines } from "@/lib/allocations/list-client-lines";
import { captchaHere } from "@/lib/captcha/read-recaptcha-settings";
import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import { kindsOfLink } from "@/lib/link-settings/rules";
import { isPaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findReceiptToken } from "@/lib/receipts/queries";
import { readSurchargeFor } from "@/lib/surcharges/queries";
import { offeredBasisPoints } from "@/lib/surcharges/rules";
import { isSoldOut, readOrder } from "./internal/items";
import { findNewestPayment, loadPage, loadSubmission, publicPageOf, type StoredSubmission } from "./internal/load";
import type { PublicPage, PublicSubmission } from "./model";
import { obligationOfSubmission, submissionStateAt } from "./rules";

export type FoundSubmission = { submission: PublicSubmission; page: PublicPage; firm: FirmView };

/** What a token of a page opens, or null for an unknown one. Reads only. */
export async function findPublicSubmission(token: string): Promise<FoundSubmission | null> {
  const entry = await findInDirectory("page_submission", hashToken(token));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, "");
  return inFirm(ctx, (tx) => readSubmission(ctx, tx, entry.refId));
}

async function readSubmission(ctx: Ctx, tx: Tx, submissionId: string): Promise<FoundSubmission> {
  const stored = await loadSubmission(ctx, tx, submissionId);
  const { page, account } = await loadPage(ctx, tx, stored.pageId);
  const firm = await getFirm(ctx, tx);
  const lines = await readOrder(ctx, tx, stored.id);
  const isShort =
    page.kind === "connect"
      ? await areLinesTaken(ctx, tx, obligationOfSubmission(stored.id))
      : await isSoldOut(ctx, tx, { submissionId: stored.id, lines, lock: false });
  return {
    firm,
    page: await publicPageOf(ctx, tx, page, account),
    submission: {
      ...factsOf(stored),
      lines,
      invoices: page.kind === "connect" ? await listClientLines(ctx, tx, ownLinesOf(stored)) : [],
      ...(await outcomeOf(ctx, tx, stored, isShort)),
      ...(page.methods === "card" ? NO_SURCHARGE : await surchargeOf(ctx, tx, stored.accountId)),
      ...kindsOfLink(page.methods, account),
      captcha: captchaHere(page.captcha),
      accountKind: account.kind,
      gateway: account.gateway,
    },
  };
}

function ownLinesOf({ id, amountCents }: StoredSubmission) {
  return { obligation: obligationOfSubmission(id), totalCents: amountCents };
}

function factsOf(stored: StoredSubmission) {
  const { id, amountCents, taxCents, currency, accountId, title, payerName, email, expiresAt } = stored;
  const { invoiceNumber, clientRef, matterRef } = stored;
  return {
    ...{ id, amountCents, taxCents, currency, accountId, title, payerName, expiresAt },
    ...{ invoiceNumber, clientRef, matterRef, receiptEmail: email },
  };
}

async function outcomeOf(ctx: Ctx, tx: Tx, stored: StoredSubmission, isShort: boolean) {
  const payment = await findNewestPayment(ctx, tx, stored.id);
  const lastAttempt = payment && isPaymentStatus(payment.status) ? payment.status : null;
  const challengeUrl = payment?.challengeUrl ?? "";
  return {
    lastAttempt,
    state: submissionStateAt({ ...stored, lastAttempt, challengeUrl, isSoldOut: isShort }, ctx.clock.now()),
    amountPaidCents: payment?.amountCents ?? 0,
    closedAt: payment ? (payment.approvedAt ?? payment.submittedAt) : null,
    outcomeEmail: payment?.receiptEmails[0] ?? "",
    challengeUrl,
    challengeCents: payment?.amountCents ?? stored.amountCents,
    receiptToken: payment ? await findReceiptToken(ctx, tx, payment.id) : null,
  };
}

/** Also where only cards are taken: whoever is to pay a surcharge must have a way around it (S7). */
const NO_SURCHARGE = { surchargeBasisPoints: 0, surchargeText: "" };

async function surchargeOf(ctx: Ctx, tx: Tx, accountId: string) {
  const { settings, account, day } = await readSurchargeFor(ctx, tx, accountId);
  const surchargeBasisPoints = offeredBasisPoints(settings, account, day);
  return surchargeBasisPoints > 0 ? { surchargeBasisPoints, surchargeText: settings.disclosure } : NO_SURCHARGE;
}
