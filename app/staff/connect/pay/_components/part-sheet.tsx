import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { CheckButton } from "@/components/payments/check-button";
import { methodText } from "@/components/payments/method-text";
import { PaymentStatus } from "@/components/payments/payment-status";
import { Facts } from "@/components/ui/facts";
import { Ledger, Td } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import type { PartOutcome } from "@/lib/connect-payments/model";
import { labelOfItem } from "@/lib/connect-payments/rules";
import { idOfItem } from "@/lib/matter-systems/rules";
import { formatMoney } from "@/lib/money/format-money";
import { checkPaymentAction } from "../../../payments/[id]/actions";

/** One payment of several: what became of it, its lines, its receipt. */
export async function PartSheet({ part, staff }: { part: PartOutcome; staff: Staff }) {
  const t = await getTranslations("connectPay.result");
  const locale = await getLocale();
  const { kind, payment, paymentId, state, currency } = part;
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const mayAsk = state === "checking" && payment?.status === "unknown" && paymentId && staff.can("payments.view");
  return (
    <Sheet
      pad="none"
      trust={kind === "trust"}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {money(payment?.amountCents ?? part.amountCents)} <AccountTag kind={kind} />
        </span>
      }
      aside={payment ? <PaymentStatus status={payment.status} /> : <span className="text-ink-2">{t("notTried")}</span>}
    >
      <div className="sheet-body">
        <p className="mb-3">{t(`part.${state}`)}</p>
        <Refusal part={part} />
        {payment && <PartFacts part={part} payment={payment} />}
        <div className="actions mt-4">
          {part.receiptUrl && (
            <LinkButton href={part.receiptUrl} icon="file" size="sm" native newTab>
              {t("receipt", { number: payment?.number ?? "" })}
            </LinkButton>
          )}
          {mayAsk && <CheckButton paymentId={paymentId} check={checkPaymentAction} />}
        </div>
      </div>
      {part.lines.length > 0 && (
        <Ledger caption={t("lines")} indent>
          <tbody>
            {part.lines.map(({ item, amountCents }) => (
              <tr key={idOfItem(item)}>
                <Td className="font-semibold">{labelOfItem(item)}</Td>
                <Td kind="flow">
                  {item.kind === "invoice" && item.matterNumber} {item.matterName}
                </Td>
                <Td kind="money">{money(amountCents ?? 0)}</Td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <Td colSpan={2}>{t("sum")}</Td>
              <Td kind="money" total>
                {money(part.amountCents)}
              </Td>
            </tr>
          </tfoot>
        </Ledger>
      )}
    </Sheet>
  );
}

async function Refusal({ part: { state, declineCode } }: { part: PartOutcome }) {
  if (state !== "declined" || declineCode === "") return null;
  const reasons = await getTranslations("payments.declineReason");
  const t = await getTranslations("connectPay.result");
  const reason = reasons.has(declineCode as never) ? reasons(declineCode as never) : declineCode;
  return <p className="mb-3">{t("reason", { reason })}</p>;
}

async function PartFacts({ part, payment }: { part: PartOutcome; payment: NonNullable<PartOutcome["payment"]> }) {
  const t = await getTranslations("connectPay.result.facts");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { paymentId, state, currency } = part;
  const { number, surchargeCents, receiptEmails } = payment;
  return (
    <Facts
      facts={[
        {
          name: t("payment"),
          value: (
            <Link href={`/staff/payments/${paymentId}`} prefetch={false}>
              {number}
            </Link>
          ),
        },
        { name: t("method"), value: methodText(common, payment) },
        { name: t("surcharge"), value: surchargeCents > 0 ? formatMoney(surchargeCents, currency, locale) : null },
        { name: t("matter"), value: part.kind === "trust" ? `${part.clientRef}, ${part.matterRef}` : null },
        { name: t("receipt"), value: state === "taken" ? receiptEmails.join(", ") : null },
      ]}
    />
  );
}
