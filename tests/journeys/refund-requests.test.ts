import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { waitForMail } from "../support/app-client";
import { ask, signInByPost } from "../support/ask";
import { useJourney } from "../support/journey";
import { payNewLink } from "../support/paid-link";
import { callServerAction, findServerAction } from "../support/server-actions";
import { PASSWORD, STAFF } from "../support/sign-in";

const journey = useJourney();
// Far above what other journeys give back, for they use the same firm.
const LIMIT = "50000.00";
const PAID_CENTS = 6_000_000;

async function openSecurity(): Promise<Page> {
  const admin = await journey.newStaff("admin");
  await admin.goto("/staff/settings/security");
  return admin;
}

async function setLimit(): Promise<void> {
  const admin = await openSecurity();
  const tick = admin.getByLabel("A second person approves large refunds");
  if (await tick.isChecked()) return;
  await tick.check();
  await admin.getByLabel("Refunds above").fill(LIMIT);
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.getByText("Saved.").waitFor();
}

afterAll(async () => {
  const cookie = await signInByPost(STAFF.admin, PASSWORD);
  const off = { requiresSecondFactor: false, asksSecondPerson: false, idleDays: "90" };
  await callServerAction({
    path: "/staff/settings/security",
    action: findServerAction("saveSecurityAction"),
    args: [off],
    cookie,
  });
});

/** The clerk asks for all of a payment of $60,000.00. */
async function askForAll() {
  await setLimit();
  const paid = await payNewLink(journey, { amountCents: PAID_CENTS });
  const clerk = await journey.newStaff("clerk");
  await clerk.goto(`/staff/payments/${paid.paymentId}`);
  await clerk.getByRole("button", { name: "Refund", exact: true }).click();
  await clerk.getByText("Above $50,000.00 a second person must agree.").waitFor();
  await clerk.getByLabel("Reason").fill("Matter closed");
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "Ask for approval" }).click();
  await clerk.getByRole("heading", { name: "Asked for: $60,000.00" }).waitFor();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "Close" }).click();
  await clerk.getByText("A refund of $60,000.00 waits for a second person").waitFor();
  return { paid, clerk };
}

describe("a refund above the limit", () => {
  it("waits until a second person approves it under Alerts, and is made then", async () => {
    const { paid, clerk } = await askForAll();
    expect((await paid.charge()).refundedCents).toBe(0);
    expect(await clerk.getByRole("button", { name: "Approve" }).count()).toBe(0);
    await expectAccessible(clerk);
    const mail = await waitForMail(STAFF.admin, /^Refund to approve: \$60,000\.00/);
    expect(mail.text).toContain("Matter closed");

    const admin = await journey.newStaff("admin");
    await admin.goto("/staff/payments");
    await admin
      .getByText("waits for a second person")
      .or(admin.getByText("wait for a second person"))
      .first()
      .waitFor();
    await expectAccessible(admin);
    await admin.getByRole("link", { name: "Open Alerts" }).click();
    const row = admin.getByRole("row").filter({ hasText: "asks to refund $60,000.00" }).first();
    await expectAccessible(admin);
    await row.getByRole("button", { name: "Approve" }).click();
    await admin.getByRole("dialog").getByText("Reason: Matter closed.").waitFor();
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Refund $60,000.00" }).click();
    await admin.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await paid.charge()).toMatchObject({ refundedCents: PAID_CENTS, status: "refunded" });
    await waitForMail(STAFF.clerk, /^Refund approved: \$60,000\.00/);

    await clerk.reload();
    await clerk.getByRole("table", { name: "Refund requests" }).getByText("Approved").waitFor();
    await expectAccessible(clerk);
  });

  it("declined says why, at a press without a note too; taken back it is over", async () => {
    const { paid, clerk } = await askForAll();
    const admin = await journey.newStaff("admin");
    await admin.goto(`/staff/payments/${paid.paymentId}`);
    await admin.getByRole("button", { name: "Decline" }).click();
    await admin.getByRole("button", { name: "Decline the refund" }).click();
    await admin.getByText("Write why: whoever asked reads it.").waitFor();
    await expectAccessible(admin);
    await admin.getByRole("dialog").getByLabel("Note").fill("Wrong matter");
    await admin.getByRole("button", { name: "Decline the refund" }).click();
    await admin.getByRole("dialog").waitFor({ state: "hidden" });
    const mail = await waitForMail(STAFF.clerk, /^Refund declined: \$60,000\.00/);
    expect(mail.text).toContain("Wrong matter");

    await clerk.reload();
    await clerk.getByRole("button", { name: "Refund", exact: true }).click();
    await clerk.getByRole("button", { name: "Ask for approval" }).click();
    await clerk.getByRole("button", { name: "Close" }).click();
    await clerk.getByRole("button", { name: "Take the request back" }).click();
    await clerk.getByRole("button", { name: "Take it back", exact: true }).click();
    const sheet = clerk.getByRole("table", { name: "Refund requests" });
    await sheet.getByText("Taken back").waitFor();
    await sheet.getByText("Declined").waitFor();
    expect((await paid.charge()).refundedCents).toBe(0);
  });

  it("by a program is 202 and told with the payment; a void of so much is refused", async () => {
    await setLimit();
    const paid = await payNewLink(journey, { amountCents: PAID_CENTS });
    const call = (path: string, body: object) =>
      ask(`/api/v1/payments/${paid.paymentId}/${path}`, {
        method: "POST",
        headers: {
          authorization: "Bearer dp_demo_hartwell",
          "content-type": "application/json",
          "idempotency-key": `${path}-${paid.paymentId}`,
        },
        body: JSON.stringify(body),
      });
    const voided = await call("voids", {});
    expect([voided.status, JSON.parse(voided.body).code]).toEqual([422, "void_above_limit"]);
    const asked = [
      await call("refunds", { amountCents: 5_000_001 }),
      await call("refunds", { amountCents: 5_000_001 }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([202, 202]);
    expect(asked[0]?.body).toBe(asked[1]?.body);
    expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({ status: "waiting", refundedCents: 0 });
    const small = await ask(`/api/v1/payments/${paid.paymentId}/refunds`, {
      method: "POST",
      headers: { authorization: "Bearer dp_demo_hartwell", "content-type": "application/json" },
      body: JSON.stringify({ amountCents: 1_000_000 }),
    });
    expect(small.status).toBe(201);
    const read = await ask(`/api/v1/payments/${paid.paymentId}`, {
      headers: { authorization: "Bearer dp_demo_hartwell" },
    });
    expect(JSON.parse(read.body).refundRequests).toMatchObject([{ status: "lapsed", amountCents: 5_000_001 }]);
  });
});
