import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Tag } from "@/components/ui/tag";
import type { AccountKind } from "@/lib/payments/model";

/** Goes beside every amount that could be either kind of money. */
export function AccountTag({ kind, long }: { kind: AccountKind; long?: boolean }) {
  const t = useTranslations("common.account");
  return <Tag tone={kind}>{t(long ? `${kind}Long` : kind)}</Tag>;
}

type Named = { kind: AccountKind; name: string };

/** What stands before the name of the chosen account in a select: its kind, unless the name says it. */
export function useAccountLead(account: Named | undefined): ReactNode {
  const isSaid = useIsSaid(account);
  return account && !isSaid ? <AccountTag kind={account.kind} /> : null;
}

function useIsSaid(account: Named | undefined): boolean {
  const t = useTranslations("common.account");
  return account !== undefined && account.name.toLocaleLowerCase() === t(account.kind).toLocaleLowerCase();
}

/** The kind of an account and its name; an account that is called after its kind is named once. */
export function NamedAccount({ kind, name }: Named) {
  const isSaid = useIsSaid({ kind, name });
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <AccountTag kind={kind} /> {!isSaid && name}
    </span>
  );
}
