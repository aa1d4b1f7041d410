import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { PayerRow } from "@/lib/payers/model";

type Shown = Pick<PayerRow, "id" | "name" | "emails" | "clientRefs">;
type Props = { title: string; first: Shown; others: readonly Shown[]; isFirstShown?: boolean };

/** One payer, and those who may be the same. */
export async function PairTable({ title, first, others, isFirstShown }: Props) {
  const t = await getTranslations("payers");
  return (
    <Sheet title={title} pad="none">
      <Ledger caption={title} indent>
        <thead>
          <tr>
            <Th held>{t("import.columns.name")}</Th>
            <Th>{t("import.columns.emails")}</Th>
            <Th>{t("import.columns.clientRefs")}</Th>
            <Th kind="end">
              <VisuallyHidden>{t("merge.mergePair")}</VisuallyHidden>
            </Th>
          </tr>
        </thead>
        <tbody>
          {[...(isFirstShown ? [first] : []), ...others].map((payer) => (
            <tr key={payer.id}>
              <Td held>
                <Link href={`/staff/payers/${payer.id}`} prefetch={false} className="ledger-main">
                  {payer.name}
                </Link>
              </Td>
              <Td>{payer.emails.join(", ")}</Td>
              <Td kind="soft">{payer.clientRefs.join(", ")}</Td>
              <Td kind="end">
                {payer.id !== first.id && (
                  <LinkButton href={`/staff/payers/merge?a=${first.id}&b=${payer.id}`} size="sm">
                    {t("merge.mergePair")}
                    <VisuallyHidden> {t("merge.into", { name: payer.name })}</VisuallyHidden>
                  </LinkButton>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
