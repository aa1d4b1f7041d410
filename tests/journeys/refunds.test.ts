import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { waitForMail } from "../support/app-client";
import { expectConsole } from "../support/console-guard";
import { useJourney } from "../support/journey";
import { payNewLink } from "../support/paid-link";
import { seeHeading } from "../support/pay-page";
import { callServerAction, findServerAction } from "../support/server-actions";
import { cookieOf } from "../support/sign-in";

const journey = useJourney();

async function openRefund(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Refund", exact: true }).click();
  await page.getByRole("dialog").waitFor();
}

/** Writes the amount and presses the button that names it. */
async function refund(page: Page, amount: string, reason = ""): Promise<void> {
  await openRefund(page);
  await page.getByLabel("Amount").fill(amount);
  if (reason) await page.getByLabel("Reason").fill(reason);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Refund ${amount}` }).click();
}

describe("a refund", () => {
  it("of a part and then of the rest adds up to the payment, each with its own mail, and then nothing is left", async () => {
    const paid = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    await refund(clerk, "$250.00", "Two hours were billed twice");
    await clerk.getByText("Partly refunded").first().waitFor();
    expect(await paid.charge()).toMatchObject({ refundedCents: 25_000, status: "partially_refunded" });
    const mail = await waitForMail(paid.receiptEmail, /^Refund of \$250\.00 from Hartwell & Lowe LLP$/);
    expect(mail.text).not.toContain("billed twice");
    await expectAccessible(clerk);

    await openRefund(clerk);
    expect(await clerk.getByLabel("Amount").inputValue()).toBe("1,000.00");
    await clerk.getByRole("button", { name: "Refund $1,000.00" }).click();
    await clerk.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await paid.charge()).toMatchObject({ refundedCents: 125_000, status: "refunded" });
    await waitForMail(paid.receiptEmail, /^Refund of \$1,000\.00 from/);
    await clerk.reload();
    const button = clerk.getByRole("button", { name: "Refund", exact: true });
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await clerk.getByText("Nothing is left to refund.").waitFor();

    const client = await journey.newClient();
    await client.goto(mail.links.find((link) => link.includes("/receipt/")) ?? "");
    await seeHeading(client, "Payment refunded");
    await expectAccessible(client);
  });

  it("of more than is left is refused in words, and nothing goes back", async () => {
    const paid = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    await refund(clerk, "$1,250.01");
    await clerk.getByText("More than what is left to refund.").waitFor();
    await expectAccessible(clerk);
    expect((await paid.charge()).refundedCents).toBe(0);
  });

  it("without an amount, or with one that is none, is led to the field", async () => {
    const paid = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    await openRefund(clerk);
    const amount = clerk.getByLabel("Amount");
    for (const [typed, told] of [
      ["", "Enter an amount, for example 1,250.00."],
      ["0", "Enter an amount of $0.01 or more, for example 1,250.00."],
      ["12,50", "The separators do not fit. Write the amount like 1,234.50."],
    ] as const) {
      await amount.fill(typed);
      await clerk
        .getByRole("dialog")
        .getByRole("button", { name: /^Refund/ })
        .click();
      await clerk.getByText(told).waitFor();
      await clerk.waitForFunction(() => document.activeElement?.id === "refund-amount");
    }
    await expectAccessible(clerk);
    expect((await paid.charge()).refundedCents).toBe(0);
  });

  it("whose answer is lost says so, keeps what was typed, and is made once when it is pressed again", async () => {
    const paid = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    expectConsole("error", /Failed to load resource/);
    // It reaches the server; only the answer does not come back.
    await clerk.route("**/staff/payments/*", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch();
      await route.abort();
    });
    await refund(clerk, "$250.00", "Billed twice");
    await clerk.getByText("The server did not answer, so it is not known whether the refund was made.").waitFor();
    expect(await clerk.getByLabel("Reason").inputValue()).toBe("Billed twice");
    await expectAccessible(clerk);
    await clerk.unroute("**/staff/payments/*");
    await clerk.getByRole("button", { name: "Refund $250.00" }).click();
    await clerk.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await paid.charge()).toMatchObject({ refundedCents: 25_000, status: "partially_refunded" });
  });

  it("is not for a viewer: the button says why, and the action refuses a viewer who calls it all the same", async () => {
    const paid = await payNewLink(journey);
    const viewer = await journey.newStaff("viewer");
    await viewer.goto(`/staff/payments/${paid.paymentId}`);
    const button = viewer.getByRole("button", { name: "Refund", exact: true });
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await viewer.getByText("Refunds need the permission “Refund and void”. An administrator can give it.").waitFor();
    await button.click({ force: true });
    expect(await viewer.getByRole("dialog").count()).toBe(0);
    await expectAccessible(viewer);

    const input = { paymentId: paid.paymentId, amountCents: 125_000, reason: "", requestKey: "viewer:1" };
    const path = `/staff/payments/${paid.paymentId}`;
    const call = { path, action: findServerAction("refundAction"), args: [input] };
    const answer = await callServerAction({ ...call, cookie: await cookieOf(viewer) });
    expect(answer.result).toMatchObject({ ok: false, code: "forbidden" });
    expect((await paid.charge()).refundedCents).toBe(0);
  });

  it("from two tabs at once goes back once, and the second tab is told", async () => {
    const paid = await payNewLink(journey);
    const tabs = [await journey.newStaff("clerk"), await journey.newStaff("admin")];
    for (const tab of tabs) {
      await tab.goto(`/staff/payments/${paid.paymentId}`);
      await openRefund(tab);
    }
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Refund $1,250.00" }).click()));
    const ends = tabs.map(async (tab) => {
      const refused = tab.getByText("Nothing is left to refund.").and(tab.getByRole("dialog").locator("*"));
      const closed = tab.getByRole("dialog");
      await Promise.race([refused.first().waitFor(), closed.waitFor({ state: "hidden" })]);
      return (await closed.count()) > 0 ? "refused" : "refunded";
    });
    expect((await Promise.all(ends)).sort()).toEqual(["refunded", "refused"]);
    expect((await paid.charge()).refundedCents).toBe(125_000);
  });

  it("pressed twice goes back once", async () => {
    const paid = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paid.paymentId}`);
    await openRefund(clerk);
    await clerk.getByLabel("Amount").fill("400.00");
    await clerk.getByRole("button", { name: "Refund $400.00" }).dblclick();
    await clerk.getByText("Partly refunded").first().waitFor();
    expect((await paid.charge()).refundedCents).toBe(40_000);
  });
});
