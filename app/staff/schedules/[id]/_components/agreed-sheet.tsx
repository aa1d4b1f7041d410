import { getLocale, getTranslations } from "next-intl/server";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime } from "@/lib/dates/format-date";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";
import type { ScheduleDetail } from "@/lib/schedules/model";

/** The words that the payer agreed to, with who gave leave, how, when, and who wrote it down. */
export async function AgreedSheet({ schedule: { mandate, timeZone } }: { schedule: ScheduleDetail }) {
  const t = await getTranslations("schedules");
  const locale = await getLocale();
  if (!mandate) return null;
  const known = AUTHORIZED_BY.find((how) => how === mandate.authorizedHow);
  const how = known ? t(`form.howOf.${known}`) : t("page.howPage");
  const by = {
    name: mandate.authorizedBy,
    how: how.toLocaleLowerCase(locale),
    date: formatDateTime(mandate.at, timeZone, locale),
  };
  return (
    <Sheet title={t("page.agreed")}>
      <p lang={mandate.language}>{mandate.text}</p>
      <p className="mt-3 text-ink-2 text-sm">
        {t("page.agreedBy", by)}. {mandate.actorName && `${t("page.recordedBy", { name: mandate.actorName })} `}
        {t("page.version", { version: mandate.version })}.
      </p>
    </Sheet>
  );
}
