import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ALERT_LOOK } from "@/components/alerts/alert-look";
import { ALERT_STEP } from "@/components/alerts/alert-step";
import { alertValues } from "@/components/alerts/alert-values";
import { scheduleValues } from "@/components/alerts/schedule-values";
import { AccountTag } from "@/components/payments/account-tag";
import { EmptyState } from "@/components/ui/empty-state";
import type { IconName } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { Status, type StatusTone } from "@/components/ui/status";
import type { AlertRow } from "@/lib/alerts/model";
import type { Staff } from "@/lib/auth/session";
import type { Dashboard, UnknownPayment } from "@/lib/dashboard/model";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { DashboardView } from "./dashboard-view";

const SHOWN = 5;

type Props = { alerts: readonly AlertRow[]; dashboard: Dashboard; staff: Staff; view: DashboardView };

/** Alerts, and payments of which nobody knows yet; each with its next step. */
export async function NeedsSomeone({ alerts, dashboard, staff, view }: Props) {
  const t = await getTranslations("dashboard.needs");
  const known = new Set(alerts.map(({ payment }) => payment?.id));
  const unknown = dashboard.unknown.filter(({ id }) => !known.has(id));
  const room = Math.max(1, SHOWN - unknown.length);
  const isMore = dashboard.unknownCount > dashboard.unknown.length;
  return (
    <Sheet
      pad="none"
      title={t("title")}
      aside={
        staff.openAlerts > 0 && (
          <Link href="/staff/alerts" prefetch={false}>
            {t("all", { count: staff.openAlerts })}
          </Link>
        )
      }
    >
      {alerts.length + unknown.length === 0 ? (
        <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>
      ) : (
        <ul className="needs">
          {alerts.slice(0, room).map((alert) => (
            <AlertLine key={alert.id} alert={alert} view={view} staff={staff} />
          ))}
          {unknown.map((payment) => (
            <UnknownLine key={payment.id} payment={payment} view={view} />
          ))}
          {isMore && (
            <li className="need">
              <Link href="/staff/payments?status=unknown" prefetch={false}>
                {t("allUnknown", { count: dashboard.unknownCount })}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Sheet>
  );
}

type AlertLineProps = { alert: AlertRow; view: DashboardView; staff: Staff };

async function AlertLine({ alert: { kind, payment, detail, objectType, objectId }, view, staff }: AlertLineProps) {
  const t = await getTranslations("alerts");
  const needs = await getTranslations("dashboard.needs");
  const values = alertValues(
    { detail },
    { refusals: await getTranslations("postings.layoutRefusal"), reports: await getTranslations("payments.report") },
  );
  const head = { look: ALERT_LOOK[kind], title: t(`kind.${kind}.title`) };
  if (payment) {
    return (
      <Need {...head} href={`/staff/payments/${payment.id}`} step={needs("payment", { number: payment.number })}>
        <About payment={payment} view={view} />
      </Need>
    );
  }
  const step = ALERT_STEP[kind];
  const own = step && staff.can(step.needs) ? step : undefined;
  const cents = Number(detail.amountCents);
  const amount = cents ? formatMoney(cents, detail.currency ?? view.currency, view.locale) : t("text.someAmount");
  const ofSchedule = scheduleValues(await getTranslations("schedules"), detail, view.locale);
  if (objectType === "schedule")
    return (
      <Need {...head} href={`/staff/schedules/${objectId}`} step={t("step.schedule")}>
        {t(`kind.${kind}.text`, { amount, ...values, ...ofSchedule })}
      </Need>
    );
  return (
    <Need {...head} href={own?.href ?? "/staff/alerts"} step={own ? t(`step.${own.label}`) : needs("alert")}>
      {t(`kind.${kind}.text`, { amount, ...values, ...ofSchedule, reason: "" })}
    </Need>
  );
}

async function UnknownLine({ payment, view }: { payment: UnknownPayment; view: DashboardView }) {
  const t = await getTranslations("dashboard.needs");
  const since = formatShortDateTime(payment.createdAt, view.timeZone, view.locale);
  return (
    <Need
      look={ALERT_LOOK.payment_unknown}
      title={t("unknown", { since })}
      href={`/staff/payments/${payment.id}`}
      step={t("payment", { number: payment.number })}
    >
      <About payment={payment} view={view} /> {t("asked")}
    </Need>
  );
}

type AboutProps = {
  payment: {
    number: string;
    payerName: string;
    amountCents: number;
    currency: string;
    accountKind: "operating" | "trust";
  };
  view: DashboardView;
};

function About({ payment, view }: AboutProps) {
  return (
    <>
      {payment.payerName || payment.number}, {formatMoney(payment.amountCents, payment.currency, view.locale)}{" "}
      <AccountTag kind={payment.accountKind} />
    </>
  );
}

type NeedProps = {
  look: { icon: IconName; tone: StatusTone };
  title: string;
  href: string;
  step: string;
  children: ReactNode;
};

function Need({ look, title, href, step, children }: NeedProps) {
  return (
    <li className="need">
      <div className="need-line">
        <Status {...look}>{null}</Status>
        <div>
          <p className="need-title">{title}</p>
          <p className="need-about">{children}</p>
        </div>
      </div>
      <LinkButton size="sm" href={href}>
        {step}
      </LinkButton>
    </li>
  );
}
