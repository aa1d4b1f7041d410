import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getPlan } from "@/lib/schedules/queries";
import { type Address, textOf } from "../../_components/read-list";
import { readFormFacts } from "../_components/form-facts";
import { orNotFound } from "../_components/or-not-found";
import { ScheduleForm } from "../_components/schedule-form";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("schedules.form");
  return { title: t("newTitle") };
}

/** For one payer with `?payer=`, for more payers of a plan with `?plan=`, else for whoever is chosen. */
export default async function NewSchedulePage({ searchParams }: Props) {
  const staff = await requireStaff("payments.take");
  const address = await searchParams;
  const planId = textOf(address.plan).slice(0, 60);
  const plan = planId ? await orNotFound(getPlan(staff.ctx, planId)) : null;
  const facts = await readFormFacts(staff, { payerId: textOf(address.payer).slice(0, 60), plan });
  const t = await getTranslations("schedules");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/schedules", label: t("title") }, { label: t("form.newTitle") }]}
        crumbsLabel={t("crumbs")}
        title={t("form.newTitle")}
        lead={t("form.newLead")}
      />
      <ScheduleForm facts={facts} />
    </>
  );
}
