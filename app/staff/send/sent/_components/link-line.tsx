import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkNote, LinkStatus } from "@/components/pay-links/link-status";
import { AccountTag } from "@/components/payments/account-tag";
import { CopyButton } from "@/components/ui/copy-button";
import { Td } from "@/components/ui/ledger";
import { formatDate, formatDateTime, formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { PayLinkRow } from "@/lib/pay-links/model";
import { aboutOf } from "./about-link";
import { LinkActions } from "./link-actions";

type Props = { row: PayLinkRow; url: string | undefined; timeZone: string; maySend: boolean };

/** One link of the list. */
export async function LinkLine({ row, url, timeZone, maySend }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("links.sent");
  const [firstAddress = ""] = row.recipientEmails;
  return (
    <tr>
      <Td kind="soft">{formatShortDateTime(row.createdAt, timeZone, locale)}</Td>
      <Td held>
        <Link href={`/staff/send/sent/${row.id}`} prefetch={false} className="ledger-main">
          {row.recipientName || firstAddress || row.number}
        </Link>
      </Td>
      <Td>{row.invoiceNumber}</Td>
      <Td>
        <AccountTag kind={row.accountKind} />
      </Td>
      <Td>
        <LinkStatus status={row.status} />
        <LinkNote link={row} />
      </Td>
      <Td kind="soft">{row.openedAt ? formatShortDateTime(row.openedAt, timeZone, locale) : t("notOpened")}</Td>
      <Td kind="soft">{formatDate(row.expiresAt, timeZone, locale)}</Td>
      <Td kind="money">{formatMoney(row.amountCents, row.currency, locale)}</Td>
      {maySend && (
        <Td kind="end" className="relative">
          <RowActions row={row} url={url} timeZone={timeZone} />
        </Td>
      )}
    </tr>
  );
}

async function RowActions({ row, url, timeZone }: Omit<Props, "maySend">) {
  const locale = await getLocale();
  const t = await getTranslations("links.action");
  return (
    <span className="inline-flex items-center gap-1">
      {url && (
        <CopyButton text={url} label={t("copy", { number: row.number })} copiedText={t("copied")} size="sm" iconOnly />
      )}
      <LinkActions
        inRow
        link={{
          id: row.id,
          number: row.number,
          about: aboutOf(row, locale),
          status: row.status,
          isPartPaid: row.isPartPaid,
          paidStatus: row.paidStatus,
          addresses: row.recipientEmails,
          openUntil: formatDateTime(row.expiresAt, timeZone, locale),
        }}
      />
    </span>
  );
}
