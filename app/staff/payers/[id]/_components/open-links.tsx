import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { AddressedLink } from "@/lib/payers/model";

/** The links that wait for this payer. */
export async function OpenLinks({ links, timeZone }: { links: AddressedLink[]; timeZone: string }) {
  const locale = await getLocale();
  const t = await getTranslations("payers.overview");
  return (
    <Sheet title={t("links")} aside={t("linksNote")} pad="none">
      <Ledger caption={t("links")} indent>
        <thead>
          <tr>
            <Th held>{t("link")}</Th>
            <Th>{t("for")}</Th>
            <Th>{t("account")}</Th>
            <Th>{t("until")}</Th>
            <Th kind="money">{t("amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={link.id}>
              <Td held>
                <LinkName link={link} />
              </Td>
              <Td>{link.invoiceNumber && t("invoice", { number: link.invoiceNumber })}</Td>
              <Td>
                <AccountTag kind={link.accountKind} />
              </Td>
              {/* The link of an invoice stays open as long as the invoice. */}
              <Td kind="soft">{!link.invoiceId && formatDate(link.expiresAt, timeZone, locale)}</Td>
              <Td kind="money">{formatMoney(link.amountCents, link.currency, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}

function LinkName({ link: { id, number, invoiceId, invoiceNumber, isInvoicingOn } }: { link: AddressedLink }) {
  if (invoiceId && !isInvoicingOn) return <span className="ledger-main">{invoiceNumber}</span>;
  return (
    <Link
      href={invoiceId ? `/staff/invoices/${invoiceId}` : `/staff/send/sent/${id}`}
      prefetch={false}
      className="ledger-main"
    >
      {invoiceId ? invoiceNumber : number}
    </Link>
  );
}
