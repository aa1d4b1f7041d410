import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { captchaChoices } from "@/lib/captcha/read-recaptcha-settings";
import type { FirmView } from "@/lib/firms/model";
import type { PageFamily } from "@/lib/payment-pages/model";
import { getPageEditor } from "@/lib/payment-pages/queries";
import type { Ctx } from "@/lib/platform/context";
import { PageEditor } from "./page-editor";
import { PAGE_HOME } from "./page-home";
import { startOfPage } from "./page-start";

type Props = { ctx: Ctx; firm: FirmView; family: PageFamily };

/** A page that is not there yet. */
export async function NewPageScreen({ ctx, firm, family }: Props) {
  const { page: _none, ...choices } = await getPageEditor(ctx, null, family);
  const t = await getTranslations("paymentPages");
  const isConnect = family === "connect";
  const title = isConnect ? t("connect.new") : t("new");
  return (
    <>
      <PageHead
        crumbs={[{ href: PAGE_HOME[family], label: isConnect ? t("connect.fullTitle") : t("title") }, { label: title }]}
        crumbsLabel={t("crumbs")}
        title={title}
        lead={isConnect ? t("connect.newLead") : t("newLead")}
      />
      <PageEditor
        {...{ family, ...choices }}
        start={startOfPage(null, choices, family)}
        isNew
        locale={await getLocale()}
        captchas={captchaChoices()}
        firmId={firm.firmId}
        addressStart={`/pages/${firm.slug}/`}
      />
    </>
  );
}
