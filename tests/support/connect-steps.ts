import { Client } from "pg";
import type { Page } from "playwright-core";
import { inject } from "vitest";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { demoConnectionId } from "./connect-service";
import { seeHeading } from "./pay-page";

/** Make a Payment, step by step, by the words on the screen. */

let cents = Math.floor(Math.random() * 900);

/** Asks the app's database as its owner. */
export async function queryApp<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** The matter system that the first demo firm works with. */
export async function useSystem(system: MatterSystemId): Promise<void> {
  const change = "update connect_settings set connection_id = $1 where firm_id = 'frm_hartwell'";
  await queryApp(change, [demoConnectionId(system)]);
}

/** Each time another sum, so that nothing looks like a payment of another test. */
export function nextAmount(): string {
  cents += 1;
  return `${Math.floor(1 + cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** "1,234.56" or "$1,234.56" in cents. */
export function centsOf(amount: string): number {
  return Math.round(Number(amount.replace(/[^\d.-]/g, "")) * 100);
}

export const searchButton = (clerk: Page) =>
  clerk.getByRole("main").getByRole("button", { name: "Search", exact: true });

export const payerField = (clerk: Page) => clerk.getByRole("combobox", { name: "Payer", exact: true });

/** Steps 1 and 2: the first open invoice, and the first trust ledger of another search. */
export async function selectItems(clerk: Page, { withTrust = true } = {}): Promise<void> {
  await searchFor(clerk, "Client Name", "a");
  await clerk
    .getByRole("checkbox", { name: /^Select invoice/ })
    .first()
    .check();
  await clerk.getByText("1 item selected").waitFor();
  if (!withTrust) return;
  await clerk.getByText("Trust ledgers", { exact: true }).click();
  await searchButton(clerk).click();
  await clerk
    .getByRole("checkbox", { name: /^Select ledger/ })
    .first()
    .check();
  await clerk.getByText("2 items selected").waitFor();
}

/** Begins a new payment and looks for invoices. */
export async function searchFor(clerk: Page, field: string, text: string): Promise<void> {
  await clerk.goto("/staff/connect/pay?change=1");
  await seeHeading(clerk, "Make a Payment");
  await clerk.getByLabel(field).check();
  await searchButton(clerk).click();
  await clerk.waitForURL(/\/search\?/);
  await clerk.getByLabel(field).fill(text);
  await searchButton(clerk).click();
}

/** Step 3: the invoice by Auto-apply, the ledger by hand. */
export async function allocate(clerk: Page, amount: string, deposit: string | null): Promise<void> {
  await clerk.getByRole("button", { name: "Allocate" }).click();
  await clerk.getByLabel("Amount to pay", { exact: true }).fill(amount);
  await clerk.getByRole("button", { name: "Auto-apply" }).click();
  await clerk.getByText("Fully applied").waitFor();
  if (!deposit) return;
  await clerk.getByText("Trust payments must be applied manually").waitFor();
  await clerk
    .getByLabel(/^Deposit now on/)
    .first()
    .fill(deposit);
  await clerk.getByText("Two payments will be taken.").waitFor();
}

export async function goToPay(clerk: Page): Promise<void> {
  await clerk.getByRole("button", { name: /^Pay/ }).click();
  await clerk.getByLabel("Receipts").waitFor();
}
