import { getLocale, getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { Status, type StatusTone } from "@/components/ui/status";
import { formatDate, formatShortDateTime } from "@/lib/dates/format-date";
import type { MethodRequestView, RequestStatus } from "@/lib/methods/model";
import { RequestActions } from "./request-actions";

const LOOK: Record<RequestStatus, { icon: IconName; tone: StatusTone }> = {
  open: { icon: "clock", tone: "warn" },
  done: { icon: "check-ring", tone: "ok" },
  cancelled: { icon: "cross-ring", tone: "off" },
  expired: { icon: "clock", tone: "off" },
};

type Props = { requests: MethodRequestView[]; timeZone: string; mayManage: boolean };

/** What the payer was asked for, newest first. */
export async function RequestsTable({ requests, timeZone, mayManage }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("method.staff.requests");
  return (
    <Sheet title={t("title")} pad="none">
      <Ledger caption={t("title")} indent>
        <thead>
          <tr>
            <Th>{t("sent")}</Th>
            <Th held>{t("to")}</Th>
            <Th>{t("account")}</Th>
            <Th>{t("status")}</Th>
            <Th>{t("opened")}</Th>
            <Th>{t("until")}</Th>
            {mayManage && <Th kind="end" aria-hidden="true" />}
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <tr key={request.id}>
              <Td kind="soft">{formatShortDateTime(request.createdAt, timeZone, locale)}</Td>
              <Td held>{request.sentTo.join(", ")}</Td>
              <Td kind="soft">{request.accountName}</Td>
              <Td>
                <Status {...LOOK[request.status]}>{t(`statuses.${request.status}`)}</Status>
              </Td>
              <Td kind="soft">
                {request.openedAt ? formatShortDateTime(request.openedAt, timeZone, locale) : t("notOpened")}
              </Td>
              <Td kind="soft">{formatDate(request.expiresAt, timeZone, locale)}</Td>
              {mayManage && (
                <Td kind="end" className="relative">
                  {request.status === "open" && (
                    <RequestActions requestId={request.id} addresses={request.sentTo.join(", ")} />
                  )}
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
