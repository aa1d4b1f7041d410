import type { ClientBase } from "pg";
import { auditLog } from "@/db/schema/effects";
import { CURRENCY, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { ToldLink } from "./links";
import type { Random } from "./random";
import type { Attempt } from "./story";

type Entry = {
  at: Date;
  actor: string;
  action: string;
  objectType: string;
  objectId: string;
  detail: Record<string, unknown>;
};

/** What the verbs would have written, in order of time. The database chains each row to the one before. */
export async function writeAudit(
  client: ClientBase,
  input: { random: Random; firm: SeedFirm; attempts: readonly Attempt[]; links: readonly ToldLink[]; openedAt: Date },
): Promise<void> {
  const { random, firm, openedAt } = input;
  const founding = firm.users.map(
    ({ id, email }): Entry => ({
      at: openedAt,
      actor: "system:seed",
      action: "user.create",
      objectType: "user",
      objectId: id,
      detail: { email },
    }),
  );
  const entries = [...founding, ...input.attempts.flatMap(entriesOfPayment), ...input.links.flatMap(entriesOfLink)];
  entries.sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows(
    client,
    auditLog,
    entries.map((entry) => ({
      firmId: firm.firmId,
      seq: 0,
      ...entry,
      ip: addressOf(random, entry.actor),
      prevHash: "",
      hash: "",
    })),
  );
}

function entriesOfPayment(attempt: Attempt): Entry[] {
  const { id, amountCents, account, source } = attempt;
  const object = { objectType: "payment", objectId: id };
  const outcomes = attempt.moves.flatMap(({ to, at, actor, detail }): Entry[] => {
    if (to === "declined")
      return [{ at, actor, action: "payment.declined", ...object, detail: { amountCents, code: detail.code } }];
    if (to !== "approved" && to !== "pending") return [];
    return [
      {
        at,
        actor,
        action: `payment.${to}`,
        ...object,
        detail: { amountCents, currency: CURRENCY, accountId: account.id, source },
      },
    ];
  });
  const refunds = attempt.refunds.map(
    (refund): Entry => ({
      at: refund.at,
      actor: refund.actor,
      action: "refund.done",
      ...object,
      detail: { refundId: refund.id, amountCents: refund.amountCents, currency: CURRENCY, reason: refund.reason },
    }),
  );
  return [...outcomes, ...refunds];
}

function entriesOfLink({ row, events }: ToldLink): Entry[] {
  const object = { objectType: "pay_link", objectId: row.id };
  const { amountCents, currency, accountId, byEmail } = row;
  return events.flatMap(({ kind, actor, at }): Entry[] => {
    if (kind === "created")
      return [
        {
          at,
          actor,
          action: "pay_link.create",
          ...object,
          detail: { amountCents, currency, accountId, send: byEmail },
        },
      ];
    return kind === "cancelled" ? [{ at, actor, action: "pay_link.cancel", ...object, detail: {} }] : [];
  });
}

/** Addresses of the ranges that are kept for documentation; jobs have none. */
function addressOf(random: Random, actor: string): string {
  if (actor.startsWith("system:")) return "";
  return actor.startsWith("user:") ? `198.51.100.${random.int(10, 14)}` : `203.0.113.${random.int(1, 254)}`;
}
