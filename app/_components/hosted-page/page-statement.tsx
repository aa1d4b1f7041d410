import { FirmMessage } from "@/components/layout/public-columns";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicPage } from "@/lib/payment-pages/model";

/** What the page is for, in the firm's own words, with the amount where it is fixed. */
export function PageStatement({ page, locale }: { page: PublicPage; locale: Locale }) {
  const t = textsOf(locale, "pay");
  const common = textsOf(locale, "common");
  const { amount, currency, accountKind } = page;
  return (
    <>
      <h1 className="statement-title">{page.heading}</h1>
      {amount.kind === "fixed" && <p className="amount">{formatMoney(amount.amountCents, currency, locale)}</p>}
      <p className="statement-kind mt-3">
        <Tag tone={accountKind}>{common(`account.${accountKind}Long`)}</Tag>
        <span>{accountKind === "trust" && t("kind.trust")}</span>
      </p>
      {page.body && <FirmMessage>{page.body}</FirmMessage>}
      {page.contact && <p className="mt-4 whitespace-pre-line text-ink-2">{page.contact}</p>}
    </>
  );
}
