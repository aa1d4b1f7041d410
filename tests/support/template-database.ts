import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../db/migrate";
import { databaseUrlOf, openTestServer, runOnServer } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    testServerUrl: string;
    templateDatabase: string;
  }
}

/** Before the database tests: one migrated database, of which every test file takes a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  const templateDatabase = `docketpay_template_${randomBytes(5).toString("hex")}`;
  const remove = async () => {
    await runOnServer(server.url, `drop database if exists ${templateDatabase} with (force)`);
    await server.stop();
  };
  try {
    await runOnServer(server.url, `create database ${templateDatabase}`);
    await migrateDatabase(databaseUrlOf(server.url, templateDatabase));
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("testServerUrl", server.url);
  project.provide("templateDatabase", templateDatabase);
  return remove;
}
