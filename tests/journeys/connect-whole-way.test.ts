import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { MATTER_SYSTEMS } from "@/lib/matter-systems/model";
import { expectAccessible } from "../support/accessibility";
import { newAddress, waitForMail } from "../support/app-client";
import { type ConnectService, startConnectService } from "../support/connect-service";
import { allocate, centsOf, goToPay, nextAmount, payerField, selectItems, useSystem } from "../support/connect-steps";
import { readBack, readRecords } from "../support/delivered-files";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { fillCard, payByCard, seeHeading } from "../support/pay-page";
import { openPostings, postAll, seeAfterJobs } from "../support/postings-page";

const SECRET = "Words for the ledger alone";

const journey = useJourney();
let service: ConnectService;

beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
});

afterAll(async () => {
  await useSystem("threeE");
  await service?.stop();
});

type Sums = { invoice: string; deposit: string };

/** Steps 1 to 4 by manual entry. */
async function chargeByEntry(clerk: Page, payer: string, sums: Sums): Promise<void> {
  await selectItems(clerk);
  await allocate(clerk, sums.invoice, sums.deposit);
  await goToPay(clerk);
  const email = newAddress("connect");
  await payerField(clerk).fill(payer);
  await clerk.getByLabel("Receipts").fill(email);
  await clerk.getByRole("textbox", { name: "A/R message", exact: true }).fill(SECRET);
  await fillCard(clerk, { number: CARDS.visa });
  await clerk.getByRole("button", { name: /^Charge \$/ }).click();
  await clerk.getByText("Everything was taken.").waitFor();
  expect(await clerk.getByText("This payment was taken.").count()).toBe(2);
  await expectAccessible(clerk);
  const mail = await waitForMail(email, /receipt/i);
  expect(mail.text + mail.html).not.toContain(SECRET);
  await clerk.reload();
  await clerk.getByText("Everything was taken.").waitFor();
}

/** Steps 1 to 4 by link: one for each kind of money, which the client pays on a phone. */
async function chargeByLink(clerk: Page, payer: string, sums: Sums): Promise<void> {
  await selectItems(clerk);
  await allocate(clerk, sums.invoice, sums.deposit);
  await goToPay(clerk);
  await clerk.getByRole("link", { name: "Send for Payment" }).last().click();
  await clerk.getByLabel("Recipient email").waitFor();
  await payerField(clerk).fill(payer);
  await clerk.getByLabel("Recipient email").fill(newAddress("connect"));
  await clerk.getByRole("textbox", { name: "A/R message", exact: true }).fill(SECRET);
  await clerk.getByRole("button", { name: "Send 2 links" }).click();
  const addresses = clerk.getByLabel("Payment link");
  await addresses.first().waitFor();
  expect(await addresses.count()).toBe(2);
  const client = await journey.newClient();
  for (const address of await addresses.all()) {
    await client.goto(new URL(await address.inputValue()).pathname);
    expect(await client.content()).not.toContain(SECRET);
    await payByCard(client, CARDS.visa);
    await seeHeading(client, "Payment received");
    expect(await client.content()).not.toContain(SECRET);
  }
}

describe.each(MATTER_SYSTEMS)("a firm on %s", (system) => {
  it("takes money by entry and by link, and each line comes back from the delivered file to the cent, Confirmed", async () => {
    await useSystem(system);
    const clerk = await journey.newStaff("clerk");
    const payer = `Nadia Petrov ${system}`;
    const byEntry = { invoice: nextAmount(), deposit: nextAmount() };
    const byLink = { invoice: nextAmount(), deposit: nextAmount() };
    await chargeByEntry(clerk, payer, byEntry);
    await chargeByLink(clerk, payer, byLink);

    await openPostings(clerk, "pending", payer);
    await seeAfterJobs(clerk, clerk.locator("tr[data-row]"), { times: 4 });
    await postAll(clerk);
    await openPostings(clerk, "posted", payer);
    await seeAfterJobs(clerk, clerk.locator("tr[data-row]").getByText("Confirmed"), { times: 4, laterMs: 120_000 });

    const shown = await readRecords(clerk);
    const receipts = await readBack(service.folder, system, new Set(shown.map(({ number }) => number)));
    const taken = [
      ...[byEntry, byLink].map(({ invoice }) => ["invoice", centsOf(invoice)]),
      ...[byEntry, byLink].map(({ deposit }) => ["trust", centsOf(deposit)]),
    ];
    const inOrder = (lines: readonly unknown[][]) => lines.map((line) => line.join(" ")).sort();
    expect(inOrder(receipts.map(({ kind, cents }) => [kind, cents]))).toEqual(inOrder(taken));
    expect(inOrder(receipts.map(({ reference, cents }) => [reference, cents]))).toEqual(
      inOrder(shown.map(({ number, cents }) => [number, cents])),
    );
    expect(shown.map(({ state }) => state)).toEqual(Array(4).fill("confirmed"));
  });
});
