import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listChargesOf, newAddress, waitForMail } from "../support/app-client";
import { DESK, PHONE, useJourney } from "../support/journey";
import { readFocus, tabTo } from "../support/keyboard";
import { BANKS, CARDS } from "../support/number-guard";
import { fillCard, paymentFields, seeHeading } from "../support/pay-page";

const journey = useJourney();
let cents = Math.floor(Math.random() * 50_000);

/** Each time another sum, so that nothing looks like a payment of another test. */
function nextAmount(): string {
  cents += 1;
  return `$${(100 + cents / 100).toFixed(2)}`;
}

/** Opens an empty form. What is typed and not charged may be left: who closes the tab is asked by the browser. */
async function openForm(options: typeof DESK | typeof PHONE = DESK): Promise<Page> {
  const clerk = await journey.newStaff("clerk", options);
  clerk.on("dialog", (dialog) => dialog.accept());
  await clerk.goto("/staff/enter-payment");
  await seeHeading(clerk, "Enter Payment");
  await paymentFields(clerk).getByLabel("Card number").waitFor();
  await clerk.waitForURL(/[?&]form=req_/);
  // The account that was used last is remembered.
  await clerk.getByLabel("Merchant account").selectOption({ label: "Operating" });
  await paymentFields(clerk).getByLabel("Card number").waitFor();
  return clerk;
}

const payerField = (clerk: Page) => clerk.getByRole("combobox", { name: "Payer", exact: true });
const chargeButton = (clerk: Page) => clerk.getByRole("button", { name: /^Charge( \$[\d,.]+)?$/ });

async function seeCharged(clerk: Page, amount: string): Promise<string> {
  await clerk.getByText(`${amount} charged`).waitFor();
  const link = clerk.getByRole("link", { name: /^P-\d{4}-/ });
  return (await link.getAttribute("href"))?.split("/").at(-1) ?? "";
}

async function choosePayer(clerk: Page, name: string): Promise<void> {
  await payerField(clerk).pressSequentially(name.slice(0, 9));
  await clerk.getByRole("option", { name: new RegExp(`^${name}`) }).waitFor();
  await clerk.keyboard.press("ArrowDown");
  await clerk.keyboard.press("Enter");
  await clerk.getByRole("button", { name: "Choose another payer" }).waitFor();
}

