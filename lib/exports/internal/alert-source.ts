import { ALERT_COLUMNS, alertCell } from "@/lib/alerts/columns";
import type { AlertRow } from "@/lib/alerts/model";
import { countAlerts, listAlerts } from "@/lib/alerts/queries";
import { AlertFilter } from "@/lib/alerts/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 200;

/** Alerts, open ones or those that were resolved. */
export const alertSource = makeSource<AlertFilter, AlertRow>({
  permission: "payments.view",
  columns: ALERT_COLUMNS,
  labels: "alerts.columns",
  readFilter: (query) => AlertFilter.parse(query),
  count: countAlerts,
  stream: (ctx, filter, picked) => readPages((cursor) => listAlerts(ctx, { ...filter, picked, cursor, limit: PAGE })),
  cellOf: alertCell,
  currencyOf: (row) => row.payment?.currency ?? "USD",
  words: { alert: "alerts.kind", account: "common.account" },
});
