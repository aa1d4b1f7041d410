import { getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { methodText } from "@/components/payments/method-text";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Status } from "@/components/ui/status";
import { Tag } from "@/components/ui/tag";
import type { Staff } from "@/lib/auth/session";
import { formatDateTime, formatMonth } from "@/lib/dates/format-date";
import type { MethodView } from "@/lib/methods/model";
import { MethodActions } from "./method-actions";

type Props = { methods: MethodView[]; payerId: string; staff: Staff; locale: string };

export async function MethodsTable({ methods, payerId, staff, locale }: Props) {
  const t = await getTranslations("method.staff");
  return (
    <Ledger caption={t("table")} indent>
      <thead>
        <tr>
          <Th held>{t("method")}</Th>
          <Th>{t("holder")}</Th>
          <Th>{t("expires")}</Th>
          <Th>{t("account")}</Th>
          <Th>{t("status")}</Th>
          <Th kind="end" className="relative">
            <span className="sr-only">{t("actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {methods.map((method) => (
          <MethodLine key={method.id} method={method} payerId={payerId} staff={staff} locale={locale} />
        ))}
      </tbody>
    </Ledger>
  );
}

type LineProps = Omit<Props, "methods"> & { method: MethodView };

async function MethodLine({ method, payerId, staff, locale }: LineProps) {
  const t = await getTranslations("method.staff");
  const common = await getTranslations("common");
  const name = methodText(common, { methodBrand: method.brand, methodLast4: method.last4 });
  const { consent } = method;
  return (
    <tr>
      <Td held>
        <span className="ledger-main">{name}</span> {method.isDefault && <Tag tone="note">{t("default")}</Tag>}
      </Td>
      <Td>{method.holder}</Td>
      <Td kind="soft">{method.expiresMonth ? formatMonth(method.expiresMonth, locale) : t("never")}</Td>
      <Td>
        <AccountTag kind={method.accountKind} />
      </Td>
      <Td>
        <MethodState method={method} />
      </Td>
      <Td kind="end" className="relative">
        <MethodActions
          method={{
            id: method.id,
            name,
            isDefault: method.isDefault,
            isReady: method.status === "active" && !method.isExpired,
            isActive: method.status === "active",
          }}
          chargeHref={`/staff/enter-payment?payer=${payerId}&method=${method.id}`}
          mayManage={staff.can("payers.manage")}
          mayCharge={staff.can("payments.take")}
          consent={
            consent && {
              ...consent,
              at: formatDateTime(consent.at, staff.firm.timeZone, locale),
              billing: Object.values(method.billingAddress)
                .filter((part) => part !== "")
                .join(", "),
            }
          }
        />
      </Td>
    </tr>
  );
}

/** Whether it can be charged, in a word with its mark. */
async function MethodState({ method }: { method: MethodView }) {
  const t = await getTranslations("method.staff");
  if (method.status === "removing")
    return (
      <Status icon="clock" tone="warn">
        {t("removing")}
      </Status>
    );
  if (method.isExpired)
    return (
      <Status icon="cross-ring" tone="danger">
        {t("expired")}
      </Status>
    );
  return (
    <Status icon="check" tone="ok">
      {t("ready")}
    </Status>
  );
}
