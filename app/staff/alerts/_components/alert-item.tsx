import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ALERT_LOOK } from "@/components/alerts/alert-look";
import { AccountTag } from "@/components/payments/account-tag";
import { Status } from "@/components/ui/status";
import type { AlertRow } from "@/lib/alerts/model";
import type { Staff } from "@/lib/auth/session";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { isReturnCode } from "@/lib/returns/model";
import { returnClassOf } from "@/lib/returns/rules";

import { AlertSteps } from "./alert-steps";

type Props = { alert: AlertRow; staff: Staff };

/** One alert: what it is, about what, and the next step in its place. */
export async function AlertItem({ alert, staff }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("alerts");
  const when = (at: Date) => formatShortDateTime(at, staff.firm.timeZone, locale);
  return (
    <li className="alert-item">
      <div className="alert-said">
        <p className="alert-head">
          <Status {...ALERT_LOOK[alert.kind]}>{t(`kind.${alert.kind}.title`)}</Status>
          <time dateTime={alert.raisedAt.toISOString()}>{t("raised", { date: when(alert.raisedAt) })}</time>
        </p>
        <p>{await textOf(alert)}</p>
        <About alert={alert} />
        {alert.closedAt && (
          <p className="alert-about">
            {alert.closedByName
              ? t("closedBy", { date: when(alert.closedAt), name: alert.closedByName })
              : t("closedBySystem", { date: when(alert.closedAt) })}{" "}
            {alert.note && t("note", { note: alert.note })}
          </p>
        )}
      </div>
      {!alert.closedAt && <AlertSteps alert={alert} staff={staff} />}
    </li>
  );
}

async function About({ alert: { payment } }: { alert: AlertRow }) {
  const t = await getTranslations("alerts");
  if (!payment) return null;
  const { number, payerName } = payment;
  return (
    <p className="alert-about">
      <Link href={`/staff/payments/${payment.id}`} prefetch={false}>
        {payerName ? t("about", { payer: payerName, number }) : t("aboutNobody", { number })}
      </Link>{" "}
      <AccountTag kind={payment.accountKind} />
    </p>
  );
}

async function textOf({ kind, detail, payment }: AlertRow): Promise<string> {
  const t = await getTranslations("alerts");
  const payments = await getTranslations("payments");
  const locale = await getLocale();
  const cents = detail.amountCents ? Number(detail.amountCents) : payment?.amountCents;
  const currency = payment?.currency ?? detail.currency;
  const amount = cents !== undefined && currency ? formatMoney(cents, currency, locale) : t("text.someAmount");
  const said = t(`kind.${kind}.text`, { amount, reason: reasonOf(payments, kind, detail) });
  return kind === "echeck_returned" ? `${said} ${payments(`returnStep.${returnClassOf(detail.code ?? "")}`)}` : said;
}

type PaymentTexts = Awaited<ReturnType<typeof getTranslations<"payments">>>;

function reasonOf(t: PaymentTexts, kind: AlertRow["kind"], { code = "", reason = "" }: Record<string, string>): string {
  if (kind === "echeck_returned") return `${t(`returnCode.${isReturnCode(code) ? code : "other"}`)} (${code})`;
  const key = `disputeReason.${reason}` as never;
  return reason && t.has(key) ? t(key) : t("disputeReason.other");
}
