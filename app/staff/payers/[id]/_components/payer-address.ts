export type Address = Record<string, string | string[] | undefined>;

export const PAYER_TABS = ["overview", "methods", "schedules", "invoices", "connect", "history"] as const;
export type PayerTab = (typeof PAYER_TABS)[number];

/** The tabs that a firm has; those of a module are absent where it is off. */
export function listPayerTabs(isOn: { connect: boolean; invoices: boolean }): PayerTab[] {
  return PAYER_TABS.filter((tab) => (tab !== "connect" && tab !== "invoices") || isOn[tab]);
}

/** What stands in the address bar of a payer's page. */
export function readPayerAddress(
  address: Address,
  tabs: readonly PayerTab[],
): {
  tab: PayerTab;
  cursor: string;
  isMade: boolean;
  isMerged: boolean;
} {
  const tab = tabs.find((each) => each === textOf(address.tab)) ?? "overview";
  return {
    tab,
    cursor: textOf(address.cursor).slice(0, 200),
    isMade: textOf(address.made) === "1",
    isMerged: textOf(address.merged) === "1",
  };
}

export function payerAddressOf(payerId: string, tab: PayerTab, cursor = ""): string {
  const query = new URLSearchParams();
  if (tab !== "overview") query.set("tab", tab);
  if (cursor) query.set("cursor", cursor);
  const text = query.toString();
  return `/staff/payers/${payerId}${text ? `?${text}` : ""}`;
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
