import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ALERT_COLUMNS, ALERT_SORTS } from "@/lib/alerts/columns";
import { countAlerts, listAlerts } from "@/lib/alerts/queries";
import { requireStaff } from "@/lib/auth/session";
import { sortTextsOf } from "@/lib/lists/rules";
import { type Address, fromCursorOrStart, inKeptOrder, readList } from "../_components/read-list";
import { readAlertFilter } from "./_components/alert-address";
import { AlertsList } from "./_components/alerts-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts");
  return { title: t("title") };
}

export default async function AlertsPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const address = await searchParams;
  const setting = await readList(staff.ctx, { listId: "alerts", columns: ALERT_COLUMNS, address });
  const filter = inKeptOrder(readAlertFilter(address), { address, setting, sorts: sortTextsOf(ALERT_SORTS) });
  const [page, count] = await Promise.all([
    fromCursorOrStart(filter, (asked) => listAlerts(staff.ctx, asked)),
    countAlerts(staff.ctx, filter),
  ]);
  return <AlertsList staff={staff} filter={filter} page={page} count={count} setting={setting} />;
}
