import { Client } from "pg";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { DESK, PHONE, useJourney } from "../support/journey";
import { type PaidLink, payNewLink } from "../support/paid-link";
import { seeHeading } from "../support/pay-page";

const journey = useJourney();

async function withDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The processor settles it at the sandbox's desk; the product hears of it. */
async function settle(page: Page, deposit: PaidLink): Promise<void> {
  const { id } = await deposit.charge();
  const headers = { origin: inject("appUrl") };
  const address = `${inject("appUrl")}/dev/sandbox/charges/${id}`;
  await page.request.post(address, { form: { act: "settle" }, headers, maxRedirects: 0 });
  const status = () =>
    withDatabase(async (client) => {
      const { rows } = await client.query("select status from payments where id = $1", [deposit.paymentId]);
      return rows[0]?.status;
    });
  await expect.poll(status).toBe("settled");
}

/** Beyond the days for which the firm holds trust money. */
async function passHold(deposit: PaidLink): Promise<void> {
  await withDatabase((client) =>
    client.query("update payments set settled_at = settled_at - interval '10 days' where id = $1", [deposit.paymentId]),
  );
}

describe.each([
  ["at a desk", DESK],
  ["on a phone", PHONE],
])("trust money %s", (where, options) => {
  it("is kept from a refund until it has cleared, given back out of what has, and stands in the list", async () => {
    const matterRef = `TJ${process.pid}-${where.split(" ").at(-1)}`;
    const place = { account: "IOLTA Trust", clientRef: "10455", matterRef, recipientName: "Adaeze Nwosu" };
    const first = await payNewLink(journey, { ...place, amountCents: 30_000 });
    const second = await payNewLink(journey, { ...place, amountCents: 50_000 });
    const clerk = await journey.newStaff("clerk", options);
    const open = () => clerk.goto(`/staff/payments/${second.paymentId}`);
    const refundButton = clerk.getByRole("button", { name: "Refund", exact: true });

    await open();
    await clerk.getByText("This matter’s cleared trust balance is $0.00. Wait until").waitFor();
    expect(await refundButton.getAttribute("aria-disabled")).toBe("true");
    await settle(clerk, first);
    await open();
    expect(await refundButton.getAttribute("aria-disabled")).toBe("true");

    await passHold(first);
    await open();
    await refundButton.click();
    const dialog = clerk.getByRole("dialog");
    await dialog.getByText("This matter’s cleared trust balance is $300.00.").waitFor();
    expect(await dialog.getByLabel("Amount").inputValue()).toBe("300.00");
    await dialog.getByLabel("Amount").fill("400");
    await dialog.getByRole("button", { name: "Refund $400.00" }).click();
    await dialog.getByText("Refund that or less, or wait until more has cleared.").waitFor();
    await expectAccessible(clerk);
    expect((await second.charge()).refundedCents).toBe(0);

    await settle(clerk, second);
    await passHold(second);
    await open();
    await refundButton.click();
    await dialog.getByText("This matter’s cleared trust balance is $800.00.").waitFor();
    await dialog.getByLabel("Amount").fill("400");
    await dialog.getByRole("button", { name: "Refund $400.00" }).click();
    await dialog.waitFor({ state: "hidden" });
    await clerk.getByText("Partly refunded").first().waitFor();
    expect((await second.charge()).refundedCents).toBe(40_000);

    await clerk.goto(`/staff/payments/trust?q=${matterRef}`);
    await seeHeading(clerk, "Trust balances");
    const row = clerk.getByRole("row").filter({ hasText: matterRef });
    await row.getByText("$400.00").first().waitFor();
    await expectAccessible(clerk);
    const key = new URLSearchParams({ account: "acc_hartwell_trust", client: "10455", matter: matterRef });
    await clerk.goto(`/staff/payments/trust?${key}`);
    await seeHeading(clerk, `Matter ${matterRef}`);
    const lines = await clerk.getByRole("table").locator("tbody tr").allInnerTexts();
    expect(lines.map((line) => /(Deposit|Refund)/.exec(line)?.[0])).toEqual(["Deposit", "Deposit", "Refund"]);
    expect(lines.at(-1)).toContain("$400.00");
    await expectAccessible(clerk);
  });
});
