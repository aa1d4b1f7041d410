"use client";

import { useTranslations } from "next-intl";
import { AccountTag } from "@/components/payments/account-tag";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { MoneyField } from "@/components/ui/money-field";
import { Sheet } from "@/components/ui/sheet";
import type { PlanAccount } from "@/lib/connect-payments/model";
import { sumAllocation } from "@/lib/connect-payments/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { AllocateFacts } from "./allocate-facts";
import type { Allocating, WrittenLine } from "./use-allocation";

type Props = { trust: readonly WrittenLine[]; allocating: Allocating; facts: AllocateFacts };

/** Trust ledgers: no machine puts money on them (T8). */
export function AllocateTrust({ trust, allocating, facts }: Props) {
  const t = useTranslations("connectPay.allocate");
  const { locale, accounts } = facts;
  const currency = trust[0]?.item.currency ?? "USD";
  const sums = sumAllocation(trust, null);
  return (
    <Sheet
      pad="none"
      trust
      title={
        <span className="flex items-center gap-3">
          {t("ledgers")} <AccountTag kind="trust" />
        </span>
      }
      aside={<span className="text-sm text-trust">{t("byHandOnly")}</span>}
    >
      <Ledger caption={t("ledgers")} indent stack>
        <thead>
          <tr>
            <Th held>{t("ledger")}</Th>
            <Th>{t("matter")}</Th>
            <Th>{t("bank")}</Th>
            <Th kind="money">{t("held")}</Th>
            <Th kind="money" className="w-40">
              {t("depositNow")}
            </Th>
          </tr>
        </thead>
        <tbody>
          {trust.map((line, index) => (
            <tr key={line.id}>
              <Td held className="stack-name font-semibold">
                {line.item.matterNumber}
              </Td>
              <Td kind="flow">{line.item.matterName}</Td>
              <Td kind="soft">{bankText(line.item.bankAccount, accounts)}</Td>
              <Td kind="money" data-label={t("held")}>
                {formatMoney(line.openCents, line.item.currency, locale)}
              </Td>
              <Td kind="money" data-label={t("depositNow")}>
                <DepositNow line={line} index={index} locale={locale} allocating={allocating} />
              </Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td colSpan={3}>{t("deposit")}</Td>
            <Td kind="money" />
            <Td kind="money" total data-label={t("depositNow")}>
              {formatMoney(sums.trustCents, currency, locale)}
            </Td>
          </tr>
        </tfoot>
      </Ledger>
    </Sheet>
  );
}

/** Under the firm's own name where the account is known, else as the matter system calls it. */
function bankText(bankAccount: string, accounts: readonly PlanAccount[]): string {
  const account = accounts.find((each) => each.kind === "trust" && each.bankAccount === bankAccount);
  if (!account) return bankAccount;
  return account.bankLast4 ? `${account.name} \u2022\u2022 ${account.bankLast4}` : account.name;
}

type DepositProps = { line: WrittenLine; index: number; locale: string; allocating: Allocating };

function DepositNow({ line, index, locale, allocating }: DepositProps) {
  const t = useTranslations("connectPay.allocate");
  const refusals = useTranslations("money.refusal");
  if (line.trouble !== null) return <span className="text-ink-2">{t(`trouble.${line.trouble}`)}</span>;
  return (
    <MoneyField
      id={`deposit-${index}`}
      name={`deposit-${line.item.key}`}
      label={t("depositNowOf", { number: line.item.matterNumber })}
      cell
      currency={line.item.currency}
      locale={locale}
      amountCents={line.isUnread ? undefined : line.amountCents}
      className="ml-auto block w-32"
      onReading={(reading) => allocating.write(line.id, reading)}
      describeRefusal={({ code, ...values }) => refusals(code, values)}
    />
  );
}
