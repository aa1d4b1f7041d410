import type { SystemOf } from "@/lib/connect-pages/find-open-invoices";
import { publishPaymentPage } from "@/lib/payment-pages/publish-payment-page";
import { savePaymentPage } from "@/lib/payment-pages/save-payment-page";
import { PaymentPageForm, type PaymentPageTyped } from "@/lib/payment-pages/schemas";
import { submitInvoices } from "@/lib/payment-pages/submit-invoices";
import { submitPage } from "@/lib/payment-pages/submit-page";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { randomIds } from "@/lib/platform/ids";
import { hashToken } from "@/lib/platform/secrets";
import { clockAfter, staffCtx } from "./money-bench";
import type { TestFirm } from "./test-firm";

let made = 0;

/** The form of a page on Operating whose visitors choose the amount from $1.00 on; each time at another address. */
export function pageForm(changes: Partial<PaymentPageTyped> = {}): PaymentPageForm {
  made += 1;
  const texts = { body: "", disclaimer: "", contact: "", confirmationText: "", sites: "", notifyEmails: "" };
  return PaymentPageForm.parse({
    ...texts,
    ...{ pageId: "", name: `Page ${made}`, slug: `page-${made}`, accountId: "acc_operating", locale: "" },
    ...{ heading: "Pay your invoice", amountRule: "chosen", amountCents: null, leastCents: 100, mostCents: null },
    ...{
      items: [],
      choices: [],
      methods: "all",
      fields: { email: "optional", invoiceNumber: "optional" },
      makesPosting: false,
      captcha: "none",
    },
    ...changes,
  });
}

/** Such a page, published. */
export async function makePage(firm: TestFirm, changes: Partial<PaymentPageTyped> = {}): Promise<{ pageId: string }> {
  const ctx = staffCtx(firm, ["pages.manage"]);
  const page = await savePaymentPage(ctx, pageForm(changes));
  await publishPaymentPage(ctx, page);
  return page;
}

/** A visitor sends the form of a page; `requestId` names the loading of the form, a new one unless given. */
export async function submitAs(
  firm: TestFirm,
  pageId: string,
  values: Record<string, string>,
  requestId = randomIds.next("req"),
  /** Of a Connect page. */
  systemOf?: SystemOf,
): Promise<{ id: string; token: string }> {
  const ctx: Ctx = { ...firm.ctxAt(clockAfter(0)), actor: { kind: "payer", via: pageId }, ip: "203.0.113.9" };
  const input = { requestId, locale: "en" as const, values: { name: "Elena Marsh", ...values } };
  const { token } = systemOf
    ? await submitInvoices(ctx, pageId, input, systemOf)
    : await submitPage(ctx, pageId, input);
  const entry = await findInDirectory("page_submission", hashToken(token));
  if (!entry) throw new Error("The token opens nothing.");
  return { id: entry.refId, token };
}
