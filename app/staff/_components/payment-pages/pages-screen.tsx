import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { PageFamily } from "@/lib/payment-pages/model";
import { listPaymentPages } from "@/lib/payment-pages/queries";
import type { Ctx } from "@/lib/platform/context";
import { PAGE_HOME } from "./page-home";
import { PagesTable } from "./pages-table";

type Props = { ctx: Ctx; firmSlug: string; family: PageFamily };

/** The pages of a family, with the way to a new one. */
export async function PagesScreen({ ctx, firmSlug, family }: Props) {
  const pages = await listPaymentPages(ctx, family);
  const t = await getTranslations("paymentPages");
  const words = family === "connect" ? "connect" : null;
  return (
    <>
      <PageHead
        title={words ? t("connect.fullTitle") : t("title")}
        lead={words ? t("connect.lead") : t("lead")}
        actions={
          <LinkButton href={`${PAGE_HOME[family]}/new`} variant="primary" icon="plus">
            {words ? t("connect.new") : t("new")}
          </LinkButton>
        }
      />
      <Sheet pad="none">
        <PagesTable {...{ pages, firmSlug, family }} />
      </Sheet>
    </>
  );
}
