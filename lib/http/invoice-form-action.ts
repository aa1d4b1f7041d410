import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FoundInvoices } from "@/lib/connect-pages/model";
import { findPageInvoices } from "@/lib/payment-pages/find-page-invoices";
import { addressKeyOf } from "@/lib/payment-pages/rules";
import { SubmitPageInput } from "@/lib/payment-pages/schemas";
import { submitInvoices } from "@/lib/payment-pages/submit-invoices";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { giveBackToLimit, takeFromLimit } from "@/lib/platform/rate-limit";
import { type PageFormState, paymentPathOf, readPageForm } from "./page-form";
import { callerAddress } from "./peer-address";

/** `found`: what the typed numbers stand for; null until they were looked up. */
export type InvoiceFormState = PageFormState & { found: FoundInvoices | null };

/**
 * The two posts of a Connect page's first step, both without scripts too: numbers that are looked up, then ticks that lead to the step that
 * pays. Each look-up is counted by address, and those that find nothing by page as well, so that numbers cannot be tried out.
 */
export function invoiceFormAction(): (state: InvoiceFormState, form: FormData) => Promise<InvoiceFormState> {
  return async (state, form) => {
    const sent = readPageForm(form);
    const { requestId, locale, values } = sent;
    const again = (change: Partial<InvoiceFormState>): InvoiceFormState => {
      return { attempt: state.attempt + 1, problems: [], refusal: null, found: null, values, ...change };
    };
    const input = SubmitPageInput.safeParse({ requestId, locale, values });
    const ip = callerAddress(await headers());
    let token = "";
    try {
      await takeFromLimit("page-find-address", ip);
      const entry = await findInDirectory("payment_page", addressKeyOf(sent.firm, sent.slug));
      if (!entry || !input.success) return again({ refusal: "gone" });
      const page = { ctx: payerContext(entry.firmId, entry.refId, ip), pageId: entry.refId, input: input.data };
      const answer = await countingMisses(page.pageId, () => (sent.isFind || sent.isCount ? find(page) : submit(page)));
      if (!("token" in answer)) return again(answer);
      token = answer.token;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "invalid_input") return again({ problems: error.fields });
      return again({ refusal: error.code === "rate_limited" ? "limited" : "gone" });
    }
    redirect(paymentPathOf(sent, token));
  };
}

type Page = { ctx: Ctx; pageId: string; input: SubmitPageInput };
type Answer = { token: string } | Pick<InvoiceFormState, "found"> | Pick<InvoiceFormState, "found" | "problems">;

async function find({ ctx, pageId, input }: Page): Promise<Pick<InvoiceFormState, "found">> {
  return { found: await findPageInvoices(ctx, pageId, input) };
}

async function submit(page: Page): Promise<Answer> {
  try {
    return await submitInvoices(page.ctx, page.pageId, page.input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.reason === "invoices_nothing") return { found: { kind: "nothing" } };
    if (error.reason === "invoices_unreachable") return { found: { kind: "away" } };
    // What was ticked needs a correction: the invoices stand there again, as they are now.
    if (error.code === "invalid_input") return { ...(await find(page)), problems: error.fields };
    throw error;
  }
}

/** Honest payers find something: only misses use the page's own limit up. @throws AppError rate_limited, and what `work` throws */
async function countingMisses(pageId: string, work: () => Promise<Answer>): Promise<Answer> {
  await takeFromLimit("page-find-page", pageId);
  const answer = await work();
  const isMiss = "found" in answer && answer.found?.kind === "nothing";
  if (!isMiss) await giveBackToLimit("page-find-page", pageId);
  return answer;
}
