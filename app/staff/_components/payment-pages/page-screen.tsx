import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { captchaChoices } from "@/lib/captcha/read-recaptcha-settings";
import type { FirmView } from "@/lib/firms/model";
import { requestOrigin } from "@/lib/http/request-origin";
import type { PageFamily } from "@/lib/payment-pages/model";
import { getPageEditor } from "@/lib/payment-pages/queries";
import type { Ctx } from "@/lib/platform/context";
import { orNotFound } from "./or-not-found";
import { PageEditor } from "./page-editor";
import { PAGE_HOME } from "./page-home";
import { startOfPage } from "./page-start";
import { PageStatus } from "./page-status";
import { PageSteps } from "./page-steps";
import { ShareSheet } from "./share-sheet";

type Props = { ctx: Ctx; firm: FirmView; family: PageFamily; id: string };

/** One page: everything that is set of it, and how it is handed to clients. */
export async function PageScreen({ ctx, firm, family, id }: Props) {
  const { page, ...choices } = await orNotFound(getPageEditor(ctx, id, family));
  if (!page) notFound();
  const t = await getTranslations("paymentPages");
  const home = PAGE_HOME[family];
  const list = family === "connect" ? t("connect.fullTitle") : t("title");
  return (
    <>
      <PageHead
        crumbs={[{ href: home, label: list }, { label: page.name }]}
        crumbsLabel={t("crumbs")}
        title={page.name}
        lead={<PageStatus status={page.status} />}
        actions={<PageSteps pageId={page.id} status={page.status} home={home} />}
      />
      <div className="columns">
        <PageEditor
          {...{ family, ...choices }}
          start={startOfPage(page, choices, family)}
          captchas={captchaChoices()}
          firmId={firm.firmId}
          addressStart={`/pages/${firm.slug}/`}
          isNew={false}
          locale={await getLocale()}
        />
        <ShareSheet page={page} firm={firm} origin={requestOrigin(await headers())} />
      </div>
    </>
  );
}
