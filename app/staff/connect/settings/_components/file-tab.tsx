import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { readPostingLayout } from "@/lib/connect-settings/read-posting-layout";
import { formatDateTime } from "@/lib/dates/format-date";
import { LayoutEditor } from "./layout-editor";
import { settingsAddressOf } from "./settings-address";

/** How posting files of the connection in use look; edited as text, seen on real records before it is saved. */
export async function FileTab({ staff }: { staff: Staff }) {
  const t = await getTranslations("connectSettings.file");
  const view = await readPostingLayout(staff.ctx);
  if (!view)
    return (
      <Sheet pad="none">
        <EmptyState
          title={t("noConnectionTitle")}
          action={<LinkButton href={settingsAddressOf("connection")}>{t("toConnection")}</LinkButton>}
        >
          {t("noConnectionText")}
        </EmptyState>
      </Sheet>
    );
  const { connection, systemName, text, own, builtIns } = view;
  const savedAt = own && formatDateTime(own.savedAt, staff.firm.timeZone, await getLocale());
  return (
    <LayoutEditor
      key={`${connection.id} ${savedAt ?? ""}`}
      connectionId={connection.id}
      systemName={systemName}
      text={text}
      savedAt={savedAt}
      builtIns={builtIns}
    />
  );
}
