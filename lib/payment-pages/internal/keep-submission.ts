import { and, eq } from "drizzle-orm";
import { pageSubmissions } from "@/db/schema/payment-pages";
import { readInvoiceLines } from "@/lib/connect-pages/check-still-open";
import type { PickedLine } from "@/lib/connect-pages/model";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import { holdsClaim } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { hashToken, seal, unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { ADDRESS_PARTS, type OrderLine, type PageEntries } from "../model";
import { obligationOfSubmission, SUBMISSION_LIFE_MS, wasTaken } from "../rules";
import type { SubmitPageInput } from "../schemas";
import { keepInvoices } from "./invoices";
import { keepOrder, readOrder } from "./items";
import { loadOpenPage, publicPageOf, type StoredSubmission, submissionIs, submissionTokenPlace } from "./load";
import { type Bill, readEntries } from "./read-entries";

type Filled = {
  pageId: string;
  input: SubmitPageInput;
  /** Of a Connect page, and of no other. */
  bill: (Bill & { connectionId: string }) | null;
};

/**
 * Keeps what a visitor filled in, and answers the token under which it is paid. The same loaded form sent again is the same submission; with
 * other values it replaces the one before, unless a payment of that is open or taken: then that one stands.
 * @throws AppError not_found (page_unknown), invalid_input with each problem by its field
 */
export async function keepSubmission(ctx: Ctx, tx: Tx, { pageId, input, bill }: Filled): Promise<{ token: string }> {
  const { page, account } = await loadOpenPage(ctx, tx, pageId);
  // Numbers of a Connect page are looked up within the limits of its own form alone.
  if ((page.kind === "connect") !== (bill !== null)) throw new AppError("not_found", { reason: "page_unknown" });
  const read = readEntries(await publicPageOf(ctx, tx, page, account), input.values, input.locale, bill);
  if (!read.ok) throw new AppError("invalid_input", { fields: read.problems });
  const wish = {
    ...{ pageId, accountId: account.id, currency: account.currency, locale: input.locale, ...read.entries },
    ...{ invoices: bill?.ok ? bill.picked.lines : [], connectionId: bill?.connectionId ?? "" },
  };
  const standing = await findStanding(ctx, tx, input.requestId);
  if (!standing) return { token: await insertOrFind(ctx, tx, input.requestId, wish) };
  const attempt = await findLastAttempt(ctx, tx, obligationOfSubmission(standing.id));
  const stays = attempt !== null && (holdsClaim(attempt.status) || wasTaken(attempt.status));
  if (stays || isSame({ ...standing, ...(await readKept(ctx, tx, standing.id)) }, wish))
    return { token: tokenOf(standing) };
  await tx.update(pageSubmissions).set({ status: "replaced" }).where(submissionIs(ctx, standing.id));
  return { token: await insertOrFind(ctx, tx, input.requestId, wish) };
}

type Wish = PageEntries & { pageId: string; accountId: string; currency: string; locale: "en" | "fr" | "es" } & {
  invoices: readonly PickedLine[];
  connectionId: string;
};

async function insertOrFind(ctx: Ctx, tx: Tx, requestKey: string, wish: Wish): Promise<string> {
  const { lines, invoices, connectionId, ...facts } = wish;
  const token = ctx.ids.token();
  const id = ctx.ids.next("psb");
  const now = ctx.clock.now();
  const made = await tx
    .insert(pageSubmissions)
    .values({
      ...facts,
      ...{ firmId: ctx.firmId, id, requestKey, tokenHash: hashToken(token), createdAt: now },
      tokenSealed: seal(token, submissionTokenPlace(ctx.firmId)),
      expiresAt: new Date(now.getTime() + SUBMISSION_LIFE_MS),
    })
    .onConflictDoNothing()
    .returning({ id: pageSubmissions.id });
  if (made.length > 0) {
    await keepOrder(ctx, tx, id, lines);
    await keepInvoices(ctx, tx, id, { invoices, connectionId });
    await putInDirectory(tx, "page_submission", hashToken(token), id);
    return token;
  }
  // The same form was sent twice at once, and the other one was first.
  const standing = await findStanding(ctx, tx, requestKey);
  if (!standing) throw new AppError("conflict");
  return tokenOf(standing);
}

async function findStanding(ctx: Ctx, tx: Tx, requestKey: string): Promise<StoredSubmission | null> {
  const rows = await tx
    .select()
    .from(pageSubmissions)
    .where(
      and(
        eq(pageSubmissions.firmId, ctx.firmId),
        eq(pageSubmissions.requestKey, requestKey),
        eq(pageSubmissions.status, "open"),
      ),
    )
    .for("update");
  return rows[0] ?? null;
}

function tokenOf(submission: StoredSubmission): string {
  return unseal(submission.tokenSealed, submissionTokenPlace(submission.firmId));
}

type Kept = { lines: readonly OrderLine[]; invoices: readonly { key: string; amountCents: number }[] };

async function readKept(ctx: Ctx, tx: Tx, submissionId: string): Promise<Kept> {
  const kept = await readInvoiceLines(ctx, tx, obligationOfSubmission(submissionId));
  // What only its numbers say, on a page that is no Connect page, was written by an attempt to pay it.
  return { lines: await readOrder(ctx, tx, submissionId), invoices: kept.filter(({ key }) => key !== "") };
}

function isSame(standing: StoredSubmission & Kept, { invoices, ...rest }: Wish): boolean {
  const wish = { ...rest, invoices: invoices.map(({ item, amountCents }) => ({ key: item.key, amountCents })) };
  const facts = (of: typeof wish | typeof standing) => [
    ...[of.pageId, of.accountId, of.amountCents, of.currency, of.title, of.payerName, of.email, of.phone],
    ...[of.invoiceNumber, of.clientRef, of.matterRef, of.message, of.locale],
    ...ADDRESS_PARTS.map((part) => of.billingAddress?.[part] ?? ""),
    ...Object.entries(of.customFields).sort(),
    ...of.lines.map(({ itemId, quantity, priceCents, taxCents }) => [itemId, quantity, priceCents, taxCents]),
    ...of.invoices.map(({ key, amountCents }) => [key, amountCents]),
  ];
  return JSON.stringify(facts(standing)) === JSON.stringify(facts(wish));
}
