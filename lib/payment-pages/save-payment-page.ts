import { and, eq, ne } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { paymentPages } from "@/db/schema/payment-pages";
import { appendAudit } from "@/lib/audit/append-audit";
import { checkCaptchaChoice } from "@/lib/captcha/read-recaptcha-settings";
import { fieldsOfProof } from "@/lib/connect-pages/rules";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { getFirm } from "@/lib/firms/queries";
import { leavesAKind } from "@/lib/link-settings/rules";
import type { AccountKind } from "@/lib/payments/model";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putInDirectory, removeFromDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { saveItems } from "./internal/items";
import { loadPage, pageIs } from "./internal/load";
import { addressKeyOf, siteOriginOf } from "./rules";
import { type PaymentPageForm, splitSites } from "./schemas";

/**
 * Adds a page as a draft, or changes one. Its account stays once it is made: what visitors filled in is for that account.
 * So does its family: what is a Connect page stays one.
 * @throws AppError forbidden, not_found (page_unknown, account_unknown, connect_off), invalid_input (slug_taken, methods_leave_none,
 * items_need_operating, recaptcha_keys_missing, connect_needs_operating, fallback_unknown), conflict when an item was taken off meanwhile
 */
export async function savePaymentPage(ctx: Ctx, form: PaymentPageForm): Promise<{ pageId: string }> {
  requirePermission(ctx, "pages.manage");
  checkCaptchaChoice(form.captcha);
  return inFirm(ctx, async (tx) => {
    if (form.pageId === "") return addPage(ctx, tx, form);
    const { page } = await loadPage(ctx, tx, form.pageId);
    requireAccount(ctx, page.accountId);
    if ((page.kind === "connect") !== (form.amountRule === "connect"))
      throw new AppError("not_found", { reason: "page_unknown" });
    checkMayTell(ctx, page.notifyEmails, form);
    return changePage(ctx, tx, { ...form, accountId: page.accountId }, page.slug);
  });
}

async function addPage(ctx: Ctx, tx: Tx, form: PaymentPageForm): Promise<{ pageId: string }> {
  checkMayTell(ctx, [], form);
  await checkForm(ctx, tx, form);
  const pageId = ctx.ids.next("ppg");
  const now = ctx.clock.now();
  const made = {
    firmId: ctx.firmId,
    id: pageId,
    accountId: form.accountId,
    createdBy: actorName(ctx.actor),
    createdAt: now,
  };
  await tx.insert(paymentPages).values({ ...made, ...columnsOf(form), changedAt: now });
  if (form.amountRule === "items") await saveItems(ctx, tx, pageId, form.items);
  await putInDirectory(tx, "payment_page", await keyOf(ctx, tx, form.slug), pageId);
  await audit(ctx, tx, pageId, "payment_page.add", form);
  return { pageId };
}

async function changePage(ctx: Ctx, tx: Tx, form: PaymentPageForm, slugBefore: string): Promise<{ pageId: string }> {
  await checkForm(ctx, tx, form);
  const { pageId } = form;
  await tx
    .update(paymentPages)
    .set({ ...columnsOf(form), changedAt: ctx.clock.now() })
    .where(pageIs(ctx, pageId));
  if (form.amountRule === "items") await saveItems(ctx, tx, pageId, form.items);
  if (form.slug !== slugBefore) {
    await removeFromDirectory(tx, "payment_page", await keyOf(ctx, tx, slugBefore));
    await putInDirectory(tx, "payment_page", await keyOf(ctx, tx, form.slug), pageId);
  }
  await audit(ctx, tx, pageId, "payment_page.change", form);
  return { pageId };
}

async function keyOf(ctx: Ctx, tx: Tx, slug: string): Promise<string> {
  const firm = await getFirm(ctx, tx);
  return addressKeyOf(firm.slug, slug);
}

