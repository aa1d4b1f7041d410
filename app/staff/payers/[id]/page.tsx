import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { Tabs } from "@/components/ui/tabs";
import { requireStaff } from "@/lib/auth/session";
import { isConnectOn } from "@/lib/connect-settings/is-connect-on";
import { isInvoicingOn } from "@/lib/invoices/is-invoicing-on";
import { ConnectTab } from "./_components/connect-tab";
import { getPayerOrNotFound } from "./_components/get-payer-or-not-found";
import { HistoryTab } from "./_components/history-tab";
import { InvoicesTab } from "./_components/invoices-tab";
import { MethodsTab } from "./_components/methods-tab";
import { OverviewTab } from "./_components/overview-tab";
import { type Address, listPayerTabs, payerAddressOf, readPayerAddress } from "./_components/payer-address";
import { PayerHead } from "./_components/payer-head";
import { SchedulesTab } from "./_components/schedules-tab";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx } = await requireStaff("payments.view");
  return { title: (await getPayerOrNotFound(ctx, (await params).id)).name };
}

export default async function PayerPage({ params, searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const payer = await getPayerOrNotFound(staff.ctx, (await params).id);
  const hasConnect = await isConnectOn(staff.ctx);
  const tabs = listPayerTabs({ connect: hasConnect, invoices: await isInvoicingOn(staff.ctx) });
  const { tab, cursor, isMade, isMerged } = readPayerAddress(await searchParams, tabs);
  const t = await getTranslations("payers");
  return (
    <>
      <PayerHead payer={payer} mayManage={staff.can("payers.manage")} />
      {isMade && <Banner tone="ok" role="status" title={t("made", { name: payer.name })} className="mb-5" />}
      {isMerged && <Banner tone="ok" role="status" title={t("merge.done")} className="mb-5" />}
      {payer.archivedAt && <Banner tone="warn" title={t("archived")} className="mb-5" />}
      <Tabs
        label={t("tabs.label")}
        items={tabs.map((each) => ({
          href: payerAddressOf(payer.id, each),
          label: t(`tabs.${each}`),
          current: each === tab,
        }))}
      />
      <div className="mt-5">
        {tab === "overview" && <OverviewTab payer={payer} staff={staff} hasConnect={hasConnect} />}
        {tab === "methods" && <MethodsTab payer={payer} staff={staff} />}
        {tab === "invoices" && <InvoicesTab payer={payer} staff={staff} />}
        {tab === "schedules" && <SchedulesTab payer={payer} staff={staff} />}
        {tab === "connect" && <ConnectTab payer={payer} staff={staff} />}
        {tab === "history" && <HistoryTab payer={payer} staff={staff} cursor={cursor} />}
      </div>
    </>
  );
}
