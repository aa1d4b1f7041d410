"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Facts } from "@/components/ui/facts";
import type { ConsentView } from "@/lib/methods/model";

/** As it is shown: the time as text, with the billing address of the method. */
export type ConsentFacts = Omit<ConsentView, "at"> & { at: string; billing: string };

/** The record of a consent: the words as shown, when, who, from where. */
export function ConsentDialog({
  name,
  consent,
  onClose,
}: {
  name: string;
  consent: ConsentFacts;
  onClose: () => void;
}) {
  const t = useTranslations("method.staff.consentDialog");
  const locales = useTranslations("payers.locale");
  const common = useTranslations("common");
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("title", { method: name })}
      actions={<Button onClick={onClose}>{common("close")}</Button>}
    >
      <blockquote lang={consent.language} className="firm-message mb-4">
        {consent.text}
      </blockquote>
      <Facts
        facts={[
          { name: t("at"), value: consent.at },
          { name: t("who"), value: consent.actorName ?? t("payer") },
          { name: t("from"), value: t(`origin.${consent.origin}`) },
          { name: t("ip"), value: consent.ip },
          { name: t("last4"), value: consent.last4 },
          { name: t("entryClass"), value: consent.entryClass },
          { name: t("language"), value: locales(consent.language) },
          { name: t("version"), value: consent.version },
          { name: t("billing"), value: consent.billing },
        ]}
      />
    </Dialog>
  );
}
