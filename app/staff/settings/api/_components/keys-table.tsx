import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Status } from "@/components/ui/status";
import type { ApiKeyRow } from "@/lib/api-keys/model";
import { formatDateTime } from "@/lib/dates/format-date";
import { RevokeKey } from "./revoke-key";

/** One line a key: what it may do, when it was used last, and its end. */
export async function KeysTable({ keys, timeZone }: { keys: readonly ApiKeyRow[]; timeZone: string }) {
  const t = await getTranslations("apiSettings.keys");
  const names = await getTranslations("staff.permission");
  const locale = await getLocale();
  const time = (at: Date) => formatDateTime(at, timeZone, locale);
  if (keys.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <Ledger caption={t("title")} indent stack>
      <thead>
        <tr>
          <Th held>{t("name")}</Th>
          <Th>{t("state")}</Th>
          <Th>{t("may")}</Th>
          <Th>{t("lastUsed")}</Th>
          <Th>{t("created")}</Th>
          <Th>{t("actions")}</Th>
        </tr>
      </thead>
      <tbody>
        {keys.map(({ id, name, permissions, createdAt, createdByName, lastUsedAt, revokedAt }) => (
          <tr key={id}>
            <Td held className="stack-name">
              {name}
            </Td>
            <Td>
              {revokedAt ? (
                <Status tone="off" icon="close">
                  {t("revoked", { date: time(revokedAt) })}
                </Status>
              ) : (
                <Status tone="ok" icon="check-ring">
                  {t("serves")}
                </Status>
              )}
            </Td>
            <Td kind="soft">
              <span className="block min-w-[14rem] max-w-[26rem] whitespace-normal">
                {permissions.map((one) => names(one.replace(".", "_") as "payments_view")).join(", ")}
              </span>
            </Td>
            <Td data-label={t("lastUsed")}>{lastUsedAt ? time(lastUsedAt) : t("never")}</Td>
            <Td kind="soft" data-label={t("created")}>
              {[time(createdAt), createdByName].filter(Boolean).join(", ")}
            </Td>
            <Td className="stack-side">{!revokedAt && <RevokeKey keyId={id} name={name} />}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}
