import { getTranslations } from "next-intl/server";
import type { Crumb } from "@/components/ui/page-head";
import { payerAddressOf } from "../../_components/payer-address";

/** Payers, the payer, this page. */
export async function crumbsOf(payer: { id: string; name: string }, here: string): Promise<Crumb[]> {
  const t = await getTranslations("payers");
  return [
    { href: "/staff/payers", label: t("title") },
    { href: payerAddressOf(payer.id, "connect"), label: payer.name },
    { label: here },
  ];
}
