import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Status } from "@/components/ui/status";
import { formatDateTime } from "@/lib/dates/format-date";
import type { EventEndpoint } from "@/lib/event-endpoints/model";
import { EndpointActions } from "./endpoint-actions";

/** One line an address that is called: of what, whether it answers, and its switch. */
export async function EndpointsTable({
  endpoints,
  timeZone,
}: {
  endpoints: readonly EventEndpoint[];
  timeZone: string;
}) {
  const t = await getTranslations("apiSettings.hooks");
  if (endpoints.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <Ledger caption={t("title")} indent stack>
      <thead>
        <tr>
          <Th held>{t("url")}</Th>
          <Th>{t("state")}</Th>
          <Th>{t("events")}</Th>
          <Th>{t("actions")}</Th>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <tr key={endpoint.id}>
            <Td held>
              <span className="block max-w-[24rem] whitespace-normal break-all">{endpoint.url}</span>
            </Td>
            <Td>
              <EndpointState endpoint={endpoint} timeZone={timeZone} />
            </Td>
            <Td kind="soft">
              <span className="code-text block min-w-[14rem] max-w-[26rem] whitespace-normal">
                {endpoint.events.join(", ")}
              </span>
            </Td>
            <Td>
              <EndpointActions endpointId={endpoint.id} url={endpoint.url} isOn={endpoint.off === null} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}

async function EndpointState({
  endpoint: { off, failingSince },
  timeZone,
}: {
  endpoint: EventEndpoint;
  timeZone: string;
}) {
  const t = await getTranslations("apiSettings.hooks");
  const locale = await getLocale();
  const time = (at: Date) => formatDateTime(at, timeZone, locale);
  if (off)
    return (
      <Status tone={off.reason === "failing" ? "danger" : "off"} icon={off.reason === "failing" ? "alert" : "close"}>
        {t(`off.${off.reason}`, { date: time(off.at) })}
      </Status>
    );
  if (failingSince)
    return (
      <Status tone="warn" icon="alert">
        {t("failing", { date: time(failingSince) })}
      </Status>
    );
  return (
    <Status tone="ok" icon="check-ring">
      {t("on")}
    </Status>
  );
}
