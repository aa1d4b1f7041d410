import { and, eq, ne } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { paymentPages } from "@/db/schema/payment-pages";
import { appendAudit } from "@/lib/audit/append-audit";
import { checkCaptchaChoice } from "@/lib/captcha/read-recaptcha-settings";
import { getFirm } from "@/lib/firms/queries";
import { leavesAKind } from "@/lib/link-settings/rules";
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
 * @throws AppError forbidden, not_found (page_unknown, account_unknown), invalid_input (slug_taken, methods_leave_none,
 * items_need_operating, recaptcha_keys_missing), conflict when an item was taken off meanwhile
 */
export async function savePaymentPage(ctx: Ctx, form: PaymentPageForm): Promise<{ pageId: string }> {
  requirePermission(ctx, "pages.manage");
  checkCaptchaChoice(form.captcha);
  return inFirm(ctx, async (tx) => {
    if (form.pageId === "") return addPage(ctx, tx, form);
    const { page } = await loadPage(ctx, tx, form.pageId);
    requireAccount(ctx, page.accountId);
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
  const others = await tx
    .select({ id: paymentPages.id })
    .from(paymentPages)
    .where(and(eq(paymentPages.firmId, ctx.firmId), eq(paymentPages.slug, slug), ne(paymentPages.id, pageId)));
  if (others.length > 0) throw invalid("slug", "slug_taken");
}

function columnsOf(form: PaymentPageForm) {
  const { name, slug, locale, heading, body, disclaimer, contact, confirmationText, methods } = form;
  const isItems = form.amountRule === "items";
  // Items have prices of their own: the rule of the amount says nothing there.
  const amountRule = form.amountRule === "items" ? ("chosen" as const) : form.amountRule;
  const [isFixed, isChosen] = [amountRule === "fixed", form.amountRule === "chosen"];
  return {
    ...{ name, slug, locale, heading, body, disclaimer, contact, confirmationText, amountRule, methods },
    kind: isItems ? ("items" as const) : ("general" as const),
    makesPosting: form.makesPosting,
    captcha: form.captcha,
    notifyEmails: emailsOf(form),
    amountCents: isFixed ? (form.amountCents ?? null) : null,
    leastCents: isChosen ? (form.leastCents ?? null) : null,
    mostCents: isChosen ? (form.mostCents ?? null) : null,
    choices:
      amountRule === "list"
        ? form.choices.map(({ label, amountCents }) => ({ label, amountCents: amountCents ?? 0 }))
        : [],
    fields: Object.entries(form.fields).flatMap(([key, asked]) =>
      asked === "off" ? [] : [{ key, isRequired: asked === "required" }],
    ),
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

function invalid(path: string, message: string): AppError {
  return new AppError("invalid_input", { fields: [{ path, message }] });
}

async function audit(ctx: Ctx, tx: Tx, pageId: string, action: string, form: PaymentPageForm): Promise<void> {
  const { pageId: _id, ...after } = form;
  await appendAudit(ctx, tx, { action, objectType: "payment_page", objectId: pageId, detail: { after } });
}
