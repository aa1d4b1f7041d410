import { getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { PageHead } from "@/components/ui/page-head";
import type { TrustMatter } from "@/lib/trust/get-trust-matter";
import { MatterLedger } from "./matter-ledger";
import { MatterStanding } from "./matter-standing";

/** One matter: its balance and every line of its ledger. */
export async function MatterView({ matter, timeZone }: { matter: TrustMatter; timeZone: string }) {
  const t = await getTranslations("trust");
  const payments = await getTranslations("payments");
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/payments", label: payments("title") },
          { href: "/staff/payments/trust", label: t("title") },
          { label: matter.matterRef },
        ]}
        crumbsLabel={t("crumbs")}
        title={t("matter.title", { matter: matter.matterRef })}
        lead={
          <span className="head-facts">
            <AccountTag kind="trust" />
            <span>{t("matter.lead", { client: matter.clientRef, account: matter.accountName })}</span>
          </span>
        }
      />
      <div className="stack">
        <MatterStanding matter={matter} />
        <MatterLedger matter={matter} timeZone={timeZone} />
      </div>
    </>
  );
}
