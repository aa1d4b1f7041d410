import { asksClient, asksInvoice } from "@/lib/connect-pages/rules";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { PublicPage } from "@/lib/payment-pages/model";
import { type FieldView, pageFields } from "./page-form-facts";

// Stand where the phone writes what it was told later.
const MARK = { number: "{number}", amount: "{amount}", percent: "{percent}", ref: "{ref}", count: "{count}" };

/** How the first step of a Connect page is drawn. Written on the server, so that no catalogue is sent to the phone. */
export type InvoiceFormView = NonNullable<ReturnType<typeof invoiceFormView>>;

type Place = { firm: string; locale: Locale; frame: "page" | "embed" };

/** Null for a page of another kind. */
export function invoiceFormView(page: PublicPage, { firm, locale, frame }: Place) {
  const { amount, currency, fallbackSlug } = page;
  if (amount.kind !== "connect") return null;
  const root = frame === "embed" ? "embed" : "pages";
  return {
    ...{ currency, locale, frame, firm, slug: page.slug, allowsPart: amount.allowsPart },
    numbers: numberFields(amount.proof, locale),
    isEither: amount.proof === "either",
    fields: pageFields(page, locale),
    startHref: `/${root}/${firm}/${page.slug}?lang=${locale}`,
    /** The other page opens by itself: which sites may frame it is a choice of its own. */
    fallbackHref: fallbackSlug === null ? null : `/pages/${firm}/${fallbackSlug}?lang=${locale}`,
    texts: invoiceFormTexts(locale),
  };
}

function numberFields(proof: Parameters<typeof asksClient>[0], locale: Locale): FieldView[] {
  const t = textsOf(locale, "pageForm");
  const field = (name: "clientRef" | "invoiceNumber"): FieldView => ({
    ...{ name, label: t(`field.${name}`), kind: "text", options: [], isRequired: proof !== "either" },
    // Of two numbers of which one is enough, neither is optional.
    isUnmarked: proof === "either",
    hint: t(`invoices.hint.${name}`),
    autoComplete: "off",
  });
  return [...(asksInvoice(proof) ? [field("invoiceNumber")] : []), ...(asksClient(proof) ? [field("clientRef")] : [])];
}

function invoiceFormTexts(locale: Locale) {
  const t = textsOf(locale, "pageForm.invoices");
  return {
    ...{ find: t("find"), finding: t("finding"), note: t("note"), sheet: t("sheet"), either: t("either") },
    nothing: { title: t("nothing.title"), text: t("nothing.text") },
    away: { title: t("away.title"), text: t("away.text") },
    fallback: t("fallback"),
    found: t("found"),
    invoice: t("invoice", MARK),
    matter: t("matter", MARK),
    share: t("share", MARK),
    part: t("part", MARK),
    more: t("more", MARK),
    ...{ other: t("other"), toPay: t("toPay"), none: t("none"), count: t("count"), picks: t("picks") },
    problems: {
      number_missing: t("problem.number_missing"),
      nothing_picked: t("problem.nothing_picked"),
      invoice_gone: t("problem.invoice_gone"),
      amount_missing: t("problem.amount_missing"),
      amount_unreadable: t("problem.amount_unreadable"),
      amount_above_open: t("problem.amount_above_open"),
      invoices_too_much: t("problem.invoices_too_much"),
    },
  };
}
