import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getSchedule } from "@/lib/schedules/queries";
import { ChangeForm } from "../../_components/change-form";
import { orNotFound } from "../../_components/or-not-found";
import { readChangeStart } from "../_components/change-start";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx } = await requireStaff("payments.take");
  const { number } = await orNotFound(getSchedule(ctx, (await params).id));
  const t = await getTranslations("schedules.form");
  return { title: t("changeTitle", { number }) };
}

export default async function ChangeSchedulePage({ params }: Props) {
  const { ctx, firm } = await requireStaff("payments.take");
  const schedule = await orNotFound(getSchedule(ctx, (await params).id));
  const { id, number, nextDate, currency } = schedule;
  if (!nextDate) redirect(`/staff/schedules/${id}`);
  const { start, methods } = await readChangeStart(ctx, schedule, nextDate);
  const t = await getTranslations("schedules");
  const title = t("form.changeTitle", { number });
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/schedules", label: t("title") },
          { href: `/staff/schedules/${id}`, label: number },
          { label: title },
        ]}
        crumbsLabel={t("crumbs")}
        title={title}
        lead={t("form.changeLead")}
      />
      <ChangeForm
        {...{ start, methods, currency, timeZone: firm.timeZone }}
        today={dateInZone(ctx.clock.now(), firm.timeZone)}
      />
    </>
  );
}
