import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { listApiKeys } from "@/lib/api-keys/queries";
import { requireStaff } from "@/lib/auth/session";
import { listDeliveries, listEndpoints } from "@/lib/event-endpoints/queries";
import { AddEndpoint } from "./_components/add-endpoint";
import { AddKey } from "./_components/add-key";
import { DeliveriesTable } from "./_components/deliveries-table";
import { EndpointsTable } from "./_components/endpoints-table";
import { KeysTable } from "./_components/keys-table";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("apiSettings");
  return { title: t("title") };
}

export default async function ApiPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const [keys, endpoints, deliveries] = await Promise.all([listApiKeys(ctx), listEndpoints(ctx), listDeliveries(ctx)]);
  const t = await getTranslations("apiSettings");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={all("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <div className="stack">
        <Sheet title={t("keys.title")} pad="none" aside={<AddKey held={ctx.actor.permissions} />}>
          <KeysTable keys={keys} timeZone={firm.timeZone} />
        </Sheet>
        <Sheet title={t("hooks.title")} pad="none" aside={<AddEndpoint />}>
          <EndpointsTable endpoints={endpoints} timeZone={firm.timeZone} />
        </Sheet>
        {endpoints.length + deliveries.length > 0 && (
          <Sheet title={t("calls.title")} pad="none">
            <DeliveriesTable deliveries={deliveries} timeZone={firm.timeZone} />
          </Sheet>
        )}
      </div>
    </>
  );
}
