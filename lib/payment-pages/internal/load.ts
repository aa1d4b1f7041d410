import { and, desc, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { pageSubmissions, paymentPages } from "@/db/schema/payment-pages";
import { payments } from "@/db/schema/payments";
import { captchaHere } from "@/lib/captcha/read-recaptcha-settings";
import type { ConnectRule } from "@/lib/connect-pages/model";
import { isNumberField, proofOf } from "@/lib/connect-pages/rules";
import { isConnectOnIn } from "@/lib/connect-settings/is-connect-on";
import { readCustomFields } from "@/lib/custom-fields/queries";
import { isLocale } from "@/lib/i18n/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { AmountRule, PaymentPageDetail, PublicPage } from "../model";
import { askedFields, obligationOfSubmission } from "../rules";
import { readItems } from "./items";

export type StoredPage = typeof paymentPages.$inferSelect;
export type StoredSubmission = typeof pageSubmissions.$inferSelect;
type Account = typeof merchantAccounts.$inferSelect;

export function pageIs(ctx: Ctx, pageId: string) {
  return and(eq(paymentPages.firmId, ctx.firmId), eq(paymentPages.id, pageId));
}

export function submissionIs(ctx: Ctx, submissionId: string) {
  return and(eq(pageSubmissions.firmId, ctx.firmId), eq(pageSubmissions.id, submissionId));
}

/** A page with its account. @throws AppError not_found (page_unknown) */
export async function loadPage(ctx: Ctx, tx: Tx, pageId: string): Promise<{ page: StoredPage; account: Account }> {
  const rows = await tx
    .select({ page: paymentPages, account: merchantAccounts })
    .from(paymentPages)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, paymentPages.firmId), eq(merchantAccounts.id, paymentPages.accountId)),
    )
    .where(pageIs(ctx, pageId));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "page_unknown" });
  return row;
}

/** A page that anybody may open, with its account: published, and a Connect page only while Connect is on. @throws AppError not_found (page_unknown) */
export async function loadOpenPage(ctx: Ctx, tx: Tx, pageId: string): Promise<{ page: StoredPage; account: Account }> {
  const found = await loadPage(ctx, tx, pageId);
  if (!(await isOpen(ctx, tx, found.page))) throw new AppError("not_found", { reason: "page_unknown" });
  return found;
}

export async function isOpen(ctx: Ctx, tx: Tx, { status, kind }: StoredPage): Promise<boolean> {
  return status === "published" && (kind !== "connect" || (await isConnectOnIn(ctx, tx)));
}

/** What was filled in. @throws AppError not_found (submission_unknown) */
export async function loadSubmission(ctx: Ctx, tx: Tx, submissionId: string): Promise<StoredSubmission> {
  const rows = await tx.select().from(pageSubmissions).where(submissionIs(ctx, submissionId));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "submission_unknown" });
  return row;
}

/** What was filled in, locked until the transaction ends. @throws AppError not_found (submission_unknown) */
export async function lockSubmission(ctx: Ctx, tx: Tx, submissionId: string): Promise<StoredSubmission> {
  const rows = await tx.select().from(pageSubmissions).where(submissionIs(ctx, submissionId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "submission_unknown" });
  return row;
}

/** The newest payment on it, whatever became of it. */
export async function findNewestPayment(ctx: Ctx, tx: Tx, submissionId: string) {
  const rows = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, obligationOfSubmission(submissionId))))
    .orderBy(desc(payments.attempt))
    .limit(1);
  return rows[0] ?? null;
}

export async function publicPageOf(ctx: Ctx, tx: Tx, page: StoredPage, account: Account): Promise<PublicPage> {
  const { id, slug, heading, body, disclaimer, contact, confirmationText, hostSites } = page;
  const custom = await readCustomFields(ctx, tx, "payment");
  // The numbers of a Connect page are typed to find invoices, and then read off them.
  const settings = page.kind === "connect" ? page.fields.filter(({ key }) => !isNumberField(key)) : page.fields;
  return {
    ...{ id, slug, heading, body, disclaimer, contact, confirmationText, hostSites },
    locale: isLocale(page.locale) ? page.locale : "",
    amount: await amountRuleOf(ctx, tx, page),
    fields: askedFields(settings, custom, account.kind === "trust"),
    accountKind: account.kind,
    currency: account.currency,
    captcha: captchaHere(page.captcha),
    fallbackSlug: await findFallbackSlug(ctx, tx, page),
  };
}

export async function detailOf(ctx: Ctx, tx: Tx, page: StoredPage, account: Account): Promise<PaymentPageDetail> {
  const { id, slug, name, status, accountId, heading, body, disclaimer, contact, confirmationText } = page;
  const { methods, fields, makesPosting, hostSites, captcha, notifyEmails, fallbackPageId } = page;
  return {
    ...{ id, slug, name, status, accountId, heading, body, disclaimer, contact, confirmationText },
    ...{ methods, fields, makesPosting, hostSites, notifyEmails, fallbackPageId },
    captcha: captchaHere(captcha),
    locale: isLocale(page.locale) ? page.locale : "",
    amount: await amountRuleOf(ctx, tx, page),
    accountName: account.name,
    accountKind: account.kind,
    currency: account.currency,
  };
}

async function amountRuleOf(ctx: Ctx, tx: Tx, page: StoredPage): Promise<AmountRule> {
  const { kind, amountRule, amountCents, leastCents, mostCents, choices } = page;
  if (kind === "connect") return connectRuleOf(page);
  if (kind === "items") return { kind: "items", items: await readItems(ctx, tx, page.id) };
  if (amountRule === "list") return { kind: "list", choices };
  if (amountRule === "fixed" && amountCents !== null) return { kind: "fixed", amountCents };
  return { kind: "chosen", leastCents, mostCents };
}

/** An invoice may be paid in part where the amount is the visitor's choice. */
export function connectRuleOf({ fields, offersAllInvoices, amountRule }: StoredPage): ConnectRule {
  return {
    kind: "connect",
    proof: proofOf(fields),
    offersAll: offersAllInvoices,
    allowsPart: amountRule === "chosen",
  };
}

/** Only a page that anybody can open leads on. */
async function findFallbackSlug(ctx: Ctx, tx: Tx, { kind, fallbackPageId }: StoredPage): Promise<string | null> {
  if (kind !== "connect" || fallbackPageId === null) return null;
  const rows = await tx
    .select({ slug: paymentPages.slug })
    .from(paymentPages)
    .where(and(pageIs(ctx, fallbackPageId), eq(paymentPages.status, "published"), eq(paymentPages.kind, "general")));
  return rows[0]?.slug ?? null;
}

/** Where a submission's token is sealed for; see `seal`. */
export function submissionTokenPlace(firmId: string): string {
  return `${firmId}/page_submissions.token`;
}
