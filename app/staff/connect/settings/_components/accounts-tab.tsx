import { getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { readPostingChoices } from "@/lib/connect-settings/read-posting-choices";
import { AccountCodesForm } from "./account-codes-form";
import { settingsAddressOf } from "./settings-address";

/** What money of each merchant account is called in the matter system, chosen from its own lists. */
export async function AccountsTab({ staff }: { staff: Staff }) {
  const t = await getTranslations("connectSettings.accounts");
  const found = await readPostingChoices(staff.ctx);
  if (!found)
    return (
      <Sheet pad="none">
        <EmptyState
          title={t("noConnectionTitle")}
          action={<LinkButton href={settingsAddressOf("connection")}>{t("toConnection")}</LinkButton>}
        >
          {t("noConnectionText")}
        </EmptyState>
      </Sheet>
    );
  const { connection, systemName, choices, accounts } = found;
  return (
    <div className="stack max-w-[46rem]">
      {!choices && (
        <Banner tone="warn" title={t("downTitle", { system: systemName })}>
          {t("downText")}
        </Banner>
      )}
      {accounts.map(({ account, codes }) => (
        <Sheet
          key={`${connection.id} ${account.id}`}
          title={account.name}
          aside={<AccountTag kind={account.kind} />}
          trust={account.kind === "trust"}
          pad="form"
        >
          <AccountCodesForm
            connectionId={connection.id}
            account={{ id: account.id, name: account.name, kind: account.kind }}
            start={codes}
            choices={choices}
          />
        </Sheet>
      ))}
    </div>
  );
}
