import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listCharges, makeLink, newAddress, readLink, runJob, waitForMail } from "../support/app-client";
import { useJourney } from "../support/journey";
import { BANKS } from "../support/number-guard";
import { fillBank, payButton, seeHeading } from "../support/pay-page";

const journey = useJourney();
const AUTHORIZE = "I authorize Hartwell & Lowe LLP to debit the bank account above once for $1,250.00";

/** The sandbox's settling time is two minutes; by then it has decided. */
const afterSettling = () => new Date(Date.now() + 10 * 60_000);

async function payFromBank(account: string) {
  const link = await makeLink();
  const page = await journey.newClient();
  await page.goto(link.url);
  const receiptEmail = newAddress("bank");
  await page.getByLabel("Receipt email").fill(receiptEmail);
  await fillBank(page, { routing: BANKS.routing, account });
  await payButton(page).click();
  await seeHeading(page, "Payment submitted");
  return { link, page, receiptEmail, receiptUrl: page.url() };
}

describe("a payment from a bank account", () => {
  it("needs the payer's authorization, says what it authorizes, and charges nothing without it", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await fillBank(page, { routing: BANKS.routing, account: BANKS.pays, authorize: false });
    await page.getByText(AUTHORIZE).waitFor();
    await payButton(page).click();
    await page.getByText("Tick the authorization to pay from a bank account.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("authorized");
    await expectAccessible(page);
    expect(await listCharges(link.id)).toEqual([]);
  });

  it("is submitted, shows as clearing under its link, and is received once the bank has settled it", async () => {
    const { link, page, receiptEmail, receiptUrl } = await payFromBank(BANKS.pays);
    await expectAccessible(page);
    await page.goto(link.url);
    await seeHeading(page, "This link has been paid");
    await page.getByText(/was submitted on .* and clears in 3 to 5 business days\. Do not pay again\./).waitFor();
    await expectAccessible(page);
    const mail = await waitForMail(receiptEmail, /Payment submitted to/);
    expect(mail.links).toContain(receiptUrl.split("?")[0]);

    await runJob("reconcile", afterSettling());
    expect((await readLink(link.id)).status).toBe("payment_received");
    await page.goto(receiptUrl);
    await seeHeading(page, "Payment received");
    await page.goto(link.url);
    await page.getByText(/^\$1,250\.00 was paid on /).waitFor();
    expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["settled"]);
  });

  it.each([
    { code: "R01", account: BANKS.r01 },
    { code: "R02", account: BANKS.r02 },
  ])("that comes back with $code is shown as returned to the client and to the firm", async ({ code, account }) => {
    const { link, page, receiptUrl, receiptEmail } = await payFromBank(account);
    await runJob("reconcile", afterSettling());
    await page.goto(receiptUrl);
    await seeHeading(page, "Payment returned");
    await expectAccessible(page);
    expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["returned"]);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments?q=${encodeURIComponent(receiptEmail)}`);
    await clerk.getByRole("link", { name: receiptEmail }).click();
    await clerk.getByText(`(${code}).`).first().waitFor();
    await expectAccessible(clerk);
  });
});
