import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listChargesOf, newAddress, waitForMail } from "../support/app-client";
import { expectConsole } from "../support/console-guard";
import { PHONE, useJourney } from "../support/journey";
import { tabTo } from "../support/keyboard";
import { BANKS, CARDS } from "../support/number-guard";
import { payNewLink } from "../support/paid-link";
import { fillBank, fillCard, seeHeading } from "../support/pay-page";

const journey = useJourney();
let made = 0;

/** A new payer, made by the form. Ends on the payer's page. */
async function makePayer(clerk: Page): Promise<{ name: string; email: string }> {
  made += 1;
  const name = `Nadia Petrov ${made}`;
  const email = newAddress("nadia");
  await clerk.goto("/staff/payers");
  await clerk.getByRole("link", { name: "New payer" }).click();
  await clerk.getByLabel("Given name").fill("Nadia");
  await clerk.getByLabel("Family name").fill(`Petrov ${made}`);
  await clerk.getByLabel("Emails").fill(email);
  await clerk.getByRole("button", { name: "Make payer" }).click();
  await seeHeading(clerk, name);
  return { name, email };
}

/** Asks the payer on whose page the clerk is. Gives the address in the mail. */
async function requestMethod(clerk: Page, email: string): Promise<string> {
  await clerk.getByRole("link", { name: "Payment Methods" }).click();
  await clerk.getByRole("button", { name: "Request method" }).click();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "Send request" }).click();
  await clerk.getByText(`On its way to ${email}.`).waitFor();
  const mail = await waitForMail(email, /asks for a payment method$/);
  return mail.links.find((link) => link.includes("/method/")) ?? "";
}

async function saveCard(client: Page, number: string): Promise<void> {
  await fillCard(client, { number });
  await client.getByLabel("Name on the card").fill("Nadia Petrov");
  await client.getByLabel(/^I authorize /).check();
  await client.getByRole("button", { name: "Save this method" }).click();
}

/** From the method to Enter Payment, which has payer and method chosen; fills the rest and presses the button that names the sum. */
async function charge(clerk: Page, amount: string): Promise<void> {
  await clerk.getByRole("link", { name: /^Charge / }).click();
  await seeHeading(clerk, "Enter Payment");
  await clerk.getByRole("button", { name: "Choose another payer" }).waitFor();
  await clerk.getByLabel("Saved method", { exact: true }).last().waitFor();
  await clerk.getByLabel("Amount").fill(amount);
  await clerk.getByLabel("Invoice number").fill("204118");
  await clerk.getByLabel("Authorized by").fill("Nadia Petrov");
  await clerk.getByLabel(/^The client authorized exactly/).check();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: `Charge ${amount}` }).click();
}

