import { getLocale, getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { Status, type StatusTone } from "@/components/ui/status";
import type { ConnectionRow, LineState } from "@/lib/connections/model";
import { formatDateTime } from "@/lib/dates/format-date";

const LOOK: Record<LineState, { icon: IconName; tone: StatusTone }> = {
  new: { icon: "clock", tone: "warn" },
  connected: { icon: "check-ring", tone: "ok" },
  lost: { icon: "alert", tone: "danger" },
  revoked: { icon: "cross-ring", tone: "off" },
};

type Props = {
  row: ConnectionRow;
  timeZone: string;
  /** May take two lines, outside a table. */
  wraps?: boolean;
};

/** "Connected", "Lost since Oct 14, 2026, 4:10 PM ET". */
export async function LineStateText({ row, timeZone, wraps }: Props) {
  const t = await getTranslations("connectSettings.state");
  const since = formatDateTime(row.since, timeZone, await getLocale());
  return (
    <Status {...LOOK[row.state]} className={wraps ? "whitespace-normal" : undefined}>
      {t(row.state, { since })}
    </Status>
  );
}
