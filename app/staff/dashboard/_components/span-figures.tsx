import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { joinClasses } from "@/components/ui/class-names";
import type { SpanFigures } from "@/lib/dashboard/model";
import { averageCents, changeBetween, totalCents } from "@/lib/dashboard/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { AccountKind } from "@/lib/payments/model";
import type { DashboardView } from "./dashboard-view";
import { writeCount, writeDay, writeTenths, writeTime } from "./figure-words";

const PERIODS = { today: "today", month: "this_month", year: "this_year" } as const;

/** The three sums: today, this month, this year, each with its operating and trust part and the change from before. */
export async function SpanSums({ spans, view }: { spans: readonly SpanFigures[]; view: DashboardView }) {
  const t = await getTranslations("dashboard.spans");
  return (
    <section className="sheet span-sums" aria-label={t("label")}>
      {spans.map((span) => (
        <SpanSum key={span.id} span={span} view={view} />
      ))}
    </section>
  );
}

async function SpanSum({ span, view }: { span: SpanFigures; view: DashboardView }) {
  const t = await getTranslations("dashboard.spans");
  const { currency, locale, addressOf, kinds } = view;
  const period = PERIODS[span.id];
  const average = averageCents(span.now);
  const month = writeDay(span.range.to, locale, { month: "long" });
  return (
    <div className="span-sum">
      <h2 className="span-name">{t(span.id, { month, year: span.range.to.slice(0, 4) })}</h2>
      <Link href={addressOf({ period })} prefetch={false} className="span-total">
        {formatMoney(totalCents(span.now), currency, locale)}
      </Link>
      <dl className="span-parts">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>
              <AccountTag kind={kind} />
            </dt>
            <dd>
              <Link href={addressOf({ period, kind })} prefetch={false}>
                {formatMoney(partOf(span, kind), currency, locale)}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <p className="span-count">
        {average === null
          ? t("none")
          : t("count", {
              count: span.now.count,
              shown: writeCount(span.now.count, locale),
              average: formatMoney(average, currency, locale),
            })}
      </p>
      <SpanChange span={span} view={view} />
    </div>
  );
}

function partOf({ now }: SpanFigures, kind: AccountKind): number {
  return kind === "trust" ? now.trustCents : now.operatingCents;
}

async function SpanChange({ span, view }: { span: SpanFigures; view: DashboardView }) {
  const t = await getTranslations("dashboard.change");
  const change = changeBetween(span.now, span.before);
  const than = await wordsOfBefore(span, view);
  if (change.kind === "same" || change.kind === "new") {
    return <p className="span-change">{t(span.before.count === 0 ? "noneBefore" : "same", { than })}</p>;
  }
  // Of a day or two payments a percentage says little; so does one beyond ten times.
  const asPercent = span.id !== "today" && change.tenths !== null && change.tenths <= 10_000;
  const by = asPercent
    ? writeTenths(change.tenths ?? 0, view.locale)
    : formatMoney(change.byCents, view.currency, view.locale);
  return (
    <p className={joinClasses("span-change", change.kind === "more" && "span-more")}>{t(change.kind, { by, than })}</p>
  );
}

/** "last Wednesday by 10:12 AM", "October 1 to 14, 2025", "the same days of 2025". */
async function wordsOfBefore({ id, beforeRange: { from, to } }: SpanFigures, view: DashboardView): Promise<string> {
  const t = await getTranslations("dashboard.before");
  const { locale } = view;
  if (id === "today") {
    const weekday = writeDay(to, locale, { weekday: "long" });
    return t("weekday", { weekday, time: writeTime(view.now, view.timeZone, locale) });
  }
  if (id === "year") return t("year", { year: to.slice(0, 4) });
  const month = writeDay(to, locale, { month: "long" });
  return t(from === to ? "day" : "days", { month, to: Number(to.slice(8)), year: to.slice(0, 4) });
}
