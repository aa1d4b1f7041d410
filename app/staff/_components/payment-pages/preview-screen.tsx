import { getLocale, getTranslations } from "next-intl/server";
import { PagePreview } from "@/app/_components/hosted-page/page-preview";
import { Banner } from "@/components/ui/banner";
import { PageHead } from "@/components/ui/page-head";
import type { FirmView } from "@/lib/firms/model";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { PageFamily } from "@/lib/payment-pages/model";
import { getPagePreview } from "@/lib/payment-pages/queries";
import type { Ctx } from "@/lib/platform/context";
import { orNotFound } from "./or-not-found";
import { PAGE_HOME } from "./page-home";

type Props = { ctx: Ctx; firm: FirmView; family: PageFamily; id: string };

/** What a visitor sees first, for staff. */
export async function PreviewScreen({ ctx, firm, family, id }: Props) {
  const { name, page } = await orNotFound(getPagePreview(ctx, id, family));
  const t = await getTranslations("paymentPages");
  const reader = await getLocale();
  const locale = page.locale || (isLocale(reader) ? reader : DEFAULT_LOCALE);
  const home = PAGE_HOME[family];
  return (
    <>
      <PageHead
        crumbs={[
          { href: home, label: family === "connect" ? t("connect.fullTitle") : t("title") },
          { href: `${home}/${id}`, label: name },
          { label: t("steps.preview") },
        ]}
        crumbsLabel={t("crumbs")}
        title={t("steps.preview")}
      />
      <Banner title={t("previewTitle")} className="mb-5">
        {t("previewText")}
      </Banner>
      <PagePreview page={page} firm={firm} locale={locale} />
    </>
  );
}
