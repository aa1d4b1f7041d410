import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { captchaChoices } from "@/lib/captcha/read-recaptcha-settings";
import { requestOrigin } from "@/lib/http/request-origin";
import { getPageEditor } from "@/lib/payment-pages/queries";
import { AppError } from "@/lib/platform/errors";
import { PageEditor } from "../_components/page-editor";
import { startOfPage } from "../_components/page-start";
import { PageStatus } from "../_components/page-status";
import { PageSteps } from "./_components/page-steps";
import { ShareSheet } from "./_components/share-sheet";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("title") };
}

export default async function PaymentPageScreen({ params }: Props) {
  const { ctx, firm } = await requireStaff("pages.manage");
  const { id } = await params;
  const { page, accounts, customFields } = await getPageEditor(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  if (!page) notFound();
  const t = await getTranslations("paymentPages");
  const start = startOfPage(page, accounts, customFields);
  const addressStart = `/pages/${firm.slug}/`;
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/pages", label: t("title") }, { label: page.name }]}
        crumbsLabel={t("crumbs")}
        title={page.name}
        lead={<PageStatus status={page.status} />}
        actions={<PageSteps pageId={page.id} status={page.status} />}
      />
      <div className="columns">
        <PageEditor
          {...{ start, accounts, customFields, addressStart }}
          captchas={captchaChoices()}
          firmId={firm.firmId}
          isNew={false}
          locale={await getLocale()}
        />
        <ShareSheet page={page} firm={firm} origin={requestOrigin(await headers())} />
      </div>
    </>
  );
}
