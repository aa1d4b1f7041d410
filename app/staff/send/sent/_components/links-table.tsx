import { getTranslations } from "next-intl/server";
import { BarPages, BottomBar, Ledger, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { LinkLine } from "./link-line";
import type { SentPage } from "./load-page";
import { NoLinks } from "./no-links";
import { type SentCounts, type SentFilter, sentAddressOf } from "./sent-address";

type Props = { page: SentPage; filter: SentFilter; counts: SentCounts; timeZone: string; maySend: boolean };

export async function LinksTable({ page, filter, counts, timeZone, maySend }: Props) {
  const t = await getTranslations("links.sent");
  if (page.rows.length === 0) return <NoLinks filter={filter} counts={counts} maySend={maySend} />;
  return (
    <>
      <Ledger caption={t("table")} hover>
        <thead>
          <tr>
            <Th>{t("created")}</Th>
            <Th held>{t("recipient")}</Th>
            <Th>{t("invoice")}</Th>
            <Th>{t("account")}</Th>
            <Th>{t("status")}</Th>
            <Th>{t("opened")}</Th>
            <Th>{t("expires")}</Th>
            <Th kind="money">{t("amount")}</Th>
            {maySend && (
              <Th kind="end" className="relative">
                <span className="sr-only">{t("actions")}</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <LinkLine key={row.id} row={row} url={page.urls.get(row.id)} timeZone={timeZone} maySend={maySend} />
          ))}
        </tbody>
      </Ledger>
      <BottomBar>
        <BarPages text={t("shown", { shown: page.rows.length, total: counts[filter.status] })}>
          {page.previousCursor && (
            <LinkButton href={sentAddressOf(filter, { newer: page.previousCursor })} size="sm">
              {t("newer")}
            </LinkButton>
          )}
          {page.nextCursor && (
            <LinkButton href={sentAddressOf(filter, { older: page.nextCursor })} size="sm">
              {t("older")}
            </LinkButton>
          )}
        </BarPages>
      </BottomBar>
    </>
  );
}
