import { and, arrayContains, eq, isNull, ne, or, sql } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import { enqueueMails, type MailOrder } from "@/lib/email/enqueue-mail";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { RefundRequest } from "./requests";

type Reader = { toAddress: string; locale: string };

/**
 * To all who may approve it. No tick of their notifications asks for it or keeps it away: it is work that waits for them, not news.
 */
export async function mailSecondPersons(ctx: Ctx, tx: Tx, request: RefundRequest, accountId: string): Promise<void> {
  const readers = await tx
    .select({ toAddress: users.email, locale: users.locale })
    .from(users)
    .where(and(mayApprove(ctx, accountId), ne(sql`'user:' || ${users.id}`, request.askedPerson)));
  await enqueueMails(
    ctx,
    tx,
    readers.map((reader) => orderOf(request, "asked", reader)),
  );
}

/** To whoever asked, what was decided; a program reads it from the API. */
export async function mailAsker(
  ctx: Ctx,
  tx: Tx,
  request: RefundRequest,
  news: "approved" | "declined" | "lapsed",
): Promise<void> {
  if (!request.askedBy.startsWith("user:")) return;
  const readers = await tx
    .select({ toAddress: users.email, locale: users.locale })
    .from(users)
    .where(and(isActive(ctx), eq(sql`'user:' || ${users.id}`, request.askedBy)));
  await enqueueMails(
    ctx,
    tx,
    readers.map((reader) => orderOf(request, news, reader)),
  );
}

function isActive(ctx: Ctx) {
  return and(eq(users.firmId, ctx.firmId), isNull(users.disabledAt), ne(users.passwordHash, ""));
}

/** Who holds the permission, and the account. */
function mayApprove(ctx: Ctx, accountId: string) {
  return and(
    isActive(ctx),
    arrayContains(users.permissions, ["payments.refund"]),
    or(isNull(users.accountIds), arrayContains(users.accountIds, [accountId])),
  );
}

function orderOf({ id, paymentId }: RefundRequest, news: string, reader: Reader): MailOrder {
  return {
    ...reader,
    kind: "refund-request",
    objectType: "notice",
    objectId: id,
    payload: { requestId: id, paymentId, news },
    dedupeKey: `refund-request:${id}:${news}:${reader.toAddress}`,
  };
}
