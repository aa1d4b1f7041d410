import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { untilAwake } from "../support/awake";
import { DESK, useJourney } from "../support/journey";
import { signIn } from "../support/sign-in";

const journey = useJourney();

/** Opens the page and holds its scripts back, as a slow line does. `wake` lets them come. */
async function openAsleep(page: Page, path: string): Promise<{ wake(): Promise<void> }> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "domcontentloaded" });
  const wake = async () => {
    letGo();
    await page.waitForLoadState();
    await untilAwake(page);
    await page.unroute("**/_next/static/**/*.js*");
  };
  return { wake };
}

describe("a form whose scripts are still on their way", () => {
  it("shows what is saved, and keeps what is typed, ticked and unticked meanwhile", async () => {
    const admin = await journey.newStaff("admin");
    const rules = await openAsleep(admin, "/staff/connect/settings?tab=rules");
    const hours = admin.getByLabel("Links live for hours");
    const ticks = admin.getByLabel("Post automatically");
    const save = admin.getByRole("button", { name: "Save", exact: true });
    expect(await hours.inputValue()).toBe("24");
    expect(await save.isDisabled()).toBe(true);
    const wasTicked = await ticks.isChecked();
    await hours.fill("48");
    await ticks.setChecked(!wasTicked);
    await rules.wake();
    expect([await hours.inputValue(), await ticks.isChecked()]).toEqual(["48", !wasTicked]);
    await save.click();
    await admin.getByText("Saved.", { exact: true }).waitFor();

    const again = await openAsleep(admin, "/staff/connect/settings?tab=rules");
    expect([await hours.inputValue(), await ticks.isChecked()]).toEqual(["48", !wasTicked]);
    await hours.fill("24");
    await ticks.setChecked(wasTicked);
    await again.wake();
    await save.click();
    await admin.getByText("Saved.", { exact: true }).waitFor();
    await admin.reload();
    expect([await hours.inputValue(), await ticks.isChecked()]).toEqual(["24", wasTicked]);
  });

  it("keeps what is chosen of a list, its first line too", async () => {
    const clerk = await journey.newStaff("clerk");
    const reports = await openAsleep(clerk, "/staff/exports/reports?report=declines");
    const report = clerk.getByRole("combobox", { name: /^Report/ });
    const hour = clerk.getByRole("combobox", { name: /^Hour/ });
    expect(await report.inputValue()).not.toBe("");
    expect(await hour.inputValue()).toBe("8");
    await report.selectOption("");
    await hour.selectOption("0");
    await reports.wake();
    expect([await report.inputValue(), await hour.inputValue()]).toEqual(["", "0"]);
    await clerk.getByRole("button", { name: "Create schedule" }).click();
    await clerk.getByRole("alert").first().waitFor();
    expect(await hour.inputValue()).toBe("0");
  });
});

describe("signing in", () => {
  it("by the form on the screen leads to the dashboard", async () => {
    const page = await journey.newClient(DESK);
    await signIn(page, "viewer");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  });
});
