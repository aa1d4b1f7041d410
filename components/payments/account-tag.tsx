import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { AccountKind } from "@/lib/payments/model";

/** Goes beside every amount that could be either kind of money. */
export function AccountTag({ kind, long }: { kind: AccountKind; long?: boolean }) {
  const t = useTranslations("common.account");
  return <Tag tone={kind}>{t(long ? `${kind}Long` : kind)}</Tag>;
}

/** The kind of an account and its name; an account that is called after its kind is named once. */
export function NamedAccount({ kind, name }: { kind: AccountKind; name: string }) {
  const t = useTranslations("common.account");
  const isSaid = name.toLocaleLowerCase() === t(kind).toLocaleLowerCase();
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <AccountTag kind={kind} /> {!isSaid && name}
    </span>
  );
}
