import type { getTranslations } from "next-intl/server";
import type { AutoPayEvent } from "@/lib/auto-pays/model";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { type AutoPayTexts, reasonWords } from "../../_components/auto-pay-words";

type Texts = {
  t: AutoPayTexts;
  declines: Awaited<ReturnType<typeof getTranslations<"payments">>>;
  locale: string;
};

/** One line of the history in the reader's language. What it does not know is told by its name. */
export function eventWords({ t, declines, locale }: Texts, event: AutoPayEvent): { title: string; text: string } {
  const { kind, runOn, detail, actorName } = event;
  const key = `history.${kind}` as const;
  if (!t.has(`${key}.title` as never)) return { title: kind, text: "" };
  const date = (day = "") => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? formatIsoDate(day, locale) : "");
  const amount =
    detail.amountCents && detail.currency ? formatMoney(Number(detail.amountCents), detail.currency, locale) : "";
  const values = {
    amount,
    day: date(runOn ?? ""),
    reason: whyOf({ t, declines, locale }, event),
    retry: date(detail.retryOn) || "none",
    until: date(detail.until) || "none",
    from: date(detail.from),
    to: date(detail.to),
    count: Number(detail.count ?? 0),
    invoices: Number(detail.invoices ?? 0),
    number: detail.number ?? "",
    clearing: detail.isClearing ?? "",
    ...{ late: detail.late ?? "", empty: detail.empty ?? "" },
    what: detail.what ?? "",
    added: detail.added || "none",
    removed: detail.removed || "none",
    fields: fieldsOf(t, detail),
  };
  const title = t(`${key}.title` as never, values as never);
  const text = t(`${key}.text` as never, values as never).trim();
  return { title, text: actorName ? t("history.by", { text, name: actorName }) : text };
}

function whyOf({ t, declines }: Texts, { kind, detail }: AutoPayEvent): string {
  if (kind === "ended") {
    const key = `end.${detail.reason}` as never;
    return t.has(key) ? t(key) : "";
  }
  if (kind !== "run_declined") return reasonWords(t, detail.reason ?? "");
  const key = `declineReason.${detail.code}` as never;
  return detail.code && declines.has(key) ? declines(key) : t("history.declined");
}

/** "Amount per run, Frequency": what a change was about; the audit log holds before and after. */
function fieldsOf(t: AutoPayTexts, detail: Record<string, string>): string {
  return Object.keys(detail)
    .map((field) => `history.field.${field}` as never)
    .filter((key) => t.has(key))
    .map((key) => t(key))
    .join(", ");
}
