import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import type { LinkUploadRow } from "@/lib/link-uploads/model";
import { KeepMoving } from "./keep-moving";
import { UploadItem } from "./upload-item";

/** The firm's uploads, newest first: what waits for somebody, what is at work, what is done. */
export async function UploadList({ uploads, timeZone }: { uploads: readonly LinkUploadRow[]; timeZone: string }) {
  const t = await getTranslations("bulkUpload.list");
  return (
    <Sheet pad="none" title={t("title")}>
      {uploads.length === 0 ? (
        <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>
      ) : (
        <ul aria-label={t("title")}>
          {uploads.map((upload) => (
            <UploadItem key={upload.id} upload={upload} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {uploads.some(({ status }) => status === "running") && <KeepMoving />}
    </Sheet>
  );
}
