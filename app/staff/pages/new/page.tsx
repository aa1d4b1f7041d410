import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { captchaChoices } from "@/lib/captcha/read-recaptcha-settings";
import { getPageEditor } from "@/lib/payment-pages/queries";
import { PageEditor } from "../_components/page-editor";
import { startOfPage } from "../_components/page-start";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("new") };
}

export default async function NewPaymentPage() {
  const { ctx, firm } = await requireStaff("pages.manage");
  const { accounts, customFields } = await getPageEditor(ctx, null);
  const t = await getTranslations("paymentPages");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/pages", label: t("title") }, { label: t("new") }]}
        crumbsLabel={t("crumbs")}
        title={t("new")}
        lead={t("newLead")}
      />
      <PageEditor
        start={startOfPage(null, accounts, customFields)}
        isNew
        locale={await getLocale()}
        {...{ accounts, customFields }}
        captchas={captchaChoices()}
        firmId={firm.firmId}
        addressStart={`/pages/${firm.slug}/`}
      />
    </>
  );
}
