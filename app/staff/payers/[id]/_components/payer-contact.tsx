import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import { formatDate } from "@/lib/dates/format-date";
import type { PayerAddress, PayerDetail } from "@/lib/payers/model";

type Props = {
  payer: PayerDetail;
  /** The firm’s own fields, by their labels. */
  custom: readonly { name: string; value: string }[];
  timeZone: string;
  locale: string;
};

/** How the payer is reached, and what the firm notes about them. */
export async function PayerContact({ payer, custom, timeZone, locale }: Props) {
  const t = await getTranslations("payers");
  return (
    <Sheet title={t("overview.contact")}>
      <Facts
        facts={[
          { name: t("facts.kind"), value: t(`kind.${payer.kind}`) },
          { name: t("facts.emails"), value: lines(payer.emails) },
          { name: t("facts.phone"), value: payer.phone },
          { name: t("facts.address"), value: lines(addressLines(payer.address, locale)) },
          { name: t("facts.clientRefs"), value: payer.clientRefs.join(", ") },
          { name: t("facts.locale"), value: t(`locale.${payer.locale}`) },
          ...custom,
          { name: t("facts.since"), value: formatDate(payer.createdAt, timeZone, locale) },
          { name: t("facts.notes"), value: payer.notes && <span className="whitespace-pre-line">{payer.notes}</span> },
        ]}
      />
    </Sheet>
  );
}

function addressLines(address: PayerAddress, locale: string): string[] {
  const { line1, line2, city, region, postalCode, country } = address;
  const town = [city, [region, postalCode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  const land = country && (new Intl.DisplayNames([locale], { type: "region" }).of(country) ?? country);
  return [line1, line2, town, land].filter((line) => line !== "");
}

function lines(texts: readonly string[]): ReactNode {
  if (texts.length === 0) return null;
  return texts.map((text) => (
    <span key={text} className="block break-words">
      {text}
    </span>
  ));
}
