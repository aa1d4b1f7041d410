import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AUDIT_COLUMNS, AUDIT_SORTS } from "@/lib/audit/columns";
import { countAudit, getAuditStanding, listAudit, listAuditChoices } from "@/lib/audit/queries";
import { requireStaff } from "@/lib/auth/session";
import { sortTextsOf } from "@/lib/lists/rules";
import { type Address, fromCursorOrStart, inKeptOrder, readList } from "../../_components/read-list";
import { readAuditFilter } from "./_components/audit-address";
import { AuditList } from "./_components/audit-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage({ searchParams }: Props) {
  const staff = await requireStaff("settings.manage");
  const address = await searchParams;
  const setting = await readList(staff.ctx, { listId: "audit", columns: AUDIT_COLUMNS, address });
  const filter = inKeptOrder(readAuditFilter(address), { address, setting, sorts: sortTextsOf(AUDIT_SORTS) });
  const [page, totals, choices, standing] = await Promise.all([
    fromCursorOrStart(filter, (asked) => listAudit(staff.ctx, asked)),
    countAudit(staff.ctx, filter),
    listAuditChoices(staff.ctx),
    getAuditStanding(staff.ctx),
  ]);
  return <AuditList {...{ staff, filter, page, totals, choices, standing, setting }} />;
}
