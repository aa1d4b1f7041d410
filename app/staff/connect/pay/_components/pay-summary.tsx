import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import type { PlannedPart } from "@/lib/connect-payments/model";
import { labelOfItem } from "@/lib/connect-payments/rules";
import { idOfItem } from "@/lib/matter-systems/rules";
import { formatMoney } from "@/lib/money/format-money";
import { PartSums } from "./part-sums";
import { type PayAddress, payHref } from "./pay-address";

type Props = { parts: readonly PlannedPart[]; locale: string; at: PayAddress; canChange: boolean };

/** What is about to be paid, line by line, in each payment's own block. */
export function PaySummary({ parts, locale, at, canChange }: Props) {
  const t = useTranslations("connectPay.pay");
  const currency = parts[0]?.currency ?? "USD";
  return (
    <aside className="sheet xl:sticky xl:top-20" aria-label={t("summaryTitle")}>
      <header className="sheet-head">
        <h2 className="title-section">{t("summaryTitle")}</h2>
      </header>
      <div className="sheet-body">
        {parts.map((part) => (
          <div key={`${part.kind}-${part.place}`} className="mb-4">
            <p className="mb-1 text-ink-2 text-sm">{t("into", { account: part.accountName })}</p>
            <dl className="grid grid-cols-[1fr_auto] gap-y-1 text-sm">
              {part.lines.map(({ item, amountCents }) => (
                <Line
                  key={idOfItem(item)}
                  label={labelOfItem(item)}
                  name={item.matterName}
                  amount={formatMoney(amountCents ?? 0, currency, locale)}
                />
              ))}
            </dl>
          </div>
        ))}
        <PartSums parts={parts} currency={currency} locale={locale} links={at.how === "link"} />
        {canChange && (
          <LinkButton href={payHref("allocate", at)} variant="quiet" full className="mt-5">
            {t("back")}
          </LinkButton>
        )}
      </div>
    </aside>
  );
}

function Line({ label, name, amount }: { label: string; name: string; amount: string }) {
  return (
    <>
      <dt className="min-w-0 break-words">
        <b className="font-semibold">{label}</b> <span className="text-ink-2">{name}</span>
      </dt>
      <dd className="text-right font-medium">{amount}</dd>
    </>
  );
}
