import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listChargesOf } from "../support/app-client";
import { type ConnectService, startConnectService } from "../support/connect-service";
import { useSystem } from "../support/connect-steps";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { payButton, payByCard, seeHeading } from "../support/pay-page";
import { openPostings } from "../support/postings-page";

/** Two open invoices of one client of the demo's Elite 3E; see db/seed/matter-systems/known-bills.ts. */
const CLIENT = { number: "10427", invoices: ["204131", "204160"], total: "$2,800.20" };
const SLUG = `invoices-${Date.now()}`;
const FIND = { name: "Find invoices" } as const;
const NEXT = { name: "Continue to payment" } as const;

const journey = useJourney();
let service: ConnectService | null = null;
const start = () => startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });

beforeAll(async () => {
  service = await start();
  await useSystem("threeE");
});
afterAll(() => service?.stop());

describe("a Connect page", () => {
  it("is made by staff; a client finds two invoices on a phone, pays both once, and staff see them in Manage Postings", async () => {
    const staff = await journey.newStaff("clerk");
    await staff.goto("/staff/connect/pages");
    await seeHeading(staff, "Connect payment pages");
    await expectAccessible(staff);
    await staff.getByRole("link", { name: "New Connect page" }).click();
    await seeHeading(staff, "New Connect page");
    await staff.getByLabel("Internal name").fill("Journey of invoices");
    await staff.getByLabel("Last part of the address").fill(SLUG);
    await staff.getByLabel("Heading").fill("Pay your invoices");
    await staff.getByText("Both", { exact: true }).click();
    await staff.getByText("guessed numbers show nothing").waitFor();
    await staff.getByLabel("Fallback page").selectOption({ label: "Pay an invoice" });
    await expectAccessible(staff);
    await staff.getByRole("button", { name: "Save as draft" }).click();
    await seeHeading(staff, "Journey of invoices");
    await staff.getByRole("button", { name: "Publish" }).click();
    await staff.getByLabel("Page address").waitFor();
    await expectAccessible(staff);

    const client = await journey.newClient();
    await client.goto(`/pages/hartwell/${SLUG}`);
    await seeHeading(client, "Pay your invoices");
    await expectAccessible(client);
    await client.getByRole("button", FIND).click();
    await client.getByText("2 fields need a correction").waitFor();
    await expectAccessible(client);
    await client.getByLabel("Invoice number").fill(CLIENT.invoices[0] ?? "");
    await client.getByLabel("Client number").fill(CLIENT.number);
    await client.getByRole("button", FIND).click();
    const boxes = CLIENT.invoices.map((number) => client.getByRole("checkbox", { name: `Invoice ${number}` }));
    for (const box of boxes) await box.waitFor();
    expect(await boxes[0]?.isChecked()).toBe(true);
    await client.getByText("$1,840.20", { exact: true }).first().waitFor();
    await boxes[1]?.check();
    await client.getByText(CLIENT.total, { exact: true }).waitFor();
    await expectAccessible(client);
    await client.getByRole("button", NEXT).click();
    await client.getByText("1 field needs a correction").waitFor();
    expect(await boxes[1]?.isChecked()).toBe(true);
    await client.getByLabel("Name", { exact: true }).fill("Ivy Connectpage");
    await client.getByRole("button", NEXT).click();
    await payButton(client).waitFor();
    expect(await payButton(client).textContent()).toBe(`Pay ${CLIENT.total}`);
    for (const number of CLIENT.invoices) await client.getByText(`Invoice ${number}`).waitFor({ state: "attached" });
    await expectAccessible(client);
    await payByCard(client, CARDS.visa);
    await seeHeading(client, "Payment received");

    await openPostings(staff, "pending", "Ivy Connectpage");
    const rows = staff.getByRole("row").filter({ hasText: "Ivy Connectpage" });
    await expect.poll(() => rows.count()).toBe(2);
    for (const number of CLIENT.invoices) await rows.filter({ hasText: number }).waitFor();
    expect(await rows.getByText("From a payment page").count()).toBe(2);
    const href = await rows.first().getByRole("link", { name: "Ivy Connectpage" }).getAttribute("href");
    const paymentId = /pay_\w+/.exec(href ?? "")?.[0] ?? "";
    expect(await listChargesOf(paymentId)).toHaveLength(1);

    await client.goto(`/pages/hartwell/${SLUG}`);
    await client.getByLabel("Invoice number").fill(CLIENT.invoices[0] ?? "");
    await client.getByLabel("Client number").fill(CLIENT.number);
    await client.getByRole("button", FIND).click();
    await client.getByText("Nothing open was found.").waitFor();
  });

  it("without scripts, in French: says alike what is unknown and another's, leads on with what was typed, and counts what is ticked", async () => {
    const client = await journey.newClient({ javaScriptEnabled: false });
    await client.goto("/pages/hartwell/invoices?lang=fr");
    await client.getByLabel("Numéro de facture").fill("204188");
    await client.getByRole("button", { name: "Trouver les factures" }).click();
    await client.getByText("Rien d’ouvert n’a été trouvé.").waitFor();
    await client.getByRole("link", { name: "Payer sans consultation" }).click();
    expect(await client.getByLabel("Numéro de facture").inputValue()).toBe("204188");

    await client.goto("/pages/hartwell/invoices?lang=fr");
    await client.getByLabel("Numéro de facture").fill("204188");
    await client.getByLabel("Numéro de client").fill("10360");
    await client.getByRole("button", { name: "Trouver les factures" }).click();
    await client.getByRole("checkbox", { name: "Facture 204188" }).check();
    await client.getByRole("button", { name: "Recalculer" }).click();
    expect(await client.getByRole("checkbox", { name: "Facture 204188" }).isChecked()).toBe(true);
    await client.getByLabel("Nom", { exact: true }).fill("Amélie Fournier");
    await client.getByRole("button", { name: "Continuer vers le paiement" }).click();
    await client.getByRole("button", { name: /^Payer [\d\s]+,\d\d\s\$\sUS$/ }).waitFor();
  });

  it("says so while the matter system is away, and leads on", async () => {
    await service?.stop();
    const client = await journey.newClient();
    await client.goto("/pages/hartwell/invoices");
    await client.getByLabel("Client number").fill(CLIENT.number);
    await client.getByRole("button", FIND).click();
    await client.getByText("Invoices cannot be looked up right now.").waitFor({ timeout: 30_000 });
    await expectAccessible(client);
    await client.getByRole("link", { name: "Pay without a look-up" }).click();
    await seeHeading(client, "Pay your invoice");
    expect(await client.getByLabel("Client number").inputValue()).toBe(CLIENT.number);
    service = await start();
  });
});
