import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";

/** The rows with their links as a file. A form and not a link, because each download is written down. */
export async function LinksDownload({ uploadId }: { uploadId: string }) {
  const t = await getTranslations("bulkUpload.started");
  return (
    <form method="post" action="/staff/exports/start" className="contents">
      <input type="hidden" name="list" value="payment-links" />
      <input type="hidden" name="query" value={`upload=${uploadId}`} />
      {(["xlsx", "csv"] as const).map((format) => (
        <Button key={format} type="submit" name="format" value={format} icon="download">
          {t(format)}
        </Button>
      ))}
    </form>
  );
}