describe("a saved payment method", () => {
  it("is asked for by the firm, saved by the client on a phone, charged on their word, and removed", async () => {
    const clerk = await journey.newStaff("clerk");
    const payer = await makePayer(clerk);
    await expectAccessible(clerk);
    const address = await requestMethod(clerk, payer.email);
    const client = await journey.newClient(PHONE);
    await client.goto(address);
    await seeHeading(client, "Hartwell & Lowe LLP");
    await expectAccessible(client);
    await client.getByRole("button", { name: "Save this method" }).click();
    await client.getByText("Write the name as it stands there.").waitFor();
    await client.getByText("Tick the authorization to save this method.").waitFor();
    await expectAccessible(client);
    await saveCard(client, CARDS.visa);
    await seeHeading(client, "Payment method saved");
    await client.getByText("Visa ending in 4242 was saved for Hartwell & Lowe LLP").waitFor();
    await expectAccessible(client);
    await client.goto(address);
    await seeHeading(client, "Payment method saved");
    expect(await client.context().cookies()).toEqual([]);
    const copy = await waitForMail(payer.email, /^You saved a payment method with/);
    expect(copy.text).toContain("I authorize Hartwell & Lowe LLP to keep this card");

    await clerk.reload();
    await clerk.getByRole("button", { name: "Read consent Visa ending in 4242" }).click();
    await clerk.getByRole("dialog").getByText("The payer’s own page").waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole("button", { name: "Close" }).click();
    await charge(clerk, "$1,250.00");
    await clerk.getByText("$1,250.00 charged").waitFor();
    await expectAccessible(clerk);
    const receipt = await waitForMail(payer.email, /^Receipt /);
    await clerk.getByRole("link", { name: /^P-\d{4}-/ }).click();
    await clerk.waitForURL(/\/staff\/payments\/pay_/);
    const paymentId = new URL(clerk.url()).pathname.split("/").at(-1) ?? "";
    expect(await listChargesOf(paymentId)).toMatchObject([{ amountCents: 125_000, status: "approved" }]);
    const phone = await journey.newClient(PHONE);
    await phone.goto(receipt.links.find((link) => link.includes("/receipt/")) ?? "");
    await seeHeading(phone, "Payment received");

    await clerk.getByRole("link", { name: payer.name }).first().click();
    await seeHeading(clerk, payer.name);
    await clerk.getByText("$1,250.00").first().waitFor();
    await clerk.getByRole("link", { name: "Payment Methods" }).click();
    await clerk.getByRole("button", { name: "Remove Visa ending in 4242" }).click();
    await expectAccessible(clerk);
    await clerk.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await clerk.getByText("Visa ending in 4242 was removed.").waitFor();
    await clerk.getByText("No payment method saved").waitFor();
  });

  it("that declines when it is charged says so, and nothing is charged", async () => {
    const clerk = await journey.newStaff("clerk");
    const payer = await makePayer(clerk);
    const address = await requestMethod(clerk, payer.email);
    const client = await journey.newClient(PHONE);
    await client.goto(address);
    await saveCard(client, CARDS.declinedWhenSaved);
    await seeHeading(client, "Payment method saved");
    await clerk.reload();
    await charge(clerk, "$80.00");
    await clerk.getByText("Declined: Card declined. Nothing was charged.").waitFor();
    await expectAccessible(clerk);
    expect(await clerk.getByLabel("Authorized by").inputValue()).toBe("Nadia Petrov");
  });

  it("of a bank is saved with the words for debits, in the client’s language", async () => {
    const clerk = await journey.newStaff("clerk");
    const payer = await makePayer(clerk);
    const address = await requestMethod(clerk, payer.email);
    const client = await journey.newClient(PHONE);
    await client.goto(address);
    await fillBank(client, { routing: BANKS.routing, account: BANKS.pays });
    await client.getByText("to debit it electronically").waitFor();
    await client.getByRole("button", { name: "Save this method" }).click();
    await seeHeading(client, "Payment method saved");
    await client.getByRole("link", { name: "FR" }).click();
    await seeHeading(client, "Mode de paiement enregistré");
  });

  it("is not to be saved by a request that was cancelled, nor by an address that opens nothing", async () => {
    const clerk = await journey.newStaff("clerk");
    const payer = await makePayer(clerk);
    const address = await requestMethod(clerk, payer.email);
    await clerk.getByRole("button", { name: /^Cancel / }).click();
    await clerk.getByText("The request was cancelled. Whoever opens it reads that.").waitFor();
    const client = await journey.newClient(PHONE);
    await client.goto(address);
    await seeHeading(client, "This request was cancelled");
    await expectAccessible(client);
    expectConsole("error", /404/);
    const lost = await client.goto("/method/unknown");
    expect(lost?.status()).toBe(404);
    await seeHeading(client, "Request not found");
    await expectAccessible(client);
  });
});

describe("payers", () => {
  it("are kept from a payment, once, and found by everything that is known of them", async () => {
    const paid = await payNewLink(journey, { recipientName: "Oskar Lindqvist" });
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    await clerk.getByRole("button", { name: "Save payer" }).click();
    await expectAccessible(clerk);
    await clerk.getByRole("dialog").getByRole("button", { name: "Save payer" }).click();
    await clerk.getByRole("link", { name: "Oskar Lindqvist" }).click();
    await seeHeading(clerk, "Oskar Lindqvist");
    await clerk.getByText("$1,250.00").first().waitFor();
    await clerk.goto("/staff/payers?q=oskar");
    await clerk.getByRole("link", { name: "Oskar Lindqvist" }).waitFor();
    await clerk.goto("/staff/payers?q=zzzz-nobody");
    await clerk.getByText("No payer matches").waitFor();
  });

  it("say what is missing where it is missing, and keep what was typed", async () => {
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/payers/new");
    await clerk.getByRole("button", { name: "Make payer" }).click();
    await clerk.getByText("Write a name.").first().waitFor();
    await expectAccessible(clerk);
    await clerk.getByLabel("Family name").fill("Petrov");
    await clerk.getByLabel("Notes").fill("Her mother’s date of birth, and 20 lines more");
    await clerk.getByRole("button", { name: "Make payer" }).click();
    await seeHeading(clerk, "Petrov");
  });

  it("ask before what was typed and not saved is left", async () => {
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/payers/new");
    await clerk.getByRole("heading", { name: "New payer", level: 1 }).waitFor();
    await clerk.getByLabel("Family name").fill("Petrov");
    await clerk.getByRole("link", { name: "Dashboard" }).first().click();
    await clerk.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole("button", { name: "Stay here" }).click();
    expect(await clerk.getByLabel("Family name").inputValue()).toBe("Petrov");
    await clerk.getByRole("link", { name: "Cancel" }).click();
    await clerk.getByRole("button", { name: "Leave", exact: true }).click();
    await seeHeading(clerk, "Payers");
  });

  it("are made with the keyboard alone", async () => {
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/payers");
    await tabTo(clerk, "New payer");
    await clerk.keyboard.press("Enter");
    await clerk.waitForURL("**/staff/payers/new");
    await tabTo(clerk, "Family name");
    await clerk.keyboard.type("Tastatur");
    await clerk.keyboard.press("Control+Enter");
    await seeHeading(clerk, "Tastatur");
  });
});
