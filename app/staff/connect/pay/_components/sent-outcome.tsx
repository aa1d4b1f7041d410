import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { ResultFocus } from "@/app/staff/_components/entry/result-focus";
import { AccountTag } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import type { SentOutcome } from "@/lib/connect-payments/model";
import { formatDateTime } from "@/lib/dates/format-date";
import { requestOrigin } from "@/lib/http/request-origin";
import { sumCents } from "@/lib/money/cents";
import { formatMoney } from "@/lib/money/format-money";
import { payHref } from "./pay-address";

type Props = { staff: Staff; sent: SentOutcome; systemName: string };

/** The links that were made, each with its address: one for each kind of money and matter. */
export async function SentOutcomePage({ staff, sent, systemName }: Props) {
  const t = await getTranslations("connectPay.sent");
  const locale = await getLocale();
  const { links, currency, byEmail, recipientName, recipientEmails } = sent;
  const until = formatDateTime(sent.expiresAt, staff.firm.timeZone, locale);
  const total = formatMoney(sumCents(links.map(({ amountCents }) => amountCents)), currency, locale);
  const origin = requestOrigin(await headers());
  return (
    <>
      <PageHead
        look="sum"
        crumbs={[{ href: payHref("criteria"), label: t("crumb") }, { label: t("title") }]}
        crumbsLabel={t("crumb")}
        over={recipientName}
        title={total}
        lead={t("lead", { count: links.length, until })}
        actions={
          <>
            {staff.can("payments.view") && (
              <LinkButton href="/staff/send/sent" icon="send">
                {t("sentPages")}
              </LinkButton>
            )}
            <LinkButton href={payHref("criteria")} variant="primary" icon="plus">
              {t("next")}
            </LinkButton>
          </>
        }
      />
      <ResultFocus>
        <Banner
          tone="ok"
          title={
            byEmail
              ? t("mailed", { count: links.length, emails: recipientEmails.join(", ") })
              : t("made", { count: links.length })
          }
          className="mb-5"
        >
          {links.length > 1 && t("apart")} {t("posting", { system: systemName })}
        </Banner>
      </ResultFocus>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {links.map((link) => (
          <LinkSheet
            key={link.id}
            link={link}
            address={`${origin}/pay/${link.token}`}
            canView={staff.can("payments.view")}
            currency={currency}
          />
        ))}
      </div>
      {sent.arMessage && (
        <p className="mt-5 text-ink-2 text-sm">{t("ar", { system: systemName, message: sent.arMessage })}</p>
      )}
    </>
  );
}

type LinkProps = { link: SentOutcome["links"][number]; address: string; canView: boolean; currency: string };

async function LinkSheet({ link, address, canView, currency }: LinkProps) {
  const t = await getTranslations("connectPay.sent");
  const locale = await getLocale();
  const { id, kind, amountCents, invoiceNumber, matterRef, accountName } = link;
  return (
    <Sheet
      trust={kind === "trust"}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {formatMoney(amountCents, currency, locale)} <AccountTag kind={kind} />
        </span>
      }
      aside={accountName}
    >
      <p className="mb-3 text-ink-2">
        {kind === "trust" ? t("forMatter", { matter: matterRef }) : t("forInvoices", { numbers: invoiceNumber })}
      </p>
      <label className="field-label" htmlFor={`link-${id}`}>
        {t("address")}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <span className="input min-w-0 grow">
          <input id={`link-${id}`} readOnly value={address} />
        </span>
        <CopyButton text={address} label={t("copy")} copiedText={t("copied")} />
      </div>
      {canView && (
        <div className="actions mt-4">
          <LinkButton href={`/staff/send/sent/${id}`} size="sm">
            {t("open")}
          </LinkButton>
        </div>
      )}
    </Sheet>
  );
}
