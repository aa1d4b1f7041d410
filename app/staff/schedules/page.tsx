import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { requireStaff } from "@/lib/auth/session";
import { sortTextsOf } from "@/lib/lists/rules";
import { SCHEDULE_COLUMNS, SCHEDULE_SORTS } from "@/lib/schedules/columns";
import { countSchedules, listSchedules } from "@/lib/schedules/queries";
import { type Address, fromCursorOrStart, inKeptOrder, readList, textOf } from "../_components/read-list";
import { readScheduleFilter } from "./_components/schedules-address";
import { SchedulesList } from "./_components/schedules-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("schedules");
  return { title: t("title") };
}

export default async function SchedulesPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const address = await searchParams;
  const setting = await readList(staff.ctx, { listId: "schedules", columns: SCHEDULE_COLUMNS, address });
  const filter = inKeptOrder(readScheduleFilter(address), { address, setting, sorts: sortTextsOf(SCHEDULE_SORTS) });
  const [page, count] = await Promise.all([
    fromCursorOrStart(filter, (asked) => listSchedules(staff.ctx, asked)),
    countSchedules(staff.ctx, filter),
  ]);
  const t = await getTranslations("schedules.page");
  const made = Number(/^\d{1,3}$/.exec(textOf(address.made))?.[0] ?? 0);
  const notice = made > 0 && <Banner tone="ok" role="status" title={t("made", { count: made })} className="mb-5" />;
  return <SchedulesList {...{ staff, filter, page, count, setting, notice }} />;
}