describe.each([
  ["at a desk", DESK],
  ["on a phone", PHONE],
])("a clerk %s", (_name, options) => {
  it("charges a new card, mails the receipt, keeps the payer, and finds the result again", async () => {
    const clerk = await openForm(options);
    await expectAccessible(clerk);
    await chargeButton(clerk).click();
    await clerk.getByRole("alert").filter({ hasText: "2 fields need a correction" }).waitFor();
    await expectAccessible(clerk);
    const amount = nextAmount();
    const email = newAddress("enter");
    await clerk.getByLabel("Amount").fill(amount);
    // A name of its own: the list of those that match would lie over the box.
    const name = `Nadia Petrov ${cents}`;
    await payerField(clerk).fill(name);
    await clerk.getByLabel("Save payer").check();
    await clerk.getByLabel("Invoice number").fill("204118");
    await clerk.getByLabel("Receipt emails").fill(email);
    await fillCard(clerk, { number: CARDS.visa });
    await clerk.getByRole("button", { name: `Charge ${amount}` }).click();
    const paymentId = await seeCharged(clerk, amount);
    await clerk.getByText(`The receipt goes to ${email}.`).waitFor();
    await expectAccessible(clerk);
    await waitForMail(email, /^Receipt /);
    expect(await listChargesOf(paymentId)).toHaveLength(1);
    await clerk.getByRole("link", { name, exact: true }).waitFor();
    for (const button of ["Resend receipt", "Void", "Refund"])
      await clerk.getByRole("button", { name: button }).waitFor();
    await clerk.getByRole("link", { name: "Quick Pay" }).click();
    await clerk.getByRole("button", { name: "Choose another payer" }).waitFor();
    expect(await clerk.getByLabel("Receipt emails").inputValue()).toBe(email);
  });

  it("is told why a card is declined and what to do, keeps what was typed, and charges another", async () => {
    const clerk = await openForm(options);
    const amount = nextAmount();
    await clerk.getByLabel("Amount").fill(amount);
    await payerField(clerk).fill("Bruno Keller");
    await clerk.getByLabel("Note").fill("Called at noon.");
    await fillCard(clerk, { number: CARDS.insufficientFunds });
    await chargeButton(clerk).click();
    await clerk.getByText("Declined: Insufficient funds. Nothing was charged.").waitFor();
    await clerk.getByText("Ask for another card, or for a smaller amount.").waitFor();
    await expectAccessible(clerk);
    expect(await clerk.getByLabel("Note").inputValue()).toBe("Called at noon.");
    expect(await paymentFields(clerk).getByLabel("Card number").inputValue()).toBe("");
    await fillCard(clerk, { number: CARDS.mastercard });
    await chargeButton(clerk).click();
    await seeCharged(clerk, amount);
  });

  it("debits a bank account on words that are read to the client", async () => {
    const clerk = await openForm(options);
    const amount = nextAmount();
    await clerk.getByLabel("Amount").fill(amount);
    await payerField(clerk).fill("Adaeze Nwosu");
    await clerk.getByText("eCheck", { exact: true }).click();
    await clerk.getByText(`once for ${amount} on or after`).waitFor();
    const fields = paymentFields(clerk);
    await fields.getByLabel("Name on account").fill("Adaeze Nwosu");
    await fields.getByLabel("Routing number").fill(BANKS.routing);
    await fields.getByLabel("Account number").fill(BANKS.pays);
    await chargeButton(clerk).click();
    await clerk.getByRole("alert").filter({ hasText: "2 fields need a correction" }).waitFor();
    await clerk.getByLabel("Authorized by").fill("Adaeze Nwosu");
    await clerk.getByLabel(/^The client authorized exactly/).check();
    await expectAccessible(clerk);
    await chargeButton(clerk).click();
    await clerk.getByText(`${amount} submitted`).waitFor();
    await clerk.getByText("clears it in 3 to 5 business days").waitFor();
    await expectAccessible(clerk);
  });

  it("charges a saved method of a payer who is found by typing", async () => {
    const clerk = await openForm(options);
    const amount = nextAmount();
    await clerk.getByLabel("Amount").fill(amount);
    await choosePayer(clerk, "Bluewater");
    await clerk.getByLabel("Saved method", { exact: true }).last().waitFor();
    await clerk.getByLabel("Authorized by").fill("Elena Marsh");
    await clerk.getByLabel(/^The client authorized exactly/).check();
    await expectAccessible(clerk);
    await chargeButton(clerk).click();
    await seeCharged(clerk, amount);
  });

  it("takes trust money for its client and matter only", async () => {
    const clerk = await openForm(options);
    const amount = nextAmount();
    await clerk.getByLabel("Merchant account").selectOption({ label: "IOLTA Trust" });
    await clerk.getByLabel("Amount").fill(amount);
    await payerField(clerk).fill("Adaeze Nwosu");
    await fillCard(clerk, { number: CARDS.visa });
    await chargeButton(clerk).click();
    await clerk.getByText("Trust money needs the matter it is for.").first().waitFor();
    await clerk.getByLabel("Client", { exact: true }).fill("10455");
    await clerk.getByLabel("Matter", { exact: true }).fill("10455-0001");
    await expectAccessible(clerk);
    await chargeButton(clerk).click();
    await seeCharged(clerk, amount);
    await clerk.goto("/staff/enter-payment");
    await clerk.getByText("Trust money, ").waitFor();
    await clerk.getByLabel("Merchant account").selectOption({ label: "Operating" });
  });
});