async function checkForm(ctx: Ctx, tx: Tx, form: PaymentPageForm): Promise<void> {
  const { accountId, slug, pageId, methods, amountRule } = form;
  requireAccount(ctx, accountId);
  const accounts = await tx
    .select()
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  const account = accounts[0];
  if (!account) throw new AppError("not_found", { reason: "account_unknown" });
  if (!leavesAKind(methods, account)) throw invalid("methods", "methods_leave_none");
  // What is sold is earned at once, and its tax is nobody's deposit.
  if (amountRule === "items" && account.kind === "trust") throw invalid("amountRule", "items_need_operating");
  if (amountRule === "connect") await checkConnect(ctx, tx, form, account.kind);
  const others = await tx
    .select({ id: paymentPages.id })
    .from(paymentPages)
    .where(and(eq(paymentPages.firmId, ctx.firmId), eq(paymentPages.slug, slug), ne(paymentPages.id, pageId)));
  if (others.length > 0) throw invalid("slug", "slug_taken");
}

/** Invoices are earned money; where nothing is found, only a page that asks for nothing more than an amount can take over. */
async function checkConnect(ctx: Ctx, tx: Tx, form: PaymentPageForm, kind: AccountKind): Promise<void> {
  await requireConnectOn(ctx, tx);
  if (kind === "trust") throw invalid("accountId", "connect_needs_operating");
  if (form.fallbackPageId === "") return;
  const found = await tx.select({ kind: paymentPages.kind }).from(paymentPages).where(pageIs(ctx, form.fallbackPageId));
  if (found[0]?.kind !== "general") throw invalid("fallbackPageId", "fallback_unknown");
}

function columnsOf(form: PaymentPageForm) {
  const { name, slug, locale, heading, body, disclaimer, contact, confirmationText, methods } = form;
  const isConnect = form.amountRule === "connect";
  const amountRule = amountRuleOf(form);
  const [isFixed, isChosen] = [form.amountRule === "fixed", form.amountRule === "chosen"];
  return {
    ...{ name, slug, locale, heading, body, disclaimer, contact, confirmationText, amountRule, methods },
    kind: kindOf(form),
    // What is paid on invoices always goes back to them (4.11).
    makesPosting: isConnect || form.makesPosting,
    offersAllInvoices: isConnect && form.offersAll,
    fallbackPageId: isConnect && form.fallbackPageId !== "" ? form.fallbackPageId : null,
    captcha: form.captcha,
    notifyEmails: emailsOf(form),
    amountCents: isFixed ? (form.amountCents ?? null) : null,
    leastCents: isChosen ? (form.leastCents ?? null) : null,
    mostCents: isChosen ? (form.mostCents ?? null) : null,
    choices:
      amountRule === "list"
        ? form.choices.map(({ label, amountCents }) => ({ label, amountCents: amountCents ?? 0 }))
        : [],
    fields: isConnect ? fieldsOfProof(form.proof, fieldsOf(form)) : fieldsOf(form),
    hostSites: [...new Set(splitSites(form.sites).flatMap((site) => siteOriginOf(site) ?? []))],
  };
}

/** Each once, as mails are sent to it. */
function emailsOf({ notifyEmails }: PaymentPageForm): string[] {
  return [...new Set(splitSites(notifyEmails).map((address) => address.toLowerCase()))];
}

/** Whoever is told of payments, or has others told of them, may see payments. @throws AppError forbidden */
function checkMayTell(ctx: Ctx, before: readonly string[], form: PaymentPageForm): void {
  if (emailsOf(form).some((address) => !before.includes(address))) requirePermission(ctx, "payments.view");
}

function kindOf({ amountRule }: PaymentPageForm) {
  return amountRule === "items" || amountRule === "connect" ? amountRule : ("general" as const);
}

/** Items and invoices have amounts of their own: there the rule says whether an invoice may be paid in part, or nothing. */
function amountRuleOf({ amountRule, allowsPart }: PaymentPageForm) {
  if (amountRule === "connect") return allowsPart ? ("chosen" as const) : ("fixed" as const);
  return amountRule === "items" ? ("chosen" as const) : amountRule;
}

function fieldsOf({ fields }: PaymentPageForm): { key: string; isRequired: boolean }[] {
  return Object.entries(fields).flatMap(([key, asked]) =>
    asked === "off" ? [] : [{ key, isRequired: asked === "required" }],
  );
}

function invalid(path: string, message: string): AppError {
  return new AppError("invalid_input", { fields: [{ path, message }] });
}

async function audit(ctx: Ctx, tx: Tx, pageId: string, action: string, form: PaymentPageForm): Promise<void> {
  const { pageId: _id, ...after } = form;
  await appendAudit(ctx, tx, { action, objectType: "payment_page", objectId: pageId, detail: { after } });
}
