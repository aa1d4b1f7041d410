import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { newAddress } from "../support/app-client";
import { type ConnectService, demoConnectionId, startConnectService } from "../support/connect-service";
import { allocate, goToPay, nextAmount, payerField, queryApp, searchFor, useSystem } from "../support/connect-steps";
import { useJourney } from "../support/journey";
import { BANKS, CARDS } from "../support/number-guard";
import { fillCard, paymentFields } from "../support/pay-page";

const journey = useJourney();
let service: ConnectService;

/** Of a client of the demo whose invoice is picked below. */
const INVOICE = "204172";
const CLIENT = "10418";
const KESTREL = { name: "Kestrel Software LLC", email: "ap@kestrelsoftware.example" };
const ADAEZE = { name: "Adaeze Okonjo", email: "adaeze.okonjo@mailbox.example" };
const MADE = "asc_of_connect_payer_";

beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
  await useSystem("threeE");
});

afterAll(async () => {
  await queryApp(`delete from associations where id like '${MADE}%'`, []);
  await service?.stop();
});

/** As the payer's Connect tab does it, which has its own journey. */
async function associate({ name }: { name: string }): Promise<void> {
  const made = await queryApp(
    `insert into associations (firm_id, id, payer_id, connection_id, level, client_number, created_by, created_at)
     select firm_id, $1 || id, id, $2, 'client', $3, 'system:test', now() from payers
     where firm_id = 'frm_hartwell' and name = $4 returning id`,
    [MADE, demoConnectionId("threeE"), CLIENT, name],
  );
  expect(made).toHaveLength(1);
}

/** Steps 1 to 3 on the one invoice; ends on the Pay step. */
async function goToPayFor(clerk: Page, amount: string): Promise<void> {
  await searchFor(clerk, "Invoice Number", INVOICE);
  await clerk
    .getByRole("checkbox", { name: `Select invoice ${INVOICE}` })
    .first()
    .check();
  await clerk.getByText("1 item selected").waitFor();
  await allocate(clerk, amount, null);
  await goToPay(clerk);
}

const otherPayer = (clerk: Page) => clerk.getByRole("button", { name: "Choose a different payer" });
const receipts = (clerk: Page) => clerk.getByLabel("Receipts").inputValue();

async function authorize(clerk: Page, name: string): Promise<void> {
  await clerk.getByLabel("Authorized by").fill(name);
  await clerk.getByLabel(/^The client authorized exactly/).check();
}

async function charge(clerk: Page): Promise<void> {
  await clerk.getByRole("button", { name: /^Charge \$/ }).click();
}

describe("the Pay step", () => {
  it("begins with the one payer of the selected items, and charges their saved method", async () => {
    await associate(KESTREL);
    const clerk = await journey.newStaff("clerk");
    await goToPayFor(clerk, nextAmount());
    await otherPayer(clerk).waitFor();
    await clerk.getByText(KESTREL.name).first().waitFor();
    expect(await receipts(clerk)).toBe(KESTREL.email);
    expect(await clerk.getByRole("radio", { name: "Saved method" }).isChecked()).toBe(true);
    expect(await paymentFields(clerk).getByLabel("Card number").count()).toBe(0);
    await authorize(clerk, "Priya Anand");
    await expectAccessible(clerk);
    await charge(clerk);
    await clerk.getByText("Everything was taken.").waitFor();
    await clerk.getByText(/0005/).first().waitFor();

    await goToPayFor(clerk, nextAmount());
    await clerk.getByRole("link", { name: "Send for Payment" }).last().click();
    await clerk.getByLabel("Recipient email").waitFor();
    expect(await clerk.getByLabel("Recipient email").inputValue()).toBe(KESTREL.email);
  });

  it("offers several payers, lets go of one with what was theirs, and takes an eCheck of somebody else", async () => {
    await associate(ADAEZE);
    const clerk = await journey.newStaff("clerk");
    await goToPayFor(clerk, nextAmount());
    await payerField(clerk).waitFor();
    await clerk.getByText("Associated with everything selected").waitFor();
    expect(await receipts(clerk)).toBe("");
    await expectAccessible(clerk);
    await clerk.getByRole("button", { name: `Use ${KESTREL.name}` }).click();
    await otherPayer(clerk).waitFor();
    expect(await receipts(clerk)).toBe(KESTREL.email);
    await otherPayer(clerk).click();
    await clerk.getByRole("button", { name: `Use ${ADAEZE.name}` }).click();
    await otherPayer(clerk).waitFor();
    expect(await receipts(clerk)).toBe(ADAEZE.email);
    await otherPayer(clerk).click();
    await payerField(clerk).fill("Omar Haddad");
    expect(await receipts(clerk)).toBe("");
    await clerk.getByLabel("Receipts").fill(newAddress("omar"));
    await clerk.getByText("eCheck", { exact: true }).click();
    const fields = paymentFields(clerk);
    await fields.getByLabel("Name on account").fill("Omar Haddad");
    await fields.getByLabel("Routing number").fill(BANKS.routing);
    await fields.getByLabel("Account number").fill(BANKS.pays);
    await authorize(clerk, "Omar Haddad");
    await expectAccessible(clerk);
    await charge(clerk);
    await clerk.getByText("Everything was taken.").waitFor();
    await clerk.getByText(/6789/).first().waitFor();
  });

  it("waits where it is while the client’s bank asks them", async () => {
    const clerk = await journey.newStaff("clerk");
    await goToPayFor(clerk, nextAmount());
    await payerField(clerk).fill("Nadia Petrov");
    await clerk.getByLabel("Receipts").fill(newAddress("nadia"));
    await fillCard(clerk, { number: CARDS.authenticate });
    await charge(clerk);
    const bank = clerk.frameLocator('iframe[title="Confirmation by the bank"]');
    await bank.getByRole("button", { name: "Approve" }).waitFor();
    await expectAccessible(clerk);
    await bank.getByRole("button", { name: "Approve" }).click();
    await clerk.getByText("Everything was taken.").waitFor();
  });
});
