import { TooManyPage } from "@/components/layout/too-many-page";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

/** A client page for an address that asked too often, with its title. */
export function TooMany({ locale }: { locale: Locale }) {
  const t = textsOf(locale, "common.tooMany");
  return (
    <>
      <title>{t("title")}</title>
      <TooManyPage title={t("title")} text={t("text")} />
    </>
  );
}
