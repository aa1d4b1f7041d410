import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { addDays } from "@/lib/dates/period-days";
import { expectAccessible } from "../support/accessibility";
import { untilAwake } from "../support/awake";
import { type ConnectService, startConnectService } from "../support/connect-service";
import { useSystem } from "../support/connect-steps";
import { useJourney } from "../support/journey";

const journey = useJourney();
let service: ConnectService;
beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
  await useSystem("threeE");
});
afterAll(() => service?.stop());

/** The demo's client with a saved bank account and an association. */
async function openConnectTab(clerk: Page): Promise<void> {
  await clerk.goto("/staff/payers?q=Brigid");
  await clerk
    .getByRole("link", { name: /^St\. Brigid/ })
    .first()
    .click();
  await clerk.getByRole("link", { name: "Connect", exact: true }).click();
}

describe("an Auto-Pay", () => {
  it("is made in three steps with a dry run against live balances, paused, resumed and cancelled", async () => {
    const clerk = await journey.newStaff("clerk");
    await openConnectTab(clerk);
    await clerk.getByRole("link", { name: "Monthly, up to $1,500" }).waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole("link", { name: "Add Auto-Pay" }).click();
    await clerk.getByRole("button", { name: "Save and Manage Enrollments" }).waitFor();
    await untilAwake(clerk);
    await clerk.getByRole("button", { name: "Save and Manage Enrollments" }).click();
    await clerk.getByText("Write a name for the Auto-Pay.").first().waitFor();
    await expectAccessible(clerk);
    await clerk.getByLabel("Name").fill("Tuition matters");
    // Far ahead, so that the worker of the tests charges nothing.
    await clerk.getByLabel("Date of first payment/query").fill(addDays(new Date().toISOString().slice(0, 10), 200));
    await clerk.getByText("Pay up to an amount").click();
    await clerk.getByLabel("At most per run").fill("750");
    await clerk.getByRole("button", { name: "Save and Manage Enrollments" }).click();
    await clerk.getByRole("checkbox", { name: /^Enroll 10277/ }).check();
    await expectAccessible(clerk);
    await clerk.getByRole("button", { name: "Enroll and Save" }).click();
    await clerk.getByText("Check it, then save").waitFor();
    await clerk.getByText(/^By the balances of Elite 3E/).waitFor();
    await clerk
      .getByRole("table", { name: /^Invoices of the run on / })
      .first()
      .waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole("button", { name: "Save", exact: true }).click();
    await clerk.getByText("Saved and started").waitFor();

    await clerk.getByRole("button", { name: "Pause" }).click();
    await clerk.getByRole("button", { name: "Resume" }).click();
    await clerk.getByRole("button", { name: "Pause" }).waitFor();
    await clerk.getByRole("button", { name: "Cancel Auto-Pay" }).click();
    await expectAccessible(clerk);
    await clerk.getByRole("dialog").getByRole("button", { name: "Cancel it for good" }).click();
    await expect.poll(() => clerk.getByRole("button", { name: "Pause" }).count()).toBe(0);
    await openConnectTab(clerk);
    await clerk.getByRole("row", { name: /Tuition matters.*Cancelled/ }).waitFor();
  });
});
