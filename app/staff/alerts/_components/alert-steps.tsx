import { getTranslations } from "next-intl/server";
import { CheckButton } from "@/components/payments/check-button";
import { LinkButton } from "@/components/ui/link-button";
import type { AlertRow } from "@/lib/alerts/model";
import { permissionToResolve } from "@/lib/alerts/rules";
import type { Staff } from "@/lib/auth/session";
import { checkAlertPaymentAction } from "../actions";
import { ResolveButton } from "./resolve-button";

/** What can be done about an alert from here, by this user. */
export async function AlertSteps({ alert, staff }: { alert: AlertRow; staff: Staff }) {
  const t = await getTranslations("alerts");
  const { payment, kind } = alert;
  const needed = permissionToResolve(kind);
  return (
    <div className="actions alert-steps">
      {kind === "payment_unknown" && payment && staff.can("payments.take") && (
        <CheckButton paymentId={payment.id} check={checkAlertPaymentAction} />
      )}
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
      {(kind === "books_differ" || kind === "money_frozen") && staff.can("settings.manage") && (
        <LinkButton size="sm" href="/staff/settings/books">
          {t("step.books")}
        </LinkButton>
      )}
      {kind === "connector_down" && staff.can("settings.manage") && (
        <LinkButton size="sm" href="/staff/connect/settings">
          {t("step.connect")}
        </LinkButton>
      )}
      {kind === "posting_failed" && staff.can("postings.manage") && (
        <LinkButton size="sm" href="/staff/connect/postings">
          {t("step.postings")}
        </LinkButton>
      )}
      {needed && staff.can(needed) && <ResolveButton alertId={alert.id} what={t(`kind.${kind}.title`)} />}
    </div>
  );
}
