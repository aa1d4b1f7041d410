import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { countPayLinks } from "@/lib/pay-links/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("links.send");
  return { title: t("title") };
}

export default async function SendPage() {
  const { ctx, can } = await requireStaff("signed-in");
  const t = await getTranslations("links.send");
  const outstanding = can("payments.view") ? (await countPayLinks(ctx)).outstanding : null;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="grid max-w-[60rem] gap-5 md:grid-cols-2">
        <Sheet title={t("quickLink")}>
          <p className="text-ink-2">{t("quickLinkText")}</p>
          <div className="actions mt-4">
            {can("links.send") ? (
              <LinkButton href="/staff/send/quick-link" variant="primary" icon="plus">
                {t("quickLinkAction")}
              </LinkButton>
            ) : (
              <p className="text-sm">{t("needsSend")}</p>
            )}
          </div>
        </Sheet>
        <Sheet title={t("bulk")}>
          <p className="text-ink-2">{t("bulkText")}</p>
          <div className="actions mt-4">
            {can("links.send") ? (
              <LinkButton href="/staff/send/bulk" icon="upload">
                {t("bulkAction")}
              </LinkButton>
            ) : (
              <p className="text-sm">{t("needsSend")}</p>
            )}
          </div>
        </Sheet>
        <Sheet title={t("sent")}>
          <p className="text-ink-2">{outstanding === null ? t("needsView") : t("sentText", { count: outstanding })}</p>
          {outstanding !== null && (
            <div className="actions mt-4">
              <LinkButton href="/staff/send/sent" icon="list">
                {t("sentAction")}
              </LinkButton>
            </div>
          )}
        </Sheet>
      </div>
    </>
  );
}
