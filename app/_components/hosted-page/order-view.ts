import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatTaxRate } from "@/lib/invoices/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicPage } from "@/lib/payment-pages/model";
import { itemFieldOf, mostOf } from "@/lib/payment-pages/rules";

// Stands where the phone writes the amount.
const AMOUNT = "{amount}";

/** What a page sells, as it is drawn. */
export type OrderView = NonNullable<ReturnType<typeof orderView>>;
export type ItemView = OrderView["items"][number];

/** Null where the page sells nothing. Written on the server; only sums are made on the phone. */
export function orderView({ amount, currency }: PublicPage, locale: Locale) {
  if (amount.kind !== "items") return null;
  const t = textsOf(locale, "pageForm.order");
  const items = amount.items.map((item) => {
    const { id, name, note, picture, priceCents, taxThousandths, left, mostQuantity } = item;
    const isShort = left !== null && left < mostQuantity;
    return {
      ...{ id, name, note, picture, priceCents, taxThousandths },
      field: itemFieldOf(id),
      label: name,
      price: formatMoney(priceCents, currency, locale),
      tax: taxThousandths > 0 ? t("taxOf", { rate: formatTaxRate(taxThousandths, locale), amount: AMOUNT }) : "",
      most: mostOf(item),
      hint: isShort && left > 0 ? t("left", { count: String(left) }) : "",
      less: t("less", { name }),
      more: t("more", { name }),
    };
  });
  const texts = {
    ...{ title: t("title"), none: t("none"), soldOut: t("soldOut"), net: t("net"), tax: t("tax"), total: t("total") },
    ...{ toPay: t("toPay"), toPayTaxed: t("toPayTaxed"), count: t("count"), tooMuch: t("tooMuch") },
  };
  return { items, currency, locale, texts };
}
