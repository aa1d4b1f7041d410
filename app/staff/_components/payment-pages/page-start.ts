import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { BUILT_IN_FIELDS, type PageFamily, type PageItem, type PaymentPageDetail } from "@/lib/payment-pages/model";
import type { PaymentPageTyped } from "@/lib/payment-pages/schemas";

type ItemTyped = PaymentPageTyped["items"][number];

type Choices = { accounts: readonly MerchantAccountView[]; customFields: readonly CustomFieldView[] };

/** The form of a page as it begins: what is set, or what most pages have. */
export function startOfPage(
  page: PaymentPageDetail | null,
  { accounts, customFields }: Choices,
  family: PageFamily,
): PaymentPageTyped {
  // Each field says whether it is asked for: a choice of which nothing is chosen could not be saved.
  const off = Object.fromEntries(
    [...BUILT_IN_FIELDS, ...customFields.map(({ id }) => id)].map((key) => [key, "off" as const]),
  );
  if (!page) {
    const start = family === "connect" ? { ...EMPTY, ...EMPTY_CONNECT } : EMPTY;
    return { ...start, accountId: accounts[0]?.id ?? "", fields: { ...off, ...start.fields } };
  }
  const { id: pageId, name, slug, accountId, locale, heading, body, disclaimer, contact, confirmationText } = page;
  const { amount, methods, makesPosting, captcha } = page;
  return {
    ...{ pageId, name, slug, accountId, locale, heading, body, disclaimer, contact, confirmationText },
    ...{ methods, makesPosting, captcha },
    notifyEmails: page.notifyEmails.join("\n"),
    amountRule: amount.kind,
    ...(amount.kind === "connect" && {
      ...{ proof: amount.proof, offersAll: amount.offersAll, allowsPart: amount.allowsPart },
      fallbackPageId: page.fallbackPageId ?? "",
    }),
    amountCents: amount.kind === "fixed" ? amount.amountCents : null,
    leastCents: amount.kind === "chosen" ? amount.leastCents : null,
    mostCents: amount.kind === "chosen" ? amount.mostCents : null,
    items: amount.kind === "items" ? amount.items.map(itemOf) : [],
    choices: amount.kind === "list" ? amount.choices.map((choice) => ({ ...choice })) : [],
    fields: { ...off, ...settingsOf(page) },
    sites: page.hostSites.join("\n"),
  };
}

function itemOf({ id, name, note, priceCents, taxThousandths, mostQuantity, stock, picture }: PageItem): ItemTyped {
  const tax = taxThousandths === 0 ? "" : String(taxThousandths / 1_000);
  return {
    itemId: id,
    name,
    note,
    priceCents,
    tax,
    most: String(mostQuantity),
    stock: stock === null ? "" : String(stock),
    pictureId: picture?.id ?? "",
    pictureAlt: picture?.alt ?? "",
  };
}

/** A new line of the form. */
export const EMPTY_ITEM: ItemTyped = {
  itemId: "",
  name: "",
  note: "",
  priceCents: null,
  tax: "",
  most: "10",
  stock: "",
  pictureId: "",
  pictureAlt: "",
};

function settingsOf({ fields }: PaymentPageDetail): PaymentPageTyped["fields"] {
  return Object.fromEntries(fields.map(({ key, isRequired }) => [key, isRequired ? "required" : "optional"]));
}

/** Who pays invoices without a login is told by mail that they were paid. */
const EMPTY_CONNECT = {
  ...{
    amountRule: "connect" as const,
    proof: "either" as const,
    offersAll: true,
    allowsPart: false,
    fallbackPageId: "",
  },
  fields: { email: "optional" as const },
};

const EMPTY: PaymentPageTyped = {
  ...{ pageId: "", name: "", slug: "", accountId: "", locale: "", heading: "", body: "", disclaimer: "", contact: "" },
  ...{ confirmationText: "", amountRule: "chosen", amountCents: null, leastCents: null, mostCents: null, choices: [] },
  items: [],
  ...{ methods: "all", fields: { email: "optional", invoiceNumber: "optional" }, makesPosting: false, sites: "" },
  // Whoever may open a page may send a program there: most firms want this one asked.
  captcha: "altcha",
  notifyEmails: "",
};
