import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListRow } from "@/components/list/list-shape";
import { AUDIT_COLUMNS, type AuditColumnId } from "@/lib/audit/columns";
import type { AuditRow } from "@/lib/audit/model";
import { pathOfObject } from "@/lib/audit/rules";
import type { Staff } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/dates/format-date";
import type { ListSetting } from "../../../_components/read-list";
import { cellsOf } from "../../../_components/staff-list";
import { ChangesCell } from "./changes-cell";

type Options = { rows: readonly AuditRow[]; setting: ListSetting; staff: Staff };

/** The log as rows of the list. */
export async function makeAuditRows({ rows, setting, staff }: Options): Promise<ListRow[]> {
  const locale = await getLocale();
  const t = await getTranslations("audit");
  const time = (row: AuditRow) => formatDateTime(row.at, staff.firm.timeZone, locale);
  const cells: Record<AuditColumnId, (row: AuditRow) => ReactNode> = {
    at: (row) => <span className="whitespace-nowrap">{time(row)}</span>,
    who: (row) => row.actorName || whoElse(t, row.actor),
    action: (row) => <span className="code-text">{row.action}</span>,
    object: ({ objectType }) => {
      const key = `object.${objectType}` as "object.payment";
      return t.has(key) ? t(key) : objectType;
    },
    object_id: ({ objectType, objectId, detail }) => {
      const path = pathOfObject(objectType, objectId, detail);
      const text = <span className="code-text">{objectId}</span>;
      return path ? (
        <Link href={path} prefetch={false}>
          {text}
        </Link>
      ) : (
        text
      );
    },
    changes: (row) => <ChangesCell key={row.seq} detail={row.detail} />,
    ip: (row) => row.ip,
    actor: (row) => <span className="code-text">{row.actor}</span>,
    number: (row) => row.seq,
    hash: (row) => <span className="code-text">{row.hash.slice(0, 16)}</span>,
  };
  return rows.map((row) => ({
    id: String(row.seq),
    name: `${row.action}, ${time(row)}`,
    sum: null,
    cells: cellsOf(setting, (id) => {
      const column = AUDIT_COLUMNS.find((candidate) => candidate.id === id);
      return column && cells[column.id](row);
    }),
  }));
}

type AuditTexts = Awaited<ReturnType<typeof getTranslations<"audit">>>;

/** Payers have no name here: which link or request they held says more. */
function whoElse(t: AuditTexts, actor: string): string {
  const [kind = "", id = ""] = actor.split(":");
  if (kind === "payer") return t("who.payer");
  return kind === "system" ? t("who.system", { job: id }) : actor;
}
