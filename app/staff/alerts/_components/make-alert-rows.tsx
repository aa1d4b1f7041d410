import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ALERT_LOOK } from "@/components/alerts/alert-look";
import { alertValues } from "@/components/alerts/alert-values";
import { scheduleValues } from "@/components/alerts/schedule-values";
import type { ListRow } from "@/components/list/list-shape";
import { AccountTag } from "@/components/payments/account-tag";
import { Status } from "@/components/ui/status";
import { ALERT_COLUMNS, type AlertColumnId } from "@/lib/alerts/columns";
import type { AlertRow } from "@/lib/alerts/model";
import type { Staff } from "@/lib/auth/session";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { isReturnCode } from "@/lib/returns/model";
import { returnClassOf } from "@/lib/returns/rules";
import type { ListSetting } from "../../_components/read-list";
import { cellsOf } from "../../_components/staff-list";
import { AlertSteps } from "./alert-steps";
import { autoPayPlaceOf } from "./auto-pay-place";

type Options = { alerts: readonly AlertRow[]; setting: ListSetting; staff: Staff };

/** The alerts as rows of the list: what each is, about what, and the next step in its place. */
export async function makeAlertRows({ alerts, setting, staff }: Options): Promise<ListRow[]> {
  const locale = await getLocale();
  const t = await getTranslations("alerts");
  const time = (at: Date) => formatShortDateTime(at, staff.firm.timeZone, locale);
  const cells: Record<AlertColumnId, (alert: AlertRow) => ReactNode> = {
    alert: (alert) => <Said key={alert.id} alert={alert} staff={staff} />,
    payment: ({ payment }) => payment && <About payment={payment} />,
    account: ({ payment }) => payment && <AccountTag kind={payment.accountKind} />,
    payer: ({ payment }) => payment?.payerName,
    amount: ({ payment }) => payment && formatMoney(payment.amountCents, payment.currency, locale),
    raised: (alert) => time(alert.raisedAt),
    closed: (alert) => alert.closedAt && time(alert.closedAt),
    closed_by: (alert) => alert.closedByName,
    note: (alert) => alert.note,
  };
  return alerts.map((alert) => ({
    id: alert.id,
    name: [t(`kind.${alert.kind}.title`), alert.payment?.number].filter(Boolean).join(", "),
    sum: null,
    cells: {
      ...cellsOf(setting, (id) => {
        const column = ALERT_COLUMNS.find((candidate) => candidate.id === id);
        return column && cells[column.id](alert);
      }),
      actions: alert.closedAt ? null : <AlertSteps key={alert.id} alert={alert} staff={staff} />,
    },
  }));
}

async function Said({ alert, staff }: { alert: AlertRow; staff: Staff }) {
  const locale = await getLocale();
  const t = await getTranslations("alerts");
  const date = alert.closedAt && formatShortDateTime(alert.closedAt, staff.firm.timeZone, locale);
  const name = alert.closedByName;
  return (
    <>
      <Link href={placeOf(alert)} prefetch={false} className="row-link">
        <Status {...ALERT_LOOK[alert.kind]}>{t(`kind.${alert.kind}.title`)}</Status>
      </Link>
      <p>{await textOf(alert)}</p>
      {date && (
        <p className="text-ink-2">
          {name ? t("closedBy", { date, name }) : t("closedBySystem", { date })}{" "}
          {alert.note && t("note", { note: alert.note })}
        </p>
      )}
    </>
  );
}

/** Where the cause of an alert is to be seen. */
function placeOf(alert: AlertRow): string {
  const { kind, payment, objectType, objectId } = alert;
  if (objectType === "schedule") return `/staff/schedules/${objectId}`;
  if (payment) return `/staff/payments/${payment.id}`;
  const autoPay = autoPayPlaceOf(alert);
  if (autoPay) return autoPay;
  if (kind === "posting_failed") return "/staff/connect/postings";
  if (kind === "audit_broken") return "/staff/settings/audit";
  if (kind === "report_failed") return "/staff/exports/reports";
  return kind === "trust_negative" ? "/staff/payments/trust" : "/staff/settings/books";
}

async function About({ payment: { id, number, payerName } }: { payment: NonNullable<AlertRow["payment"]> }) {
  const t = await getTranslations("alerts");
  const about = payerName ? t("about", { payer: payerName, number }) : t("aboutNobody", { number });
  const at = about.lastIndexOf(number);
  return (
    <Link href={`/staff/payments/${id}`} prefetch={false}>
      {about.slice(0, at)}
      <span className="whitespace-nowrap">{about.slice(at)}</span>
    </Link>
  );
}

async function textOf({ kind, detail, payment }: AlertRow): Promise<string> {
  const t = await getTranslations("alerts");
  const payments = await getTranslations("payments");
  const locale = await getLocale();
  const cents = detail.amountCents ? Number(detail.amountCents) : payment?.amountCents;
  const currency = payment?.currency ?? detail.currency;
  const amount = cents !== undefined && currency ? formatMoney(cents, currency, locale) : t("text.someAmount");
  const values = alertValues(
    { detail },
    { refusals: await getTranslations("postings.layoutRefusal"), reports: await getTranslations("payments.report") },
  );
  const ofSchedule = scheduleValues(await getTranslations("schedules"), detail, locale);
  const reason = kind === "schedule_failed" ? ofSchedule.reason : reasonOf(payments, kind, detail);
  const said = t(`kind.${kind}.text`, { amount, ...values, ...ofSchedule, reason });
  return kind === "echeck_returned" ? `${said} ${payments(`returnStep.${returnClassOf(detail.code ?? "")}`)}` : said;
}

type PaymentTexts = Awaited<ReturnType<typeof getTranslations<"payments">>>;

function reasonOf(t: PaymentTexts, kind: AlertRow["kind"], { code = "", reason = "" }: Record<string, string>): string {
  if (kind === "echeck_returned") return `${t(`returnCode.${isReturnCode(code) ? code : "other"}`)} (${code})`;
  const key = `disputeReason.${reason}` as never;
  return reason && t.has(key) ? t(key) : t("disputeReason.other");
}
