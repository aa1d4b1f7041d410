import { getLocale, getTranslations } from "next-intl/server";
import { ResultFocus } from "@/app/staff/_components/entry/result-focus";
import { Banner, type BannerTone } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import type { Staff } from "@/lib/auth/session";
import type { EntryOutcome } from "@/lib/connect-payments/model";
import { sumCents } from "@/lib/money/cents";
import { formatMoney } from "@/lib/money/format-money";
import { CopyButton } from "./copy-rest-button";
import { PartSheet } from "./part-sheet";
import { payHref } from "./pay-address";
import { RestBank } from "./rest-bank";

type Props = { staff: Staff; outcome: EntryOutcome; systemName: string };

/** What came of the charges, each payment apart: what happened to the money first, then what can be done next. */
export async function EntryOutcomePage({ staff, outcome, systemName }: Props) {
  const t = await getTranslations("connectPay.result");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { draftId, parts, currency } = outcome;
  const taken = parts.filter(({ state }) => state === "taken");
  const takenCents = sumCents(taken.map(({ amountCents }) => amountCents));
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const asked = parts.find(({ state }) => state === "action");
  const hasRest = outcome.outcome === "some" && !outcome.isLeft;
  return (
    <>
      <PageHead
        look="sum"
        crumbs={[{ href: payHref("criteria"), label: t("crumb") }, { label: t("title") }]}
        crumbsLabel={t("crumb")}
        over={outcome.payerName}
        title={money(takenCents)}
        lead={t(`lead.${outcome.outcome}`, { count: taken.length, total: money(outcome.totalCents) })}
        actions={
          <>
            {taken.length > 0 && <PrintButton label={common("print")} />}
            {staff.can("postings.manage") && taken.length > 0 && (
              <LinkButton href="/staff/connect/postings" icon="list">
                {t("postings")}
              </LinkButton>
            )}
            <LinkButton href={payHref("criteria")} variant="primary" icon="plus">
              {t("next")}
            </LinkButton>
          </>
        }
      />
      <ResultFocus>
        <Banner tone={toneOf(outcome.outcome)} title={t(`said.${outcome.outcome}`)} className="mb-5">
          {t(`saidText.${outcome.outcome}`)}
          {hasRest && (
            <div className="actions mt-3">
              <LinkButton href={payHref("payment", { draft: draftId })} size="sm">
                {t("rest")}
              </LinkButton>
              <CopyButton draftId={draftId} />
            </div>
          )}
        </Banner>
      </ResultFocus>
      {asked?.paymentId && (
        <RestBank draftId={draftId} paymentId={asked.paymentId} url={asked.challengeUrl} locale={locale} />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {parts.map((part) => (
          <PartSheet key={`${part.kind}-${part.place}`} part={part} staff={staff} />
        ))}
      </div>
      {outcome.arMessage && (
        <p className="mt-5 text-ink-2 text-sm">{t("ar", { system: systemName, message: outcome.arMessage })}</p>
      )}
    </>
  );
}

const TONES: Record<EntryOutcome["outcome"], BannerTone> = { all: "ok", some: "warn", none: "danger", open: "warn" };

function toneOf(outcome: EntryOutcome["outcome"]): BannerTone {
  return TONES[outcome];
}
