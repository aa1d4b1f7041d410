import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isLocale, type Locale } from "@/lib/i18n/model";
import { addressKeyOf } from "@/lib/payment-pages/rules";
import { SubmitPageInput } from "@/lib/payment-pages/schemas";
import { submitPage } from "@/lib/payment-pages/submit-page";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError, type FieldError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { callerAddress } from "./peer-address";

/** `problems` by the name of their field, as codes; `values` as they were typed, so that nothing need be typed again. */
export type PageFormState = {
  attempt: number;
  problems: readonly FieldError[];
  /** A refusal that belongs to no field. */
  refusal: "limited" | "gone" | null;
  values: Readonly<Record<string, string>>;
};

/** Fields of the form that are no values of its visitor. Next adds some of its own, which begin with "$". */
const OWN_FIELDS = ["page.firm", "page.slug", "page.request", "page.locale", "page.frame", "page.count"];
const MOST_VALUES = 60;

/** A plain form post of a payment page, so that it works without scripts: keeps what was filled in and leads to the step that pays. */
export function pageFormAction(): (state: PageFormState, form: FormData) => Promise<PageFormState> {
  return async (state, form) => {
    const [firm, slug, locale] = [textOf(form, "page.firm"), textOf(form, "page.slug"), localeOf(form)];
    const values = valuesOf(form);
    const again = (change: Partial<PageFormState>): PageFormState => {
      return { attempt: state.attempt + 1, problems: [], refusal: null, values, ...change };
    };
    // Without scripts: the page is only drawn again, with what the chosen items come to.
    if (textOf(form, "page.count") !== "") return again({});
    const ip = callerAddress(await headers());
    let token = "";
    try {
      await takeFromLimit("pay-submit-address", ip);
      const entry = await findInDirectory("payment_page", addressKeyOf(firm, slug));
      const input = SubmitPageInput.safeParse({ requestId: textOf(form, "page.request"), locale, values });
      if (!entry || !input.success) return again({ refusal: "gone" });
      token = (await submitPage(payerContext(entry.firmId, entry.refId, ip), entry.refId, input.data)).token;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "invalid_input") return again({ problems: error.fields });
      return again({ refusal: error.code === "rate_limited" ? "limited" : "gone" });
    }
    const root = textOf(form, "page.frame") === "embed" ? "embed" : "pages";
    redirect(`/${root}/${encodeURIComponent(firm)}/${encodeURIComponent(slug)}/${token}?lang=${locale}`);
  };
}

function localeOf(form: FormData): Locale {
  const asked = textOf(form, "page.locale");
  return isLocale(asked) ? asked : "en";
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function valuesOf(form: FormData): Record<string, string> {
  const pairs = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !name.startsWith("$") && !OWN_FIELDS.includes(name) ? [[name, value]] : [],
  );
  return Object.fromEntries(pairs.slice(0, MOST_VALUES));
}
