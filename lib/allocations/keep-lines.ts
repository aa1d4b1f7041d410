import { allocationLines } from "@/db/schema/allocations";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** One line of an obligation. Amounts in minor units; `balanceCents` is what was open or held when the line was made. */
export type KeptLine = { item: OpenItem; amountCents: number; balanceCents: number };

export type KeptLines = {
  /** "link:lnk_1", "cart:crt_1:operating": every payment of it has these lines. */
  obligation: string;
  connectionId: string;
  lines: readonly KeptLine[];
  /** Travels to the matter system; no page, mail or receipt of the client reads it. */
  arMessage: string;
};

/**
 * Writes down what an obligation is to be spread over in the matter system, in the transaction that makes the obligation. Never changed
 * afterwards: another spread is another obligation.
 */
export async function keepLines(
  ctx: Ctx,
  tx: Tx,
  { obligation, connectionId, lines, arMessage }: KeptLines,
): Promise<void> {
  invariant(lines.length > 0, `${obligation} has lines`);
  const createdAt = ctx.clock.now();
  await tx.insert(allocationLines).values(
    lines.map(({ item, amountCents, balanceCents }, place) => {
      const { key: itemKey, kind, clientNumber, clientName, matterNumber, matterName, currency } = item;
      const { invoiceNumber, payorNumber, payorName, bankAccount } = item;
      return {
        ...{ firmId: ctx.firmId, obligation, place, connectionId, kind, itemKey, arMessage, createdAt },
        ...{ clientNumber, clientName, matterNumber, matterName, invoiceNumber, payorNumber, payorName, bankAccount },
        ...{ balanceCents, amountCents, currency },
      };
    }),
  );
}
