import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { runInstant } from "@/lib/schedules/rules";
import { expectAccessible } from "../support/accessibility";
import { newAddress, runJob, waitForMail } from "../support/app-client";
import { useJourney } from "../support/journey";
import { fillCard, payButton, seeHeading } from "../support/pay-page";

// The second demo firm: other journeys count on how the first one sends.
const ZONE = "America/Chicago";
const journey = useJourney();
const today = dateInZone(new Date(), ZONE);
const noonOf = (day: string) => new Date(runInstant(day, { timeZone: ZONE, hour: 12 }));
const notice = (page: Page) => page.locator('[role="status"]').filter({ hasText: /\S/ });

/** Reminders on, 3 days before and 7 after the due day; clients may pay a part; words in the foot. */
async function setUp(admin: Page): Promise<void> {
  await admin.goto("/staff/settings/send");
  await seeHeading(admin, "Send for Payment");
  await expectAccessible(admin);
  await admin.getByLabel("Disclaimer").fill("A payment here makes nobody a client.");
  await admin.getByText("Every client", { exact: true }).click();
  await admin.getByLabel("Follow up unpaid links by mail").check();
  await admin.getByLabel("Days of reminder 1").fill("900");
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.getByText("Write a number of days from 0 to 90.").waitFor();
  await expectAccessible(admin);
  await admin.getByLabel("Days of reminder 1").fill("3");
  await admin.getByRole("button", { name: "Save" }).click();
  await notice(admin).getByText("Saved.").waitFor();
}

/** @returns the path of the link's page, and its public address */
async function sendLink(staff: Page, to: string, dueDay: string): Promise<{ path: string; url: string }> {
  const [year = "", month = "", day = ""] = dueDay.split("-");
  await staff.goto("/staff/send/quick-link");
  await staff.getByLabel("Amount").fill("1,250.00");
  await staff.getByLabel("Due date").fill(`${month}/${day}/${year}`);
  await staff.getByLabel("Recipient name").fill("Elena Marsh");
  await staff.getByLabel("Recipient email").fill(to);
  await expectAccessible(staff);
  await staff.getByRole("button", { name: "Send link" }).click();
  await seeHeading(staff, "The link is ready");
  const url = await staff.getByLabel("Payment link").inputValue();
  return { path: new URL(staff.url()).pathname, url };
}

describe("an unpaid link", () => {
  it("is followed up on its day, until its reader opts out, which a look at the address does not", async () => {
    const admin = await journey.newStaff("stranger");
    await setUp(admin);
    const to = newAddress("reminded");
    const dueDay = addDays(today, 10);
    const { path } = await sendLink(admin, to, dueDay);
    await admin.getByText(/^Reminders on .+, .+ and .+/).waitFor();
    await expectAccessible(admin);

    expect(await runJob("reminders", noonOf(addDays(dueDay, -3)))).toMatchObject({ failed: 0 });
    const mail = await waitForMail(to, /^Reminder: /);
    const address = mail.links.find((link) => /\/reminders\//.test(link)) ?? "";
    const client = await journey.newClient();
    await client.goto(address);
    await seeHeading(client, "Reminders by mail");
    await client.getByText(to).waitFor();
    await expectAccessible(client);
    // What a scanner of mail does.
    expect((await fetch(`${address}/stop`)).status).toBe(200);
    await client.reload();
    await seeHeading(client, "Reminders by mail");
    await client.getByRole("button", { name: "Stop reminders" }).click();
    await seeHeading(client, "No more reminders");
    await expectAccessible(client);

    await runJob("reminders", noonOf(addDays(dueDay, 7)));
    await admin.goto(path);
    await admin.getByText(`${to} wants no reminders.`).waitFor();
    await admin.getByText("Reminders declined").waitFor();
    expect(await admin.getByText("Reminder mailed").count()).toBe(1);
    await expectAccessible(admin);

    await client.getByRole("button", { name: "Send reminders again" }).click();
    await seeHeading(client, "Reminders by mail");
    // What a mail program does in its reader's stead (RFC 8058).
    const oneClick = await fetch(`${address}/stop`, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect(oneClick.status).toBe(200);
    await client.reload();
    await seeHeading(client, "No more reminders");
  });

  it("is extended and sent to another address, taken out of the reminders, and paid in part on a phone", async () => {
    const admin = await journey.newStaff("stranger");
    await setUp(admin);
    const { path, url } = await sendLink(admin, newAddress("mistyped"), addDays(today, 20));
    await admin.goto(path);
    const mended = newAddress("mended");
    await admin.getByRole("button", { name: "Resend" }).click();
    await admin.getByLabel("Addresses").fill("elena");
    await admin.getByRole("button", { name: "Send again" }).click();
    await admin.getByText("elena lacks the @ of an address.").waitFor();
    await expectAccessible(admin);
    await admin.getByLabel("Addresses").fill(mended);
    await admin.getByRole("button", { name: "Send again" }).click();
    await notice(admin).getByText(mended).waitFor();

    await admin.getByRole("button", { name: "Extend" }).click();
    await admin
      .getByRole("textbox", { name: "Open until" })
      .or(admin.getByLabel("Open until"))
      .first()
      .fill(addDays(today, 90));
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Extend link" }).click();
    await notice(admin)
      .getByText(/will read it by mail/)
      .waitFor();
    await admin.getByText("Link extended").waitFor();
    await waitForMail(mended, /^Payment request from /);

    await admin.getByRole("button", { name: "No reminders of this link" }).click();
    await notice(admin).getByText("This link is followed up no more.").waitFor();
    await expectAccessible(admin);

    const client = await journey.newClient();
    await client.goto(url);
    await client.getByText("A payment here makes nobody a client.").waitFor();
    await client.getByLabel("Amount to pay now").fill("2000");
    await fillCard(client, { number: "4242 4242 4242 4242" });
    await payButton(client).click();
    await client.getByText(/^Enter an amount from \$1\.00 to \$1,250\.00/).waitFor();
    await expectAccessible(client);
    await client.getByLabel("Amount to pay now").fill("400");
    await client.getByRole("button", { name: "Pay $400.00" }).click();
    await seeHeading(client, "Payment received");
    await client.getByText("$400.00").first().waitFor();
    await admin.goto(path);
    await admin.getByText(/part paid, \$850\.00 open/).waitFor();
    await admin.getByRole("link", { name: "Send link for the balance" }).waitFor();
  });
});
