import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { LaterStatus } from "@/components/payments/later-status";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { Status } from "@/components/ui/status";
import type { AutoPayDetail, AutoPayRun } from "@/lib/auto-pays/model";
import { formatIsoDate, formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { RUN_LOOK } from "../../_components/auto-pay-look";
import { reasonWords } from "../../_components/auto-pay-words";

/** Each run, the newest first, with its payment. */
export async function RunsSheet({ autoPay, timeZone }: { autoPay: AutoPayDetail; timeZone: string }) {
  const t = await getTranslations("autoPays.runs");
  return (
    <Sheet title={t("title")} pad="none">
      {autoPay.runs.length === 0 ? (
        <p className="sheet-body text-ink-2">{t("none")}</p>
      ) : (
        <Ledger caption={t("table")} indent>
          <thead>
            <tr>
              <Th held>{t("day")}</Th>
              <Th>{t("status")}</Th>
              <Th kind="money">{t("amount")}</Th>
              <Th>{t("payment")}</Th>
            </tr>
          </thead>
          <tbody>
            {autoPay.runs.map((run) => (
              <RunRow key={run.runOn} run={run} currency={autoPay.currency} timeZone={timeZone} />
            ))}
          </tbody>
        </Ledger>
      )}
    </Sheet>
  );
}

async function RunRow({ run, currency, timeZone }: { run: AutoPayRun; currency: string; timeZone: string }) {
  const t = await getTranslations("autoPays");
  const locale = await getLocale();
  const { status, reason, amountCents, nextTryAt, paymentId, paymentNumber } = run;
  const again = nextTryAt && t("runs.nextTry", { time: formatShortDateTime(nextTryAt, timeZone, locale) });
  const why = [reason && reasonWords(t, reason), again].filter(Boolean).join("; ");
  return (
    <tr>
      <Td held>{formatIsoDate(run.runOn, locale)}</Td>
      <Td kind="flow">
        <Status {...RUN_LOOK[status]}>{t(`runs.state.${status}`)}</Status>
        {why && <span className="block text-ink-2 text-xs">{why}</span>}
      </Td>
      <Td kind="money">{amountCents > 0 && formatMoney(amountCents, currency, locale)}</Td>
      <Td>
        {paymentId && (
          <>
            <Link href={`/staff/payments/${paymentId}`} prefetch={false}>
              {paymentNumber}
            </Link>{" "}
            <LaterStatus status={run.paymentStatus} />
          </>
        )}
      </Td>
    </tr>
  );
}
