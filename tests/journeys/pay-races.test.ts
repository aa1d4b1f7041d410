import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { listCharges, makeLink, newAddress, runJob, setFaults, waitForMail } from "../support/app-client";
import { expectConsole } from "../support/console-guard";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { fillCard, payButton, payByCard, seeHeading } from "../support/pay-page";

const journey = useJourney();
const ROUNDS = 10;

/** Presses Pay by the page's own clock, so that two browsers press at the same moment. */
async function pressAt(page: Page, atMs: number): Promise<void> {
  const button = await payButton(page).elementHandle();
  await button?.evaluate((element, at) => {
    setTimeout(() => (element as HTMLButtonElement).click(), Math.max(0, at - Date.now()));
  }, atMs);
}

/** Where a browser ends after the press: its last heading. */
async function findEnd(page: Page): Promise<string> {
  const end = page.getByRole("heading", { level: 1, name: /^(Payment received|This link has been paid)$/ });
  await end.waitFor();
  return (await end.textContent()) ?? "";
}

describe("two browsers that press Pay at the same moment", () => {
  it(`make one charge, ten times out of ten, and the slower one reads that the link is paid`, async () => {
    const [first, second] = [await journey.newClient(), await journey.newClient()];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const link = await makeLink({ amountCents: 10_000 + round });
      await Promise.all(
        [first, second].map(async (page) => {
          await page.goto(link.url);
          await fillCard(page, { number: CARDS.visa });
        }),
      );
      const at = Date.now() + 300;
      await Promise.all([pressAt(first, at), pressAt(second, at)]);
      const ends = await Promise.all([findEnd(first), findEnd(second)]);
      expect(ends.sort(), `round ${round}`).toEqual(["Payment received", "This link has been paid"]);
      const charges = await listCharges(link.id);
      expect(charges.map((line) => [line.status, line.amountCents])).toEqual([["approved", 10_000 + round]]);
    }
  });
});

describe("one browser", () => {
  afterEach(() => setFaults(""));

  it("that presses twice is charged once", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await fillCard(page, { number: CARDS.visa });
    await payButton(page).dblclick();
    await seeHeading(page, "Payment received");
    expect(await listCharges(link.id)).toHaveLength(1);
  });

  it("that goes back from the receipt finds the link paid, not a form", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await payByCard(page, CARDS.visa);
    await seeHeading(page, "Payment received");
    await page.goBack();
    await seeHeading(page, "This link has been paid");
    expect(await page.locator("iframe").count()).toBe(0);
    expect(await listCharges(link.id)).toHaveLength(1);
  });

  it("that loads the page again while the bank is asked reads so, and sees the end by itself", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await setFaults("slow=1,slowms=4000");
    await payByCard(page, CARDS.visa);
    await expect.poll(() => listCharges(link.id)).toHaveLength(1);
    await page.goto(link.url);
    await seeHeading(page, "This payment is being processed");
    await seeHeading(page, "This link has been paid");
    expect(await listCharges(link.id)).toHaveLength(1);
  });

  it("whose connection breaks after the charge says that it does not know, and is not charged again", async () => {
    expectConsole("error", /Failed to load resource: net::ERR_FAILED/);
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    const receiptEmail = newAddress("broken");
    await page.getByLabel("Receipt email").fill(receiptEmail);
    await fillCard(page, { number: CARDS.visa });
    await page.route("**/pay/*", async (route) => {
      if (route.request().method() === "POST") await route.fetch();
      await route.abort();
    });
    await payButton(page).click();
    await page.getByText("Your connection was lost. We do not know yet whether the payment went through.").waitFor();
    await page.unroute("**/pay/*");
    await payButton(page).click();
    await seeHeading(page, "This link has been paid");
    expect(await listCharges(link.id)).toHaveLength(1);
    await waitForMail(receiptEmail, /^Receipt /);
  });

  it("whose payment the reconciler settles while its page is open sees that, and is charged once", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await setFaults("late=1,timeout=200");
    await payByCard(page, CARDS.visa);
    await seeHeading(page, "This payment is being checked");
    await expect.poll(() => listCharges(link.id)).toHaveLength(1);
    await setFaults("");
    await runJob("reconcile", new Date(Date.now() + 5 * 60_000));
    await page.getByRole("link", { name: "Look again" }).click();
    await seeHeading(page, "This link has been paid");
    expect(await listCharges(link.id)).toHaveLength(1);
  });
});
