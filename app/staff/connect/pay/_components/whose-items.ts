import type { DraftLine } from "@/lib/connect-payments/model";

type Translate = (key: "oneClient" | "manyClients", values: Record<string, string | number>) => string;

/** "Bluewater Marine Supply, Inc., client 10427"; or how many clients there are. */
export function whoseItems(lines: readonly Pick<DraftLine, "item">[], t: Translate): string {
  const clients = new Map(lines.map(({ item }) => [item.clientNumber, item.clientName]));
  const [first] = clients;
  if (!first) return "";
  return clients.size === 1
    ? t("oneClient", { name: first[1], number: first[0] })
    : t("manyClients", { count: clients.size });
}
