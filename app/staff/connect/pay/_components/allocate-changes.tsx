"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { labelOfItem } from "@/lib/connect-payments/rules";
import { idOfItem } from "@/lib/matter-systems/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { AllocateFacts } from "./allocate-facts";

/** What became another balance since it was looked at last, and what can take no money any more. */
export function AllocateChanges({ facts: { lines, locale, systemName } }: { facts: AllocateFacts }) {
  const t = useTranslations("connectPay.allocate");
  const changed = lines.filter(
    ({ item, trouble, seenCents, openCents }) =>
      trouble === null && item.kind === "invoice" && seenCents !== null && seenCents !== openCents,
  );
  const lost = lines.filter(({ trouble }) => trouble !== null);
  if (changed.length + lost.length === 0) return null;
  return (
    <Banner tone="warn" title={t("changed", { system: systemName })} className="mb-5">
      <ul className="mt-1 grid gap-1">
        {changed.map(({ item, seenCents, openCents }) => (
          <li key={idOfItem(item)}>
            {t("changedLine", {
              label: labelOfItem(item),
              before: formatMoney(seenCents ?? 0, item.currency, locale),
              now: formatMoney(openCents, item.currency, locale),
            })}
          </li>
        ))}
        {lost.map(({ item, trouble }) => (
          <li key={idOfItem(item)}>
            {t(`lost.${trouble ?? "gone"}`, { label: labelOfItem(item), system: systemName })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
