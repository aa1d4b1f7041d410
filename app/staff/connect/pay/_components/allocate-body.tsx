import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { type Allocation, readAllocation } from "@/lib/connect-payments/queries";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { AllocateForm } from "./allocate-form";
import { type PayAddress, payHref } from "./pay-address";
import { SystemTrouble } from "./system-trouble";

type Props = { staff: Staff; at: PayAddress; systemName: string; selected: number };

/** The selected items with the balances of this moment. */
export async function AllocateBody({ staff, at, systemName, selected }: Props) {
  const asked = await settle(readAllocation(staff.ctx, at.draft));
  if (!asked.ok)
    return (
      <SystemTrouble error={asked.error} systemName={systemName} href={payHref("allocate", at)} selected={selected} />
    );
  const { draft, lines, accounts } = asked.allocation;
  const { amountToPayCents, accountId } = draft;
  const facts = {
    ...{ draftId: draft.id, lines, amountToPayCents, accountId, accounts, systemName },
    locale: await getLocale(),
    today: dateInZone(staff.ctx.clock.now(), staff.firm.timeZone),
  };
  return <AllocateForm facts={facts} at={at} />;
}

/** Before anything is ticked. */
export async function NothingSelected({ at }: { at: PayAddress }) {
  const t = await getTranslations("connectPay.search");
  return (
    <Sheet>
      <EmptyState
        title={t("noneSelected")}
        action={
          <LinkButton href={payHref(at.by ? "search" : "criteria", { ...at, change: true })}>
            {t("toSearch")}
          </LinkButton>
        }
      >
        {t("noneSelectedText")}
      </EmptyState>
    </Sheet>
  );
}

type Asked = { ok: true; allocation: Allocation } | { ok: false; error: unknown };

function settle(work: Promise<Allocation>): Promise<Asked> {
  return work.then(
    (allocation) => ({ ok: true, allocation }),
    (error: unknown) => ({ ok: false, error }),
  );
}
