import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { BarPages, BottomBar } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { listPayerPayments } from "@/lib/payers/list-payer-payments";
import type { PayerDetail } from "@/lib/payers/model";
import { AppError } from "@/lib/platform/errors";
import { payerAddressOf } from "./payer-address";
import { PayerPayments } from "./payer-payments";

const ROWS = 50;

type Props = { payer: PayerDetail; staff: Staff; cursor: string };

/** Every attempt of this payer, newest first. A cursor that was tampered with shows the first page. */
export async function HistoryTab({ payer, staff, cursor }: Props) {
  const t = await getTranslations("payers.history");
  const from = (place: string) =>
    listPayerPayments(staff.ctx, { payerId: payer.id, cursor: place || null, limit: ROWS });
  const page = await from(cursor).catch((error: unknown) => {
    if (error instanceof AppError && error.reason === "cursor_invalid") return from("");
    throw error;
  });
  return (
    <Sheet pad="none">
      {page.rows.length === 0 ? (
        <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>
      ) : (
        <PayerPayments caption={t("table")} rows={page.rows} timeZone={staff.firm.timeZone} />
      )}
      {(cursor || page.nextCursor) && (
        <BottomBar>
          <BarPages text="">
            {cursor && (
              <LinkButton href={payerAddressOf(payer.id, "history")} size="sm">
                {t("newest")}
              </LinkButton>
            )}
            {page.nextCursor && (
              <LinkButton href={payerAddressOf(payer.id, "history", page.nextCursor)} size="sm">
                {t("older")}
              </LinkButton>
            )}
          </BarPages>
        </BottomBar>
      )}
    </Sheet>
  );
}
