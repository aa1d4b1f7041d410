import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Status } from "@/components/ui/status";
import { formatDateTime } from "@/lib/dates/format-date";
import type { EventDelivery } from "@/lib/event-endpoints/model";
import { ResendDelivery } from "./resend-delivery";

const LOOK = {
  waiting: { tone: "info", icon: "clock" },
  taken: { tone: "ok", icon: "check-ring" },
  given_up: { tone: "danger", icon: "alert" },
} as const;

/** The newest calls: what was told, to whom, and what came of it. */
export async function DeliveriesTable({
  deliveries,
  timeZone,
}: {
  deliveries: readonly EventDelivery[];
  timeZone: string;
}) {
  const t = await getTranslations("apiSettings.calls");
  const locale = await getLocale();
  const time = (at: Date) => formatDateTime(at, timeZone, locale);
  if (deliveries.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <Ledger caption={t("title")} indent stack>
      <thead>
        <tr>
          <Th held>{t("when")}</Th>
          <Th>{t("event")}</Th>
          <Th>{t("state")}</Th>
          <Th>{t("answer")}</Th>
          <Th>{t("url")}</Th>
          <Th>{t("actions")}</Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((one) => (
          <tr key={one.id}>
            <Td held className="stack-name">
              {time(one.createdAt)}
            </Td>
            <Td>
              <Link href={hrefOf(one)} prefetch={false} className="code-text">
                {one.type}
              </Link>
            </Td>
            <Td>
              <Status {...LOOK[one.status]}>{t(`stateOf.${one.status}`, { tries: one.tries })}</Status>
            </Td>
            <Td kind="soft">
              {answerOf(t, one)}
              {one.status === "waiting" &&
                one.nextTryAt &&
                one.tries > 0 &&
                ` ${t("next", { date: time(one.nextTryAt) })}`}
            </Td>
            <Td kind="soft">
              <span className="block max-w-[18rem] whitespace-normal break-all">{one.url}</span>
            </Td>
            <Td className="stack-side">
              {one.mayRepeat && <ResendDelivery deliveryId={one.id} about={`${one.type}, ${time(one.createdAt)}`} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}

type Texts = Awaited<ReturnType<typeof getTranslations<"apiSettings.calls">>>;

function answerOf(t: Texts, { lastStatus, lastError }: EventDelivery): string {
  if (lastStatus > 0) return String(lastStatus);
  const key = `error.${lastError}` as "error.timeout";
  return lastError !== "" && t.has(key) ? t(key) : "";
}

function hrefOf({ type, objectId }: EventDelivery): string {
  return type.startsWith("link.") ? `/staff/send/sent/${objectId}` : `/staff/payments/${objectId}`;
}
