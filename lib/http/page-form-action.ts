import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { addressKeyOf } from "@/lib/payment-pages/rules";
import { SubmitPageInput } from "@/lib/payment-pages/schemas";
import { submitPage } from "@/lib/payment-pages/submit-page";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { type PageFormState, paymentPathOf, readPageForm } from "./page-form";
import { callerAddress } from "./peer-address";

/** A plain form post of a payment page, so that it works without scripts: keeps what was filled in and leads to the step that pays. */
export function pageFormAction(): (state: PageFormState, form: FormData) => Promise<PageFormState> {
  return async (state, form) => {
    const sent = readPageForm(form);
    const { firm, slug, requestId, locale, values } = sent;
    const again = (change: Partial<PageFormState>): PageFormState => {
      return { attempt: state.attempt + 1, problems: [], refusal: null, values, ...change };
    };
    // Without scripts: the page is only drawn again, with what the chosen items come to.
    if (sent.isCount) return again({});
    const ip = callerAddress(await headers());
    let token = "";
    try {
      await takeFromLimit("pay-submit-address", ip);
      const entry = await findInDirectory("payment_page", addressKeyOf(firm, slug));
      const input = SubmitPageInput.safeParse({ requestId, locale, values });
      if (!entry || !input.success) return again({ refusal: "gone" });
      token = (await submitPage(payerContext(entry.firmId, entry.refId, ip), entry.refId, input.data)).token;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "invalid_input") return again({ problems: error.fields });
      return again({ refusal: error.code === "rate_limited" ? "limited" : "gone" });
    }
    redirect(paymentPathOf(sent, token));
  };
}
