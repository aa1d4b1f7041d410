import type { MatterSystem } from "@/lib/matter-systems/port";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";

/** How many clients there are, each with an Auto-Pay of its own, and what each owes. */
export const CLIENTS = 20;
export const INVOICES = [15_000, 4_000] as const;

export const clientNumberOf = (client: number) => String(40_000 + client);

/** Every client's invoices, open for good: what was paid here and is not confirmed there must be known here. */
export function openMatterSystem(): MatterSystem {
  const items = Array.from({ length: CLIENTS }, (_, client) =>
    INVOICES.map((balanceCents, place) => {
      const invoiceNumber = `${clientNumberOf(client)}-${place}`;
      const named = {
        key: invoiceNumber,
        invoiceNumber,
        clientNumber: clientNumberOf(client),
        clientName: "Bluewater",
      };
      return makeItem({ ...named, matterNumber: `${clientNumberOf(client)}-0001`, balanceCents });
    }),
  );
  return makeItemsSystem(items.flat());
}
