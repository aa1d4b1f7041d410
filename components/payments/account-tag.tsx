import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { AccountKind } from "@/lib/payments/model";

/** Goes beside every amount that could be either kind of money. */
export function AccountTag({ kind, long }: { kind: AccountKind; long?: boolean }) {
  const t = useTranslations("common.account");
  return <Tag tone={kind}>{t(long ? `${kind}Long` : kind)}</Tag>;
}
