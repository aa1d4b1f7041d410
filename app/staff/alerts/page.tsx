import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listAlerts } from "@/lib/alerts/queries";
import { AlertFilter } from "@/lib/alerts/schemas";
import { requireStaff } from "@/lib/auth/session";
import { AppError } from "@/lib/platform/errors";
import { type Address, readList } from "../_components/read-list";
import { ALERT_COLUMNS } from "./_components/alert-columns";
import { AlertsList } from "./_components/alerts-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts");
  return { title: t("title") };
}

export default async function AlertsPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const address = await searchParams;
  const filter = AlertFilter.parse(address);
  // A cursor that was typed or has aged shows the first page.
  const page = await listAlerts(staff.ctx, filter).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== "invalid_input") throw error;
    return listAlerts(staff.ctx, { view: filter.view });
  });
  const setting = await readList(staff.ctx, { listId: "alerts", columns: ALERT_COLUMNS, address });
  return <AlertsList staff={staff} filter={filter} page={page} setting={setting} />;
}
