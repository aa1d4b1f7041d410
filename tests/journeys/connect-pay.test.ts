import { Client } from "pg";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { MATTER_SYSTEMS, type MatterSystemId } from "@/lib/matter-systems/model";
import { expectAccessible } from "../support/accessibility";
import { newAddress, waitForMail } from "../support/app-client";
import { type ConnectService, demoConnectionId, startConnectService } from "../support/connect-service";
import { DESK, PHONE, useJourney } from "../support/journey";
import { tabTo } from "../support/keyboard";
import { CARDS } from "../support/number-guard";
import { fillCard, seeHeading } from "../support/pay-page";

const journey = useJourney();
let service: ConnectService;
let cents = Math.floor(Math.random() * 900);

const SECRET = "Words for the ledger alone";

beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
});

afterAll(async () => {
  await useSystem("threeE");
  await service.stop();
});

async function query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The matter system that the first demo firm works with. */
async function useSystem(system: MatterSystemId): Promise<void> {
  const change = "update connect_settings set connection_id = $1 where firm_id = 'frm_hartwell'";
  await query(change, [demoConnectionId(system)]);
}

/** Each time another sum, so that nothing looks like a payment of another test. */
function nextAmount(): string {
  cents += 1;
  return `${Math.floor(1 + cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

const search = (clerk: Page) => clerk.getByRole("main").getByRole("button", { name: "Search", exact: true });

/** Steps 1 and 2: the first open invoice, and the first trust ledger of another search. */
async function selectItems(clerk: Page, { withTrust = true } = {}): Promise<void> {
  await clerk.goto("/staff/connect/pay?change=1");
  await seeHeading(clerk, "Make a Payment");
  await clerk.getByLabel("Client Name").check();
  await clerk.getByRole("button", { name: "Continue to Search" }).click();
  await clerk.waitForURL(/\/search\?/);
  await clerk.getByLabel("Client Name").fill("a");
  await search(clerk).click();
  await clerk
    .getByRole("checkbox", { name: /^Select invoice/ })
    .first()
    .check();
  await clerk.getByText("1 item selected").waitFor();
  if (!withTrust) return;
  await clerk.getByText("Trust ledgers", { exact: true }).click();
  await search(clerk).click();
  await clerk
    .getByRole("checkbox", { name: /^Select ledger/ })
    .first()
    .check();
  await clerk.getByText("2 items selected").waitFor();
}

/** Step 3: the invoice by Auto-apply, the ledger by hand. */
async function allocate(clerk: Page, amount: string, deposit: string | null): Promise<void> {
  await clerk.getByRole("button", { name: "Continue to Allocate" }).click();
  await clerk.getByLabel("Amount to pay", { exact: true }).fill(amount);
  await clerk.getByRole("button", { name: "Auto-apply" }).click();
  await clerk.getByText("Fully applied").waitFor();
  if (deposit) {
    await clerk.getByText("Trust payments must be applied manually").waitFor();
    await clerk
      .getByLabel(/^Deposit now on/)
      .first()
      .fill(deposit);
    await clerk.getByText("Two payments will be taken.").waitFor();
  }
}

async function goToPay(clerk: Page): Promise<void> {
  await clerk.getByRole("button", { name: "Continue to Pay" }).click();
  await clerk.getByLabel("Receipts").waitFor();
}

const payerField = (clerk: Page) => clerk.getByRole("combobox", { name: "Payer", exact: true });

/** The lines that were written for a source since the test began. */
function linesSince(since: Date, source: string) {
  return query<{ kind: string; cents: number; message: string }>(
    `select l.kind, l.amount_cents::int as cents, l.ar_message as message from allocation_lines l
     where l.firm_id = 'frm_hartwell' and l.created_at >= $1 and l.obligation like $2 order by l.kind`,
    [since, source],
  );
}

describe.each(MATTER_SYSTEMS)("a clerk of a firm on %s", (system) => {
  it("charges an invoice and a trust deposit in four steps: two payments, each with its lines", async () => {
    await useSystem(system);
    const since = new Date();
    const clerk = await journey.newStaff("clerk");
    const [amount, deposit] = [nextAmount(), nextAmount()];
    await selectItems(clerk);
    await allocate(clerk, amount, deposit);
    await goToPay(clerk);
    const email = newAddress("connect");
    await payerField(clerk).fill(`Nadia Petrov ${cents}`);
    await clerk.getByLabel("Receipts").fill(email);
    await clerk.getByLabel("Custom A/R message").fill(SECRET);
    await fillCard(clerk, { number: CARDS.visa });
    await clerk.getByRole("button", { name: /^Charge \$/ }).click();
    await clerk.getByText("Everything was taken.").waitFor();
    expect(await clerk.getByText("This payment was taken.").count()).toBe(2);
    await expectAccessible(clerk);
    const lines = await linesSince(since, "cart:%");
    expect(lines.map(({ kind, message }) => [kind, message])).toEqual([
      ["invoice", SECRET],
      ["trust", SECRET],
    ]);
    const mail = await waitForMail(email, /receipt/i);
    expect(mail.text + mail.html).not.toContain(SECRET);
    await clerk.reload();
    await clerk.getByText("Everything was taken.").waitFor();
  });

  it("sends it instead: a link for each kind of money, which the client pays", async () => {
    await useSystem(system);
    const clerk = await journey.newStaff("clerk");
    await selectItems(clerk);
    await allocate(clerk, nextAmount(), nextAmount());
    await goToPay(clerk);
    await clerk.getByRole("link", { name: "Send for Payment" }).last().click();
    await clerk.getByLabel("Recipient email").waitFor();
    await payerField(clerk).fill(`Nadia Petrov ${cents}`);
    await clerk.getByLabel("Recipient email").fill(newAddress("connect"));
    await clerk.getByLabel("Custom A/R message").fill(SECRET);
    await clerk.getByRole("button", { name: "Send 2 links" }).click();
    const addresses = clerk.getByLabel("Payment link");
    await addresses.first().waitFor();
    expect(await addresses.count()).toBe(2);
    const client = await journey.newClient();
    await client.goto(new URL(await addresses.first().inputValue()).pathname);
    await fillCard(client, { number: CARDS.visa });
    expect(await client.content()).not.toContain(SECRET);
    await client.getByRole("button", { name: /^Pay \$/ }).click();
    await seeHeading(client, "Payment received");
    expect(await client.content()).not.toContain(SECRET);
  });
});

describe.each([
  ["at a desk", DESK],
  ["on a phone", PHONE],
])("a clerk %s", (_name, options) => {
  it("finds each step without a fault, comes back without loss, and is asked before the selection is erased", async () => {
    await useSystem("threeE");
    const clerk = await journey.newStaff("clerk", options);
    await selectItems(clerk);
    await expectAccessible(clerk);
    await clerk.getByRole("link", { name: /^Selected/ }).click();
    await clerk.getByRole("heading", { name: "Selected trust ledgers" }).waitFor();
    await expectAccessible(clerk);
    await allocate(clerk, nextAmount(), nextAmount());
    await expectAccessible(clerk);
    await goToPay(clerk);
    await expectAccessible(clerk);
    await clerk.goBack();
    await clerk.getByText("Fully applied").waitFor();
    await clerk.reload();
    await clerk.getByText("Fully applied").waitFor();
    await clerk.getByRole("link", { name: /^Back to Search/ }).click();
    await clerk.getByText("2 items selected").waitFor();
    await clerk.getByRole("link", { name: "Search criteria" }).click();
    const dialog = clerk.getByRole("dialog");
    await dialog.getByText("Erase 2 selected items?").waitFor();
    await expectAccessible(clerk);
    await dialog.getByRole("button", { name: "Keep the selection" }).click();
    await clerk.getByText("2 items selected").waitFor();
    await clerk.getByRole("link", { name: "Search criteria" }).click();
    await dialog.getByRole("button", { name: "Erase and go back" }).click();
    await clerk.getByRole("button", { name: "Continue to Search" }).waitFor();
  });
});

it("a clerk without a mouse orders the lines and goes on", async () => {
  await useSystem("threeE");
  const clerk = await journey.newStaff("clerk");
  await selectItems(clerk, { withTrust: false });
  await clerk
    .getByRole("checkbox", { name: /^Select invoice/ })
    .nth(1)
    .check();
  await clerk.getByText("2 items selected").waitFor();
  await clerk.getByRole("button", { name: "Continue to Allocate" }).press("Enter");
  await clerk.getByRole("button", { name: "Auto-apply" }).waitFor();
  const first = await clerk
    .getByRole("button", { name: /^Down:/ })
    .first()
    .getAttribute("aria-label");
  await tabTo(clerk, first ?? "");
  await clerk.keyboard.press("Enter");
  await clerk.getByText(/is now number 2 of 2/).waitFor();
  await expect
    .poll(() =>
      clerk
        .getByRole("button", { name: /^Down:/ })
        .nth(1)
        .getAttribute("aria-label"),
    )
    .toBe(first);
});

it("a clerk who always searches the same way begins at step 2, with a way back", async () => {
  await useSystem("threeE");
  const clerk = await journey.newStaff("clerk");
  await clerk.goto("/staff/connect/pay?change=1");
  await clerk.getByLabel("Invoice Number").check();
  await clerk.getByLabel("Always use this search").check();
  await clerk.getByRole("button", { name: "Continue to Search" }).click();
  await clerk.waitForURL(/\/search\?/);
  await clerk.goto("/staff/connect/pay");
  await clerk.waitForURL(/\/search\?.*by=invoice_number/);
  await clerk.getByRole("link", { name: "Search criteria" }).click();
  await clerk.getByLabel("Always use this search").uncheck();
  await clerk.getByRole("button", { name: "Continue to Search" }).click();
  await clerk.waitForURL(/\/search\?/);
  await clerk.goto("/staff/connect/pay");
  await clerk.getByRole("button", { name: "Continue to Search" }).waitFor();
});
