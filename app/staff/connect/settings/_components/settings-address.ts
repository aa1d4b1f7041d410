export type Address = Record<string, string | string[] | undefined>;

export const SETTINGS_TABS = ["connection", "accounts", "rules", "file"] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

/** What stands in the address bar of Connect's settings. */
export function readSettingsAddress({ tab }: Address): SettingsTab {
  return SETTINGS_TABS.find((each) => each === (Array.isArray(tab) ? tab[0] : tab)) ?? "connection";
}

export function settingsAddressOf(tab: SettingsTab): string {
  return `/staff/connect/settings${tab === "connection" ? "" : `?tab=${tab}`}`;
}
