import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getSchedule } from "@/lib/schedules/queries";
import { type Address, textOf } from "../../_components/read-list";
import { orNotFound } from "../_components/or-not-found";
import { OneScheduleActions } from "./_components/one-schedule-actions";
import { ScheduleBody } from "./_components/schedule-body";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx } = await requireStaff("payments.view");
  const { number } = await orNotFound(getSchedule(ctx, (await params).id));
  return { title: number };
}

export default async function SchedulePage({ params, searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const schedule = await orNotFound(getSchedule(staff.ctx, (await params).id));
  const { made, changed } = await searchParams;
  const t = await getTranslations("schedules");
  const mayManage = staff.can("payments.take");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/schedules", label: t("title") }, { label: schedule.number }]}
        crumbsLabel={t("crumbs")}
        title={schedule.number}
        lead={schedule.name}
        actions={mayManage && <OneScheduleActions schedule={schedule} />}
      />
      {textOf(made) === "1" && <Banner tone="ok" role="status" title={t("page.made", { count: 1 })} className="mb-5" />}
      {textOf(changed) === "1" && <Banner tone="ok" role="status" title={t("page.changed")} className="mb-5" />}
      <ScheduleBody schedule={schedule} mayManage={mayManage} />
    </>
  );
}
