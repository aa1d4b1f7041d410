import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getPlan, listPlanScheduleIds, listSchedules } from "@/lib/schedules/queries";
import { type Address, textOf } from "../../../_components/read-list";
import { orNotFound } from "../../_components/or-not-found";
import { ScheduleActions } from "../../_components/schedule-actions";
import { PlanBody } from "./_components/plan-body";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx } = await requireStaff("payments.view");
  return { title: (await orNotFound(getPlan(ctx, (await params).id))).name };
}

/** A general plan: its terms and everybody who is enrolled in it. */
export default async function PlanPage({ params, searchParams }: Props) {
  const { ctx, can } = await requireStaff("payments.view");
  const plan = await orNotFound(getPlan(ctx, (await params).id));
  const [page, active, paused] = await Promise.all([
    listSchedules(ctx, { plan: plan.id, limit: 200, sort: "payer" }),
    listPlanScheduleIds(ctx, plan.id, "active"),
    listPlanScheduleIds(ctx, plan.id, "paused"),
  ]);
  const t = await getTranslations("schedules");
  const made = Number(/^\d{1,3}$/.exec(textOf((await searchParams).made))?.[0] ?? 0);
  const enroll = (
    <LinkButton href={`/staff/schedules/new?plan=${plan.id}`} icon="plus" variant="primary">
      {t("plan.enroll")}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/schedules", label: t("title") }, { label: plan.number }]}
        crumbsLabel={t("crumbs")}
        title={plan.name}
        lead={t("plan.lead", { name: plan.number })}
        actions={
          can("payments.take") && (
            <>
              <ScheduleActions {...{ active, paused, all: [...active, ...paused] }} changeHref={null} isPlan />
              {enroll}
            </>
          )
        }
      />
      {made > 0 && <Banner tone="ok" role="status" title={t("page.made", { count: made })} className="mb-5" />}
      <PlanBody plan={plan} schedules={page.rows} />
    </>
  );
}
