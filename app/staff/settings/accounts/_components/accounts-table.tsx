import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import type { AccountSettings } from "@/lib/merchant-accounts/model";

/** One line an account: where its money goes through, and what is paid there. */
export async function AccountsTable({ accounts }: { accounts: readonly AccountSettings[] }) {
  const t = await getTranslations("settings.accounts");
  if (accounts.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <Ledger caption={t("title")} indent>
      <thead>
        <tr>
          <Th held>{t("column.name")}</Th>
          <Th>{t("column.kind")}</Th>
          <Th>{t("column.gateway")}</Th>
          <Th>{t("column.methods")}</Th>
          <Th>{t("column.currency")}</Th>
          <Th>{t("column.bank")}</Th>
          <Th>{t("column.default")}</Th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <AccountLine key={account.id} account={account} />
        ))}
      </tbody>
    </Ledger>
  );
}

async function AccountLine({ account }: { account: AccountSettings }) {
  const t = await getTranslations("settings.accounts");
  const { acceptsCard, acceptsEcheck } = account;
  const methods = [acceptsCard && t("card"), acceptsEcheck && t("echeck")].filter(Boolean).join(", ");
  return (
    <tr>
      <Td held>
        <Link href={`/staff/settings/accounts/${account.id}`} prefetch={false}>
          {account.name}
        </Link>
      </Td>
      <Td>
        <AccountTag kind={account.kind} />
      </Td>
      <Td>
        {t(`gateway.${account.gateway}`)}
        {account.gateway === "stripe" && account.keyEnds.secretKey === "" && (
          <span className="block text-ink-3 text-sm">{t("keysOfServer")}</span>
        )}
      </Td>
      <Td kind="soft">{methods}</Td>
      <Td kind="soft">{account.currency}</Td>
      <Td kind="soft">{account.bankLast4 && t("bankEnds", { last4: account.bankLast4 })}</Td>
      <Td kind="soft">{account.isDefault && t("isDefault")}</Td>
    </tr>
  );
}
