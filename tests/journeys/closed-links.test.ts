import { Client } from "pg";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import {
  cancelLink,
  listCharges,
  makeLink,
  newAddress,
  readLink,
  runJob,
  setFaults,
  waitForMail,
} from "../support/app-client";
import { expectConsole } from "../support/console-guard";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { payByCard, seeHeading } from "../support/pay-page";

const journey = useJourney();

/** No fields and no button: what is shown cannot be paid. */
async function expectClosed(page: Page, heading: string): Promise<void> {
  await seeHeading(page, heading);
  await expectAccessible(page);
  expect(await page.locator("iframe").count()).toBe(0);
  expect(await page.getByRole("button", { name: /^Pay/ }).count()).toBe(0);
}

/** As if the link had been made so long ago that its time is over. */
async function letExpire(linkId: string): Promise<void> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    const sql = "update pay_links set expires_at = now() - interval '1 minute' where id = $1";
    const { rowCount } = await client.query(sql, [linkId]);
    expect(rowCount).toBe(1);
  } finally {
    await client.end();
  }
}

describe("a link that cannot be paid", () => {
  it("because it was paid leads to its receipt", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await payByCard(page, CARDS.visa);
    await seeHeading(page, "Payment received");
    const answer = await page.goto(link.url);
    expect(answer?.status()).toBe(200);
    await expectClosed(page, "This link has been paid");
    await page.getByText(/^\$1,250\.00 was paid on .*\. Nothing more is due on this link\.$/).waitFor();
    await page.getByRole("link", { name: "Show the receipt" }).click();
    await seeHeading(page, "Payment received");
  });

  it("because its time is over says until when it was open, before and after the job that notices it", async () => {
    const link = await makeLink();
    await letExpire(link.id);
    const page = await journey.newClient();
    const answer = await page.goto(link.url);
    expect(answer?.status()).toBe(200);
    await expectClosed(page, "This link has expired");
    await page.getByText(/^It was open until .*\. Nothing was charged\.$/).waitFor();
    await runJob("link-expiry", new Date());
    await page.reload();
    await seeHeading(page, "This link has expired");
    expect((await readLink(link.id)).status).toBe("expired");
  });

  it("because it expired while its page was open charges nothing and says so", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await letExpire(link.id);
    await payByCard(page, CARDS.visa);
    await expectClosed(page, "This link has expired");
    expect(await listCharges(link.id)).toEqual([]);
  });

  it("because the firm cancelled it, also while its page was open, charges nothing and says so", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await cancelLink(link.id);
    await payByCard(page, CARDS.visa);
    await expectClosed(page, "This link was cancelled");
    expect(await listCharges(link.id)).toEqual([]);
    const answer = await page.goto(link.url);
    expect(answer?.status()).toBe(200);
    await expectClosed(page, "This link was cancelled");
  });

  it.each(["unknown", "A".repeat(43), "%E2%80%A6", "a%2Fb"])(
    "because there is none at %s answers 404",
    async (token) => {
      expectConsole("error", /404/);
      const page = await journey.newClient();
      const answer = await page.goto(`/pay/${token}`);
      expect(answer?.status()).toBe(404);
      await expectClosed(page, "Link not found");
    },
  );
});

describe("a payment whose answer was lost", () => {
  afterEach(() => setFaults(""));

  it("is being checked, cannot be paid again, and turns out as paid with one charge once the gateway answers", async () => {
    const receiptEmail = newAddress("checking");
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await page.getByLabel("Receipt email").fill(receiptEmail);
    await setFaults("lost=1,timeout=300");
    await payByCard(page, CARDS.visa);
    await expectClosed(page, "This payment is being checked");
    await page.getByText(`We will write to ${receiptEmail} as soon as we know.`).waitFor();
    expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["approved"]);

    await setFaults("down=1");
    await runJob("reconcile", new Date(Date.now() + 2 * 60_000));
    await page.getByRole("link", { name: "Look again" }).click();
    await seeHeading(page, "This payment is being checked");

    await setFaults("");
    await runJob("reconcile", new Date(Date.now() + 10 * 60_000));
    await page.getByRole("link", { name: "Look again" }).click();
    await seeHeading(page, "This link has been paid");
    await waitForMail(receiptEmail, /^Receipt /);
    expect(await listCharges(link.id)).toHaveLength(1);
  });

  it("that never reached the gateway is sent once more by the reconciler, and charged once", async () => {
    const link = await makeLink();
    const page = await journey.newClient();
    await page.goto(link.url);
    await setFaults("unsent=1,timeout=300");
    await payByCard(page, CARDS.visa);
    await seeHeading(page, "This payment is being checked");
    expect(await listCharges(link.id)).toEqual([]);
    await setFaults("");
    await runJob("reconcile", new Date(Date.now() + 2 * 60_000));
    await page.reload();
    await seeHeading(page, "This link has been paid");
    expect((await listCharges(link.id)).map((line) => line.status)).toEqual(["approved"]);
  });
});