describe("one form", () => {
  async function fillAll(clerk: Page, amount: string, name: string, number: string = CARDS.visa): Promise<void> {
    await clerk.getByLabel("Merchant account").selectOption({ label: "Operating" });
    await clerk.getByLabel("Amount").fill(amount);
    await payerField(clerk).fill(name);
    await fillCard(clerk, { number });
  }

  it("is charged once for a double click, and shows its result when it is loaded again and on the way back", async () => {
    const clerk = await openForm();
    const amount = nextAmount();
    await fillAll(clerk, amount, "Ines Duarte");
    await chargeButton(clerk).dblclick();
    const paymentId = await seeCharged(clerk, amount);
    expect(await listChargesOf(paymentId)).toHaveLength(1);
    await clerk.reload();
    expect(await seeCharged(clerk, amount)).toBe(paymentId);
    await clerk.getByRole("link", { name: "New payment" }).click();
    await seeHeading(clerk, "Enter Payment");
    await clerk.goBack();
    expect(await seeCharged(clerk, amount)).toBe(paymentId);
    expect(await chargeButton(clerk).count()).toBe(0);
  });

  it("loses nothing when its clerk was signed out meanwhile, and is charged once they are back", async () => {
    const clerk = await openForm();
    const amount = nextAmount();
    await fillAll(clerk, amount, "Nadia Petrov");
    const context = clerk.context();
    const cookies = await context.cookies();
    await context.clearCookies();
    await chargeButton(clerk).click();
    await clerk.getByText("You were signed out. Sign in again; what you typed stays on this page.").waitFor();
    await expectAccessible(clerk);
    expect(await payerField(clerk).inputValue()).toBe("Nadia Petrov");
    expect(await clerk.getByLabel("Amount").inputValue()).toBe(amount.slice(1));
    // As by signing in in another tab.
    await context.addCookies(cookies);
    await chargeButton(clerk).click();
    const paymentId = await seeCharged(clerk, amount);
    expect(await listChargesOf(paymentId)).toHaveLength(1);
  });

  it("is voided without a word of a link, since there was none", async () => {
    const clerk = await openForm();
    const amount = nextAmount();
    await fillAll(clerk, amount, "Ottilie Brandt");
    await chargeButton(clerk).click();
    const paymentId = await seeCharged(clerk, amount);
    await clerk.goto(`/staff/payments/${paymentId}`);
    await clerk.getByRole("button", { name: "Void", exact: true }).click();
    await clerk
      .getByRole("dialog")
      .getByRole("button", { name: /^Void \$/ })
      .click();
    await clerk.getByText("Voided before it settled. Nothing stays charged.").waitFor();
    expect(await clerk.getByText("The link it was paid by is closed.").count()).toBe(0);
  });

  it("asks before the same payment is charged again, and goes on when it is another one", async () => {
    const first = await openForm();
    const amount = nextAmount();
    await fillAll(first, amount, "Ruth Abara");
    await chargeButton(first).click();
    const firstId = await seeCharged(first, amount);
    const second = await openForm();
    await fillAll(second, amount, "Ruth Abara");
    await chargeButton(second).click();
    await second.getByText(`Ruth Abara paid ${amount} 1 minute ago`).waitFor();
    expect(await second.getByRole("link", { name: /^Open payment P-/ }).getAttribute("href")).toContain(firstId);
    await expectAccessible(second);
    await second.getByRole("button", { name: "Charge again" }).click();
    expect(await seeCharged(second, amount)).not.toBe(firstId);
  });

  it("waits where it is while the client’s bank asks them", async () => {
    const clerk = await openForm();
    const amount = nextAmount();
    await fillAll(clerk, amount, "Omar Haddad", CARDS.authenticate);
    await chargeButton(clerk).click();
    const bank = clerk.frameLocator('iframe[title="Confirmation by the bank"]');
    await bank.getByRole("button", { name: "Approve" }).waitFor();
    await expectAccessible(clerk);
    await bank.getByRole("button", { name: "Approve" }).click();
    await seeCharged(clerk, amount);
  });

  it("asks before what was typed is lost, and hides what a clerk does not want to see", async () => {
    const clerk = await openForm();
    await clerk.getByRole("button", { name: "Edit layout" }).click();
    await clerk.getByRole("dialog").getByLabel("Billing address").uncheck();
    await expectAccessible(clerk);
    await clerk.getByRole("button", { name: "Save layout" }).click();
    await clerk.getByRole("heading", { name: "Billing address" }).waitFor({ state: "hidden" });
    await payerField(clerk).fill("Nobody");
    await clerk.getByRole("link", { name: "Payers", exact: true }).click();
    await clerk.getByRole("dialog").getByText("Leave without charging?").waitFor();
    await clerk.getByRole("button", { name: "Stay here" }).click();
    expect(await payerField(clerk).inputValue()).toBe("Nobody");
    await clerk.getByRole("button", { name: "Edit layout" }).click();
    await clerk.getByRole("button", { name: "Show all" }).click();
    await clerk.getByRole("button", { name: "Save layout" }).click();
    await clerk.getByRole("heading", { name: "Billing address" }).waitFor();
    await clerk.getByRole("link", { name: "Payers", exact: true }).click();
    await clerk.getByRole("button", { name: "Leave", exact: true }).click();
    await seeHeading(clerk, "Payers");
  });

  it("is filled and charged by keys alone, from the menu to the receipt", async () => {
    const amount = nextAmount();
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/payments");
    await tabTo(clerk, "Enter Payment");
    await clerk.keyboard.press("Enter");
    await seeHeading(clerk, "Enter Payment");
    await paymentFields(clerk).getByLabel("Card number").waitFor();
    await expect.poll(async () => (await readFocus(clerk)).name).toBe("Amount");
    await clerk.keyboard.type(amount.slice(1));
    await tabTo(clerk, "Payer");
    await clerk.keyboard.type("Vera Lindqvist");
    await tabTo(clerk, "Card number");
    await clerk.keyboard.type(CARDS.visa);
    await tabTo(clerk, "Expiry date");
    await clerk.keyboard.type("1234");
    await tabTo(clerk, "Security code");
    await clerk.keyboard.type("123");
    await tabTo(clerk, "ZIP code");
    await clerk.keyboard.type("10007");
    await tabTo(clerk, "Note");
    await clerk.keyboard.press("Control+Enter");
    await seeCharged(clerk, amount);
    await tabTo(clerk, /^P-\d{4}-/);
    const href = await clerk.getByRole("link", { name: "View receipt" }).getAttribute("href");
    expect(href).toMatch(/^\/receipt\//);
  });
});
