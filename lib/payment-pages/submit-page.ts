import { and, eq } from "drizzle-orm";
import { pageSubmissions } from "@/db/schema/payment-pages";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import { holdsClaim } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { hashToken, seal, unseal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { keepOrder, readOrder } from "./internal/items";
import { loadPage, publicPageOf, type StoredSubmission, submissionIs, submissionTokenPlace } from "./internal/load";
import { readEntries } from "./internal/read-entries";
import { ADDRESS_PARTS, type OrderLine, type PageEntries } from "./model";
import { obligationOfSubmission, SUBMISSION_LIFE_MS, wasTaken } from "./rules";
import type { SubmitPageInput } from "./schemas";

/**
 * Keeps what a visitor filled in, and answers the token under which it is paid. Moves no money. The same loaded form sent again is the
 * same submission; with other values it replaces the one before, unless a payment of that is open or taken: then that one stands.
 * @throws AppError not_found (page_unknown), invalid_input with each problem by its field
 */
export async function submitPage(ctx: Ctx, pageId: string, input: SubmitPageInput): Promise<{ token: string }> {
  return inFirm(ctx, async (tx) => {
    const { page, account } = await loadPage(ctx, tx, pageId);
    if (page.status !== "published") throw new AppError("not_found", { reason: "page_unknown" });
    const read = readEntries(await publicPageOf(ctx, tx, page, account), input.values, input.locale);
    if (!read.ok) throw new AppError("invalid_input", { fields: read.problems });
    const wish = { pageId, accountId: account.id, currency: account.currency, locale: input.locale, ...read.entries };
    const standing = await findStanding(ctx, tx, input.requestId);
    if (!standing) return { token: await insertOrFind(ctx, tx, input.requestId, wish) };
    const attempt = await findLastAttempt(ctx, tx, obligationOfSubmission(standing.id));
    const stays = attempt !== null && (holdsClaim(attempt.status) || wasTaken(attempt.status));
    if (stays || isSame({ ...standing, lines: await readOrder(ctx, tx, standing.id) }, wish))
      return { token: tokenOf(standing) };
    await tx.update(pageSubmissions).set({ status: "replaced" }).where(submissionIs(ctx, standing.id));
    return { token: await insertOrFind(ctx, tx, input.requestId, wish) };
  });
}

type Wish = PageEntries & { pageId: string; accountId: string; currency: string; locale: "en" | "fr" | "es" };

async function insertOrFind(ctx: Ctx, tx: Tx, requestKey: string, wish: Wish): Promise<string> {
  const { lines, ...facts } = wish;
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

type Standing = StoredSubmission & { lines: readonly OrderLine[] };

function isSame(standing: Standing, wish: Wish): boolean {
  const facts = (of: Wish | Standing) => [
    ...[of.pageId, of.accountId, of.amountCents, of.currency, of.title, of.payerName, of.email, of.phone],
    ...[of.invoiceNumber, of.clientRef, of.matterRef, of.message, of.locale],
    ...ADDRESS_PARTS.map((part) => of.billingAddress?.[part] ?? ""),
    ...Object.entries(of.customFields).sort(),
    ...of.lines.map(({ itemId, quantity, priceCents, taxCents }) => [itemId, quantity, priceCents, taxCents]),
  ];
  return JSON.stringify(facts(standing)) === JSON.stringify(facts(wish));
}
