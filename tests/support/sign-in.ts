import type { Page } from "playwright-core";

export const STAFF = {
  admin: "admin@hartwell.example",
  clerk: "billing@hartwell.example",
  viewer: "viewer@hartwell.example",
  stranger: "admin@okafor.example",
} as const;
export type StaffRole = keyof typeof STAFF;
export const PASSWORD = "docketpay-demo";

/** Signs in by the form, with the words on the screen, and waits for the first page behind it. */
export async function signIn(page: Page, role: StaffRole): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(STAFF[role]);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/staff/dashboard");
}

/** The session of a page, as a request without a browser sends it. */
export async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join("; ");
}
