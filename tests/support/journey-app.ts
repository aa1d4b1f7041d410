import { randomBytes } from "node:crypto";
import { appendFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../db/migrate";
import { runTypeScript } from "../../scripts/runner/children.mjs";
import { startAppServer } from "./app-server";
import { makeOutputFolder } from "./output-folder";
import { SECRET, SITE_KEY, startRecaptchaDouble } from "./recaptcha-double";
import { startStripeDouble } from "./stripe-double/start";
import { databaseUrlOf, openTestServer, runOnServer } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the app that all tests of a project use, e.g. http://127.0.0.1:41234. */
    appUrl: string;
    /** Its database, as the owner. */
    appDatabaseUrl: string;
    /** A copy of it as it was seeded, upon which nothing runs. */
    stillDatabaseUrl: string;
    /** What the app has printed so far. */
    appLogPath: string;
    /** The double of Stripe that the app calls, and that stands in for Stripe's script in the browser. */
    stripeUrl: string;
    /** The double of reCAPTCHA that the app and its pages ask. */
    recaptchaUrl: string;
    /** The path of the seed's open payment link. */
    openPayLinkPath: string;
  }
}

/** Before the tests of one project: a database with the demo firms, and the built app upon it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undo: (() => Promise<void>)[] = [];
  const remove = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const server = await openTestServer();
    undo.push(server.stop);
    const name = `docketpay_journeys_${randomBytes(5).toString("hex")}`;
    await runOnServer(server.url, `create database ${name}`);
    undo.push(() => runOnServer(server.url, `drop database if exists ${name} with (force)`));
    const databaseUrl = databaseUrlOf(server.url, name);
    await migrateDatabase(databaseUrl);
    const report = await seed(databaseUrl, project.name);
    const stillName = `${name}_still`;
    await runOnServer(server.url, `create database ${stillName} template ${name}`);
    undo.push(() => runOnServer(server.url, `drop database if exists ${stillName} with (force)`));
    const appLogPath = openLog(project.name);
    const stripe = await startStripeDouble();
    undo.push(() => stripe.close());
    const google = await startRecaptchaDouble();
    undo.push(google.stop);
    const env = {
      ...{ DATABASE_URL: databaseUrl, LOG_LEVEL: "debug", STRIPE_API_BASE: stripe.url },
      ...{ RECAPTCHA_SITE_KEY: SITE_KEY, RECAPTCHA_SECRET: SECRET, RECAPTCHA_API_BASE: google.url },
    };
    const app = await startAppServer(env, (text) => appendFileSync(appLogPath, text));
    undo.push(app.stop);
    project.provide("appUrl", app.url);
    project.provide("appDatabaseUrl", databaseUrl);
    project.provide("stripeUrl", stripe.url);
    project.provide("recaptchaUrl", google.url);
    project.provide("stillDatabaseUrl", databaseUrlOf(server.url, stillName));
    project.provide("appLogPath", appLogPath);
    project.provide("openPayLinkPath", report.payLinkPath);
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

function openLog(project: string): string {
  const path = resolve(join(makeOutputFolder(), `app-${project}.log`));
  writeFileSync(path, "");
  return path;
}

async function seed(databaseUrl: string, project: string): Promise<{ payLinkPath: string }> {
  const { code, output } = await runTypeScript("scripts/seed-demo.ts", {
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: join(makeOutputFolder(), `seed-${project}`) },
  });
  if (code !== 0) throw new Error(`The demo firms could not be written:\n${output}`);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "");
}
