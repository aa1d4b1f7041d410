import { getLocale, getTranslations } from "next-intl/server";
import { SchedulesTable } from "@/components/schedules/schedules-table";
import { termsTexts } from "@/components/schedules/terms-texts";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import type { PlanView, ScheduleRow } from "@/lib/schedules/model";

/** Everybody who is enrolled, and on which terms. */
export async function PlanBody({ plan, schedules }: { plan: PlanView; schedules: readonly ScheduleRow[] }) {
  const t = await getTranslations("schedules");
  const { frequency, howMuch, ends, reminder } = termsTexts(t, plan, plan.currency, await getLocale());
  return (
    <div className="columns">
      <Sheet title={t("plan.payers")} pad="none">
        <SchedulesTable caption={t("plan.payers")} schedules={schedules} withPayer />
      </Sheet>
      <Sheet title={t("plan.terms")}>
        <Facts
          facts={[
            { name: t("page.account"), value: plan.accountName },
            { name: t("columns.frequency"), value: frequency },
            { name: t("page.howMuch"), value: howMuch },
            { name: t("page.ends"), value: ends },
            { name: t("page.reminder"), value: reminder },
          ]}
        />
      </Sheet>
    </div>
  );
}
