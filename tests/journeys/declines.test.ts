import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listCharges, type MadeLink, makeLink, readLink } from "../support/app-client";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { payByCard, paymentFields, seeHeading } from "../support/pay-page";

const journey = useJourney();

async function openLink(changes: Record<string, unknown> = {}): Promise<{ page: Page; link: MadeLink }> {
  const link = await makeLink(changes);
  const page = await journey.newClient();
  await page.goto(link.url);
  return { page, link };
}

/** The reason stands above the form, has the focus, and the fields are empty again. */
async function expectRefusal(page: Page, text: string): Promise<void> {
  await page.getByText(text, { exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(text);
  await expect.poll(() => paymentFields(page).getByLabel("Card number").inputValue()).toBe("");
}

const REFUSED = [
  {
    what: "declined",
    card: CARDS.declined,
    says: "Your bank declined this card. Nothing was charged. Try another card, or call your bank.",
  },
  {
    what: "without funds",
    card: CARDS.insufficientFunds,
    says: "Your bank declined this card: insufficient funds. Nothing was charged. Try another card, or call your bank.",
  },
  {
    what: "reported stolen",
    card: CARDS.stolen,
    says: "Your bank declined this card. Nothing was charged. Use another card and call your bank.",
  },
  { what: "expired", card: CARDS.expired, says: "This card has expired. Nothing was charged. Try another card." },
  {
    what: "met by an error at the bank",
    card: CARDS.processingError,
    says: "Your bank could not process this card just now. Nothing was charged. Try again in a minute, or use another card.",
  },
];

describe("a card that is refused", () => {
  it.each(REFUSED)(
    "and was $what is named with its reason, and the same link takes another card",
    async ({ card, says }) => {
      const { page, link } = await openLink();
      await page.getByLabel("Receipt email").fill("kept@clients.example");
      await payByCard(page, card);
      await expectRefusal(page, says);
      await expectAccessible(page);
      expect(await page.getByLabel("Receipt email").inputValue()).toBe("kept@clients.example");
      expect((await readLink(link.id)).status).toBe("outstanding");
      await payByCard(page, CARDS.visa);
      await seeHeading(page, "Payment received");
      expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["declined", "approved"]);
    },
  );

  it("can be refused twice and the payment still be made with a third, for one charge in all", async () => {
    const { page, link } = await openLink();
    await payByCard(page, CARDS.declined);
    await expectRefusal(page, REFUSED[0]?.says ?? "");
    await payByCard(page, CARDS.insufficientFunds);
    await expectRefusal(page, REFUSED[1]?.says ?? "");
    await payByCard(page, CARDS.mastercard);
    await seeHeading(page, "Payment received");
    const charges = await listCharges(link.id);
    expect(charges.map((line) => line.status)).toEqual(["declined", "declined", "approved"]);
    expect(new Set(charges.map((line) => line.idempotencyKey)).size).toBe(3);
  });

  it("leaves the fields to be mended when they are incomplete, and nothing is sent to the gateway", async () => {
    const { page, link } = await openLink();
    await payByCard(page, "4242 4242");
    await paymentFields(page).getByText("Only the published test numbers work here.").waitFor();
    await expectAccessible(page);
    expect(await listCharges(link.id)).toEqual([]);
    await paymentFields(page).getByLabel("Card number").fill(CARDS.amex);
    await page.getByRole("button", { name: /^Pay / }).click();
    await seeHeading(page, "Payment received");
  });
});

describe("a bank that asks who pays", () => {
  const challenge = (page: Page) => page.frameLocator('iframe[title="Your bank’s confirmation"]');

  it("charges once the payer has approved", async () => {
    const { page, link } = await openLink();
    await payByCard(page, CARDS.authenticate);
    await page.getByRole("heading", { name: "Your bank asks you to confirm" }).waitFor();
    await challenge(page).getByRole("button", { name: "Approve" }).waitFor();
    await expectAccessible(page);
    await challenge(page).getByRole("button", { name: "Approve" }).click();
    await seeHeading(page, "Payment received");
    expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["approved"]);
  });

  it("charges nothing once the payer has rejected, and the link takes another card", async () => {
    const { page, link } = await openLink();
    await payByCard(page, CARDS.authenticate);
    await challenge(page).getByRole("button", { name: "Reject" }).click();
    await expectRefusal(
      page,
      "Your bank could not confirm that it was you. Nothing was charged. Try again, or use another card.",
    );
    await payByCard(page, CARDS.discover);
    await seeHeading(page, "Payment received");
    expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["declined", "approved"]);
  });

  it("asks again when the payer comes back to the link, and takes the answer there", async () => {
    const { page, link } = await openLink();
    await payByCard(page, CARDS.authenticate);
    await challenge(page).getByRole("button", { name: "Approve" }).waitFor();
    await page.goto(link.url);
    await challenge(page).getByRole("button", { name: "Approve" }).click();
    await seeHeading(page, "Payment received");
    expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["approved"]);
  });
});
