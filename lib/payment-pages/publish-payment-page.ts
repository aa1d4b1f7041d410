import { paymentPages } from "@/db/schema/payment-pages";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { loadPage, pageIs } from "./internal/load";
import type { PageIdInput } from "./schemas";

/** Opens a page to everybody. @throws AppError forbidden, not_found (page_unknown; connect_off for a Connect page) */
export function publishPaymentPage(ctx: Ctx, input: PageIdInput): Promise<{ pageId: string }> {
  return setStatus(ctx, input, "published");
}

/** Makes a page a draft again: its address answers 404, and nothing that was filled in before is charged. @throws as above */
export function withdrawPaymentPage(ctx: Ctx, input: PageIdInput): Promise<{ pageId: string }> {
  return setStatus(ctx, input, "draft");
}

async function setStatus(
  ctx: Ctx,
  { pageId }: PageIdInput,
  status: "draft" | "published",
): Promise<{ pageId: string }> {
  requirePermission(ctx, "pages.manage");
  return inFirm(ctx, async (tx) => {
    const { page } = await loadPage(ctx, tx, pageId);
    requireAccount(ctx, page.accountId);
    if (page.kind === "connect") await requireConnectOn(ctx, tx);
    if (page.status === status) return { pageId };
    await tx.update(paymentPages).set({ status, changedAt: ctx.clock.now() }).where(pageIs(ctx, pageId));
    const action = status === "published" ? "payment_page.publish" : "payment_page.withdraw";
    await appendAudit(ctx, tx, { action, objectType: "payment_page", objectId: pageId });
    return { pageId };
  });
}
