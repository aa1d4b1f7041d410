import type { FrameLocator, Page } from "playwright-core";

type Card = { number: string; expiry?: string; code?: string; zip?: string };

/** The gateway's framed fields, found by the words on the screen. */
export function paymentFields(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Secure payment fields"]');
}

export async function fillCard(page: Page, card: Card): Promise<void> {
  const fields = paymentFields(page);
  await fields.getByLabel("Card number", { exact: true }).fill(card.number);
  await fields.getByLabel("Expiry date", { exact: true }).fill(card.expiry ?? "12/34");
  await fields.getByLabel("Security code", { exact: true }).fill(card.code ?? "123");
  await fields.getByLabel("ZIP code", { exact: true }).fill(card.zip ?? "10007");
}

/** Chooses the bank account, fills its fields and, unless told not to, ticks the authorization. */
export async function fillBank(
  page: Page,
  bank: { routing: string; account: string; authorize?: boolean },
): Promise<void> {
  await page.getByText("Bank account", { exact: true }).click();
  const fields = paymentFields(page);
  await fields.getByLabel("Name on account").fill("Elena Marsh");
  await fields.getByLabel("Routing number").fill(bank.routing);
  await fields.getByLabel("Account number").fill(bank.account);
  if (bank.authorize !== false) await page.getByLabel(/^I authorize /).check();
}

export function payButton(page: Page) {
  return page.getByRole("button", { name: /^Pay \$[\d,.]+$/ });
}

/** Fills a card and presses Pay. */
export async function payByCard(page: Page, number: string): Promise<void> {
  await fillCard(page, { number });
  await payButton(page).click();
}

/** Waits for the page's one heading to read so. */
export async function seeHeading(page: Page, text: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();
}
