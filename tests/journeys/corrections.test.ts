import { Client } from "pg";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { makeLink, newAddress, runJob, waitForMail } from "../support/app-client";
import { useJourney } from "../support/journey";
import { tabTo } from "../support/keyboard";
import { BANKS } from "../support/number-guard";
import { payNewLink } from "../support/paid-link";
import { fillBank, payButton, seeHeading } from "../support/pay-page";

const journey = useJourney();
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

/** Of the firm: what else runs meanwhile may raise one too, such as a matter system that went away. */
async function countOpenAlerts(): Promise<number> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select count(*)::int as open from alerts where firm_id = 'frm_hartwell' and closed_at is null",
    );
    return rows[0].open;
  } finally {
    await client.end();
  }
}

/** What the processor or the payer's bank does, at the sandbox's desk. */
async function actAtDesk(page: Page, chargeId: string, action: "settle" | "dispute" | "win" | "lose"): Promise<void> {
  const address = `${inject("appUrl")}/dev/sandbox/charges/${chargeId}`;
  const headers = { origin: inject("appUrl") };
  const answer = await page.request.post(address, { form: { act: action }, headers, maxRedirects: 0 });
  expect(answer.status()).toBeLessThan(400);
}

describe("a void", () => {
  it("is done by keyboard alone: the payer hears of it, the link says so, a new link is one press away", async () => {
    const paid = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    await tabTo(clerk, "Void");
    await clerk.keyboard.press("Enter");
    await clerk.getByRole("dialog").waitFor();
    await expectAccessible(clerk);
    await clerk.keyboard.type("Entered twice");
    await tabTo(clerk, "Void $1,250.00");
    await clerk.keyboard.press("Enter");
    await clerk.getByText("Voided before it settled. Nothing stays charged.").waitFor();
    await expectAccessible(clerk);
    expect(await paid.charge()).toMatchObject({ status: "voided", refundedCents: 0 });
    await waitForMail(paid.receiptEmail, /^Your payment of \$1,250\.00 to Hartwell & Lowe LLP was voided$/);

    const client = await journey.newClient();
    await client.goto(paid.link.url);
    await seeHeading(client, "This payment was voided");
    await expectAccessible(client);

    await clerk.getByRole("link", { name: "Send a new link" }).click();
    await clerk.getByRole("heading", { name: "Quick Link", level: 1 }).waitFor();
    expect(await clerk.getByLabel("Amount").inputValue()).toBe("1,250.00");
  });

  it("that comes too late is refused in words, and a refund is the way out", async () => {
    const paid = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    await clerk.getByRole("button", { name: "Void", exact: true }).click();
    await actAtDesk(clerk, (await paid.charge()).id, "settle");
    await clerk.getByRole("button", { name: "Void $1,250.00" }).click();
    await clerk
      .getByText(/can no longer be voided|too late to void/)
      .first()
      .waitFor();
    await expectAccessible(clerk);
    await clerk.reload();
    expect(await clerk.getByRole("button", { name: "Void", exact: true }).count()).toBe(0);
    expect(await clerk.getByRole("button", { name: "Refund", exact: true }).getAttribute("aria-disabled")).toBeNull();
  });
});

describe("a dispute", () => {
  it("is opened, lost and won after all: page, alert and link say each, with reason, amount and day", async () => {
    const paid = await payNewLink(journey);
    const { id } = await paid.charge();
    const clerk = await journey.newStaff("clerk");
    const see = async (text: string | RegExp) => {
      await runJob("reconcile", inDays(200));
      await clerk.goto(`/staff/payments/${paid.paymentId}`);
      await clerk.getByText(text).first().waitFor();
      await expectAccessible(clerk);
    };
    await actAtDesk(clerk, id, "dispute");
    await see(/The payer’s bank disputes \$1,250\.00: The payer says that they did not pay\./);
    await clerk.getByText("A disputed payment cannot be refunded").waitFor();
    await clerk.goto("/staff/alerts");
    const alert = clerk.getByRole("row").filter({ hasText: "Payment disputed" }).first();
    await alert.getByText("The payer’s bank asks $1,250.00 back").waitFor();
    await expectAccessible(clerk);

    await actAtDesk(clerk, id, "lose");
    await see("The dispute was lost: $1,250.00 went back to the payer.");
    await clerk.goto(`/staff/send/sent/${paid.link.id}`);
    await clerk.getByText("The dispute of the payment on this link was lost.").waitFor();
    await expectAccessible(clerk);

    await actAtDesk(clerk, id, "win");
    await see("The dispute was won. The money is yours again.");
    await clerk.getByText("Dispute won").first().waitFor();
  });
});

describe("a returned eCheck", () => {
  it("raises an alert, whose next step is a new link; resolved with a note it is gone from the badge", async () => {
    const link = await makeLink();
    const client = await journey.newClient();
    await client.goto(link.url);
    const receiptEmail = newAddress("returned");
    await client.getByLabel("Receipt email").fill(receiptEmail);
    await fillBank(client, { routing: BANKS.routing, account: BANKS.r01 });
    await payButton(client).click();
    await seeHeading(client, "Payment submitted");
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/alerts");
    const count = async () =>
      Number(((await clerk.getByRole("link", { name: /^Alerts/ }).textContent()) ?? "").replace(/\D/g, "") || 0);
    await runJob("reconcile", new Date(Date.now() + 10 * 60_000));

    const mail = await waitForMail(receiptEmail, /^Your bank returned your payment to/);
    expect(mail.text).toContain("Not enough money in the account (R01)");
    await client.goto(link.url);
    await seeHeading(client, "This payment was returned");
    await expectAccessible(client);

    await clerk.goto("/staff/alerts");
    const alert = clerk.getByRole("row").filter({ hasText: receiptEmail });
    await alert.waitFor();
    expect(await count()).toBe(await countOpenAlerts());
    await alert.getByText(/sent \$1,250\.00 back: Not enough money in the account \(R01\)/).waitFor();
    await alert.getByRole("link", { name: "Send a new link" }).click();
    await clerk.getByText(`Filled in from link ${link.number}`).waitFor();
    expect(await clerk.getByLabel("Amount").inputValue()).toBe("1,250.00");

    await clerk.goto("/staff/alerts");
    await alert.getByRole("button", { name: "Resolve" }).click();
    await clerk.getByRole("button", { name: "Resolve the alert" }).click();
    await clerk.getByText("Write what was done.").waitFor();
    await expectAccessible(clerk);
    await clerk.getByLabel("Note").fill("A new link went out.");
    await clerk.getByRole("button", { name: "Resolve the alert" }).click();
    await alert.waitFor({ state: "detached" });
    await clerk.goto("/staff/alerts?view=closed");
    await alert.getByText("A new link went out.").waitFor();
    await expectAccessible(clerk);
    expect(await count()).toBe(await countOpenAlerts());
  });
});
