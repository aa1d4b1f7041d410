import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { methodText } from "@/components/payments/method-text";
import { ScheduleStatus } from "@/components/schedules/schedule-status";
import { termsTexts } from "@/components/schedules/terms-texts";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import type { ScheduleDetail } from "@/lib/schedules/model";

/** Who pays what, from what, into which account. */
export async function ScheduleFacts({ schedule }: { schedule: ScheduleDetail }) {
  const t = await getTranslations("schedules");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { payerId, payerName, method, planId, planName } = schedule;
  const { howMuch, ends, reminder, frequency } = termsTexts(t, schedule, schedule.currency, locale);
  const facts = [
    { name: t("columns.status"), value: <ScheduleStatus schedule={schedule} /> },
    {
      name: t("page.payer"),
      value: (
        <Link href={`/staff/payers/${payerId}`} prefetch={false}>
          {payerName}
        </Link>
      ),
    },
    { name: t("page.method"), value: methodText(common, { methodBrand: method.brand, methodLast4: method.last4 }) },
    {
      name: t("page.account"),
      value: (
        <>
          <AccountTag kind={schedule.accountKind} /> {schedule.accountName}
        </>
      ),
    },
    { name: t("columns.frequency"), value: frequency },
    { name: t("page.howMuch"), value: howMuch },
    { name: t("page.ends"), value: ends },
    { name: t("page.reminder"), value: reminder },
    { name: t("page.invoice"), value: schedule.invoiceNumber },
    { name: t("page.client"), value: schedule.clientRef },
    { name: t("page.matter"), value: schedule.matterRef },
    {
      name: t("page.plan"),
      value: planId && (
        <Link href={`/staff/schedules/plans/${planId}`} prefetch={false}>
          {planName}
        </Link>
      ),
    },
  ];
  return (
    <Sheet title={t("page.facts")}>
      <Facts facts={facts} />
    </Sheet>
  );
}
