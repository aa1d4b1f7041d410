import { TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { newAddress } from "../support/app-client";
import { findMailedPath, inviteByPage } from "../support/invite-user";
import { DESK, PHONE, useJourney } from "../support/journey";

const journey = useJourney();
const PASSWORD = "a brass lamp at night";

/** What the app on the phone shows; `steps` of 30 seconds away from now. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: secret.replaceAll(" ", "") }).generate({ timestamp: Date.now() + steps * 30_000 });
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
}

describe("a new user", () => {
  it("is invited, sets a password on a phone without scripts, sees what is permitted, and is signed out by force", async () => {
    const admin = await journey.newStaff("admin");
    const email = newAddress("invited");
    await admin.goto("/staff/users");
    await admin.getByRole("link", { name: "Invite user" }).click();
    await admin.getByRole("heading", { name: "Invite a user" }).waitFor();
    await admin.getByRole("textbox", { name: "Name" }).fill("Ada Newcomb");
    await admin.getByRole("textbox", { name: "Email" }).fill(email);
    await admin.getByRole("combobox", { name: "Role" }).selectOption("desk");
    await admin.getByRole("checkbox", { name: "Payers" }).uncheck();
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Send invitation" }).click();
    await admin.getByText(`The invitation goes to ${email}.`).waitFor();

    const path = await findMailedPath(email, "/invite/");
    const plain = await (await journey.newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
    await plain.goto(path);
    expect(await plain.getByLabel("Your name").inputValue()).toBe("Ada Newcomb");
    await plain.getByLabel("Password").fill("short");
    await plain.getByRole("button", { name: "Set password" }).click();
    await plain.getByText("Write 12 characters or more.").waitFor();
    await plain.getByLabel("Password").fill(PASSWORD);
    await plain.getByRole("button", { name: "Set password" }).click();
    await plain.getByText("Your password is set.").waitFor();
    await plain.goto(path);
    await plain.getByRole("heading", { name: "This invitation was used" }).waitFor();

    const user = await journey.newClient(DESK);
    await signIn(user, email, PASSWORD);
    await user.waitForURL("**/staff/dashboard");
    const menu = user.getByRole("navigation", { name: "Main" });
    await menu.getByRole("link", { name: "Enter Payment" }).waitFor();
    for (const name of ["Users", "Settings"]) expect(await menu.getByRole("link", { name }).count()).toBe(0);
    await user.goto("/staff/users");
    await user.getByRole("heading", { name: "You may not open this page" }).waitFor();

    await admin.reload();
    await admin.getByRole("button", { name: "Sign out everywhere" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await admin.getByText("Every session has ended.").waitFor();
    await expectAccessible(admin);
    await user.goto("/staff/payments");
    await user.waitForURL("**/sign-in**");
  });
});

describe("a second factor", () => {
  it("is set up by keyboard, asked for at the next sign-in, and replaced by a recovery code once", async () => {
    const { email, path } = await inviteByPage(["payments.view"]);
    const page = await journey.newClient(PHONE);
    await page.goto(path);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByText("Your password is set.").waitFor();
    await signIn(page, email, PASSWORD);
    await page.waitForURL("**/staff/dashboard");

    await page.goto("/staff/profile");
    await page.getByRole("button", { name: "Set up" }).focus();
    await page.keyboard.press("Enter");
    const secret = (await page.locator("code").textContent()) ?? "";
    await expectAccessible(page);
    await page.getByRole("textbox", { name: "Code" }).fill(codeOf(secret));
    await page.keyboard.press("Enter");
    await page.getByText("Keep these recovery codes.").waitFor();
    const codes = await page.locator("ul.code-text li").allTextContents();
    expect(codes).toHaveLength(10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("10 recovery codes are left.").waitFor();

    const second = await journey.newClient(PHONE);
    await signIn(second, email, PASSWORD);
    await second.getByText("Your password is right.").waitFor();
    await expectAccessible(second);
    await giveCode(second, "000000");
    await second.getByText("This code is not right").waitFor();
    await giveCode(second, codeOf(secret, 1));
    await second.waitForURL("**/staff/dashboard");

    // Without scripts, and without the phone.
    const plain = await (await journey.newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
    await signIn(plain, email, PASSWORD);
    await giveCode(plain, codes[0] ?? "");
    await plain.waitForURL("**/staff/dashboard");
    await page.goto("/staff/profile");
    await page.getByText("9 recovery codes are left.").waitFor();
  });
});
