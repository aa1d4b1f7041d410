"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import type { OfferedPayer } from "@/lib/connect-payments/model";

type Props = { offered: readonly OfferedPayer[]; onChoose: (payerId: string) => void };

/** Whose the selected items are by the firm's associations: one press chooses. */
export function AssociatedPayers({ offered, onChoose }: Props) {
  const t = useTranslations("connectPay.pay");
  const id = useId();
  if (offered.length === 0) return null;
  return (
    <div className="mb-4">
      <p id={id} className="mb-2 text-ink-2 text-sm">
        {t(offered.every(({ isOfAll }) => isOfAll) ? "associated" : "associatedPart")}
      </p>
      <ul aria-labelledby={id} className="grid gap-2">
        {offered.map(({ payerId, name, emails }) => (
          <li
            key={payerId}
            className="flex flex-wrap items-center justify-between gap-3 rounded-control border border-edge px-3 py-2"
          >
            <div className="min-w-0">
              <p className="break-words font-semibold">{name}</p>
              {emails[0] && <p className="break-words text-ink-2 text-sm">{emails[0]}</p>}
            </div>
            <Button size="sm" onClick={() => onChoose(payerId)}>
              {t("usePayer")}
              <span className="sr-only"> {name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
