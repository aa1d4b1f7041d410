import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { Status } from "@/components/ui/status";
import type { Staff } from "@/lib/auth/session";
import type { AutoPayRow } from "@/lib/auto-pays/model";
import { listAutoPays } from "@/lib/auto-pays/queries";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { PayerDetail } from "@/lib/payers/model";
import { autoPayAddress, newAutoPayAddress } from "./auto-pay-address";
import { AUTO_PAY_LOOK } from "./auto-pay-look";
import { amountWords, frequencyWords } from "./auto-pay-words";

type Props = { payer: PayerDetail; staff: Staff; hasAssociations: boolean };

/** The Auto-Pays of a payer, and the way to another. */
export async function AutoPaysSheet({ payer, staff, hasAssociations }: Props) {
  const t = await getTranslations("autoPays");
  const rows = await listAutoPays(staff.ctx, payer.id);
  const reason = staff.can("connect.pay") ? !hasAssociations && t("tab.needsAssociation") : t("tab.needsPermission");
  const add = reason ? (
    <Button size="sm" name="add-auto-pay" unavailable={reason}>
      {t("tab.add")}
    </Button>
  ) : (
    <LinkButton size="sm" icon="plus" href={newAutoPayAddress(payer.id)}>
      {t("tab.add")}
    </LinkButton>
  );
  return (
    <Sheet title={t("title")} pad="none" aside={!payer.archivedAt && add}>
      {rows.length === 0 ? (
        <EmptyState title={t("tab.noneTitle")}>{t("tab.noneText")}</EmptyState>
      ) : (
        <Ledger caption={t("tab.table")} indent>
          <thead>
            <tr>
              <Th held>{t("tab.name")}</Th>
              <Th>{t("tab.status")}</Th>
              <Th>{t("tab.pays")}</Th>
              <Th>{t("tab.frequency")}</Th>
              <Th>{t("tab.next")}</Th>
              <Th>{t("tab.method")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </Ledger>
      )}
    </Sheet>
  );
}

async function Row({ row }: { row: AutoPayRow }) {
  const t = await getTranslations("autoPays");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { method, endReason, status } = row;
  return (
    <tr>
      <Td held kind="flow">
        <Link href={autoPayAddress(row.payerId, row.id)} prefetch={false}>
          {row.name}
        </Link>
        <span className="block text-ink-2 text-xs">{t("tab.enrolled", { count: row.enrolled })}</span>
      </Td>
      <Td kind="flow">
        <Status {...AUTO_PAY_LOOK[status]}>{t(`status.${status}`)}</Status>
        {endReason && <span className="block text-ink-2 text-xs">{t(`end.${endReason}`)}</span>}
      </Td>
      <Td>{amountWords(t, row, locale)}</Td>
      <Td>{frequencyWords(t, row)}</Td>
      <Td kind="soft">{row.nextRunOn && formatIsoDate(row.nextRunOn, locale)}</Td>
      <Td kind="flow">
        {methodText(common, { methodBrand: method.brand, methodLast4: method.last4 })}
        {!method.isUsable && <span className="block text-danger text-xs">{t("tab.methodGone")}</span>}
      </Td>
    </tr>
  );
}
