import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { DeliveredFile } from "@/connect/demo/readers/delivered";
import { readAderantFile } from "@/connect/demo/readers/read-aderant";
import { readEnterpriseFile } from "@/connect/demo/readers/read-enterprise";
import { readProlawFile } from "@/connect/demo/readers/read-prolaw";
import { readThreeEFile } from "@/connect/demo/readers/read-three-e";
import { MATTER_SYSTEMS, type MatterSystemId } from "@/lib/matter-systems/model";
import { expectAccessible } from "../support/accessibility";
import { newAddress, waitForMail } from "../support/app-client";
import { type ConnectService, demoConnectionId, startConnectService } from "../support/connect-service";
import {
  allocate,
  centsOf,
  goToPay,
  nextAmount,
  payerField,
  queryApp,
  selectItems,
  useSystem,
} from "../support/connect-steps";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { fillCard, payByCard, seeHeading } from "../support/pay-page";
import { listTakenFiles, openPostings, postAll, seeAfterJobs } from "../support/postings-page";

/** The second program: it shares nothing with the one that writes posting files. */
const READERS: Record<MatterSystemId, (bytes: Buffer) => DeliveredFile> = {
  enterprise: readEnterpriseFile,
  threeE: readThreeEFile,
  prolaw: readProlawFile,
  aderant: readAderantFile,
};
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

type ShownRecord = { number: string; cents: number; state: string };

/** The rows of Manage Postings as they stand on the screen. */
async function readRecords(clerk: Page): Promise<ShownRecord[]> {
  const rows = await clerk.locator("tr[data-row]").all();
  return Promise.all(
    rows.map(async (row) => {
      const name = (await row.getByRole("checkbox").getAttribute("aria-label")) ?? "";
      const text = (await row.textContent()) ?? "";
      return {
        number: /D-\d{4}-\d{6}/.exec(name)?.[0] ?? name,
        cents: centsOf(/\$[\d,]+\.\d{2}/.exec(text)?.[0] ?? ""),
        state: text.includes("Confirmed") ? "confirmed" : text,
      };
    }),
  );
}

/** Of the files that hold these records: what they say of them, and whether each whole file is what the portal says it sent. */
async function readBack(system: MatterSystemId, numbers: ReadonlySet<string>) {
  const files = listTakenFiles(service.folder, demoConnectionId(system));
  const delivered = files.map(({ name, bytes }) => ({ name, receipts: READERS[system](bytes).receipts }));
  const ours = delivered.filter(({ receipts }) => receipts.some(({ reference }) => numbers.has(reference)));
  for (const { name, receipts } of ours) {
    const sent = await queryApp<{ records: number; cents: number }>(
      "select records, total_cents::int as cents from posting_batches where firm_id = 'frm_hartwell' and file_name = $1",
      [name],
    );
    expect(sent).toEqual([{ records: receipts.length, cents: receipts.reduce((sum, { cents }) => sum + cents, 0) }]);
  }
  return ours.flatMap(({ receipts }) => receipts.filter(({ reference }) => numbers.has(reference)));
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
    const receipts = await readBack(system, new Set(shown.map(({ number }) => number)));
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
