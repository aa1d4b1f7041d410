import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NoticeRegion } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import { listMethodRequests, listMethods } from "@/lib/methods/queries";
import type { PayerDetail } from "@/lib/payers/model";
import { MethodsTable } from "./methods-table";
import { RequestMethodButton } from "./request-method-button";
import { RequestsTable } from "./requests-table";

/** What the payer has saved, what they agreed to, and what they were asked for. */
export async function MethodsTab({ payer, staff }: { payer: PayerDetail; staff: Staff }) {
  const { ctx, firm, can } = staff;
  const locale = await getLocale();
  const t = await getTranslations("method.staff");
  const [methods, requests, accounts] = await Promise.all([
    listMethods(ctx, { payerId: payer.id }),
    listMethodRequests(ctx, payer.id),
    listAccountsForStaff(ctx),
  ]);
  const ask =
    can("payers.manage") && !payer.archivedAt ? (
      <RequestMethodButton
        payerId={payer.id}
        emails={payer.emails.slice(0, 1).join("")}
        accounts={accounts.map(({ id, name, kind }) => ({ id, name, kind }))}
        lifeDays={firm.linkLifeDays}
        requestKey={ctx.ids.next("req")}
      />
    ) : (
      <Button unavailable={payer.archivedAt ? null : t("needsManage")}>{t("request")}</Button>
    );
  return (
    <NoticeRegion>
      <div className="stack">
        <Sheet title={t("table")} aside={methods.length > 0 && ask} pad="none">
          {methods.length > 0 ? (
            <MethodsTable methods={methods} payerId={payer.id} staff={staff} locale={locale} />
          ) : (
            <EmptyState title={t("noneTitle")} action={ask}>
              {t("noneText")}
            </EmptyState>
          )}
        </Sheet>
        {requests.length > 0 && (
          <RequestsTable requests={requests} timeZone={firm.timeZone} mayManage={can("payers.manage")} />
        )}
      </div>
    </NoticeRegion>
  );
}
