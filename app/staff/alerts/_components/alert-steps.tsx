import { getLocale, getTranslations } from "next-intl/server";
import { RefundRequestActions } from "@/app/staff/_components/refund-request-actions";
import { ALERT_STEP } from "@/components/alerts/alert-step";
import { CheckButton } from "@/components/payments/check-button";
import { LinkButton } from "@/components/ui/link-button";
import type { AlertRow } from "@/lib/alerts/model";
import { permissionToResolve } from "@/lib/alerts/rules";
import type { Staff } from "@/lib/auth/session";
import { formatMoney } from "@/lib/money/format-money";
import { actorName } from "@/lib/platform/context";
import { checkAlertPaymentAction } from "../actions";
import { autoPayPlaceOf } from "./auto-pay-place";
import { ResolveButton } from "./resolve-button";

/** What can be done about an alert from here, by this user. */
export async function AlertSteps({ alert, staff }: { alert: AlertRow; staff: Staff }) {
  const t = await getTranslations("alerts");
  const { payment, kind } = alert;
  const needed = permissionToResolve(kind);
  const step = ALERT_STEP[kind];
  const autoPayHref = autoPayPlaceOf(alert);
  return (
    <div className="actions alert-steps">
      {kind === "payment_unknown" && payment && staff.can("payments.take") && (
        <CheckButton paymentId={payment.id} check={checkAlertPaymentAction} />
      )}
      {kind === "refund_waiting" && payment && <RefundStep alert={alert} currency={payment.currency} staff={staff} />}
      {payment?.linkId && payment.isOwedAgain && staff.can("links.send") && (
        <LinkButton size="sm" icon="send" href={`/staff/send/quick-link?from=${payment.linkId}`}>
          {t("step.newLink")}
        </LinkButton>
      )}
      {payment && (
        <LinkButton size="sm" href={`/staff/payments/${payment.id}`}>
          {t("step.payment")}
        </LinkButton>
      )}
      {autoPayHref && (
        <LinkButton size="sm" href={autoPayHref}>
          {t("step.autoPay")}
        </LinkButton>
      )}
      {alert.objectType === "schedule" && (
        <LinkButton size="sm" icon="calendar" href={`/staff/schedules/${alert.objectId}`}>
          {t("step.schedule")}
        </LinkButton>
      )}
      {step && staff.can(step.needs) && (
        <LinkButton size="sm" href={step.href}>
          {t(`step.${step.label}`)}
        </LinkButton>
      )}
      {needed && staff.can(needed) && <ResolveButton alertId={alert.id} what={t(`kind.${kind}.title`)} />}
    </div>
  );
}

/** Approve or decline, or take back what one asked oneself. */
async function RefundStep({ alert: { detail }, currency, staff }: { alert: AlertRow; currency: string; staff: Staff }) {
  const { requestId = "", amountCents, asker = "", person, reason = "" } = detail;
  const amount = formatMoney(Number(amountCents), currency, await getLocale());
  const role = actorName(staff.ctx.actor) === person ? "asker" : "second";
  return <RefundRequestActions {...{ requestId, amount, asker, reason, role }} />;
}
