import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { DEMO_AUTO_PAY_ID } from "@/db/seed/auto-pays";
import { keyOfAddress } from "@/lib/link-reminders/find-recipient";
import { hashToken } from "@/lib/platform/secrets";
import type { RunningApp } from "../../scripts/runner/app.mjs";
import { fillRoute, listAppRoutes } from "../support/app-routes";
import { startAppServer } from "../support/app-server";
import { ask, signInByPost } from "../support/ask";
import { PASSWORD, STAFF } from "../support/sign-in";
import { hashTables } from "../support/table-hashes";
import { makeUploadToReview } from "../support/upload-file";

/** Ids and tokens of the demo firm, as its own admin sees them. */
async function findValues(origin: string, cookie: string): Promise<Record<string, string>> {
  const read = async (path: string, pattern: RegExp) => {
    const { body } = await ask(path, { headers: { cookie }, origin });
    const found = pattern.exec(body)?.[1];
    if (!found) throw new Error(`${path} holds nothing like ${pattern}.`);
    return found;
  };
  const paymentId = await read("/staff/payments?status=approved", /\/staff\/payments\/(pay_\w+)/);
  const linkId = await read("/staff/send/sent?status=outstanding", /\/staff\/send\/sent\/(lnk_\w+)/);
  const payerId = await read("/staff/payers", /\/staff\/payers\/(pyr_\w+)/);
  const invoiceId = await read("/staff/invoices?status=sent", /\/staff\/invoices\/(inv_\w+)/);
  const invoice = { id: invoiceId, token: await read(`/staff/invoices/${invoiceId}`, /\/invoice\/([\w-]{20,})/) };
  const receiptToken = await read(`/staff/payments/${paymentId}`, /\/receipt\/([\w-]{20,})/);
  return {
    "/staff/payers/[id]:id": payerId,
    "/staff/settings/accounts/[id]:id": await read(
      "/staff/settings/accounts",
      /\/staff\/settings\/accounts\/(acc_\w+)/,
    ),
    "/staff/payers/[id]/edit:id": payerId,
    "/staff/payers/[id]/auto-pays/[autoPayId]:id": await findAutoPayer(),
    "/api/v1/payers/[id]:id": payerId,
    "/staff/payments/[id]:id": paymentId,
    "/staff/payments/[id]/evidence:id": paymentId,
    "/staff/send/sent/[id]:id": linkId,
    "/staff/send/bulk/[id]:id": await makeUploadToReview(["G-1,2026-11-01,,Elena Marsh,elena@,5,"], origin),
    "/api/v1/payments/[id]:id": paymentId,
    "/api/v1/payments/[id]/refunds:id": paymentId,
    "/api/v1/payments/[id]/voids:id": paymentId,
    "/api/v1/links/[id]:id": linkId,
    "/api/v1/links/[id]/cancel:id": linkId,
    "/staff/invoices/[id]:id": invoice.id,
    "/staff/invoices/[id]/edit:id": invoice.id,
    "/staff/invoices/[id]/pdf:id": invoice.id,
    "/api/v1/invoices/[id]:id": invoice.id,
    "/api/v1/invoices/[id]/send:id": invoice.id,
    "/invoice/[token]:token": invoice.token,
    "/invoice/[token]/pdf:token": invoice.token,
    "/invoice/[token]/opened:token": invoice.token,
    "/receipt/[token]:token": receiptToken,
    "/receipt/[token]/pdf:token": receiptToken,
    "/staff/pages/[id]:id": "ppg_hartwell_pay",
    "/staff/pages/[id]/preview:id": "ppg_hartwell_pay",
    "/staff/connect/pages/[id]:id": "ppg_hartwell_invoices",
    "/staff/connect/pages/[id]/preview:id": "ppg_hartwell_invoices",
    "/logo/[firm]/[logo]:firm": "frm_okafor",
    logo: "lgo_okafor",
    "/picture/[firm]/[picture]:firm": "frm_hartwell",
    picture: "pic_hartwell_copy",
    firm: "hartwell",
    page: "pay",
    token: inject("openPayLinkPath").replace("/pay/", ""),
    id: "unknown",
    autoPayId: DEMO_AUTO_PAY_ID,
    job: "reconcile",
    gateway: "sandbox",
    account: "acc_none",
    intent: "pi_none",
    recipient: await findRecipientKey(),
    nextauth: "session",
    path: "unknown",
  };
}

/** Of the link that is open: its first recipient, whom a GET must not take out of the reminders. */
async function findRecipientKey(): Promise<string> {
  const client = new Client({ connectionString: inject("stillDatabaseUrl") });
  await client.connect();
  try {
    const hash = hashToken(inject("openPayLinkPath").replace("/pay/", ""));
    const { rows } = await client.query<{ address: string }>(
      "select recipient_emails[1] as address from pay_links where token_hash = $1",
      [hash],
    );
    if (!rows[0]?.address) throw new Error("The open link has no recipient.");
    return keyOfAddress(rows[0].address);
  } finally {
    await client.end();
  }
}

/** Whose Auto-Pay the demo has. */
async function findAutoPayer(): Promise<string> {
  const client = new Client({ connectionString: inject("stillDatabaseUrl") });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>("select payer_id as id from auto_pays where id = $1", [
      DEMO_AUTO_PAY_ID,
    ]);
    if (!rows[0]) throw new Error("The demo has no Auto-Pay.");
    return rows[0].id;
  } finally {
    await client.end();
  }
}

/** Something that a look at the sandbox's ledger might be tempted to write down. */
async function makeSandboxChargeDue(): Promise<void> {
  const client = new Client({ connectionString: inject("stillDatabaseUrl") });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `update sandbox.charges set next_at = now() - interval '1 minute'
       where seq = (select max(seq) from sandbox.charges where next_state <> '')`,
    );
    if (rowCount !== 1) throw new Error("The seed has no charge that anything will become of.");
  } finally {
    await client.end();
  }
}

describe("a GET", () => {
  let app: RunningApp | null = null;
  beforeAll(async () => {
    app = await startAppServer({ DATABASE_URL: inject("stillDatabaseUrl"), WORKER: "off" });
  });
  afterAll(() => app?.stop());

  it("changes no row of the product's or the gateway's, whoever asks, for a page or its components, twice", async () => {
    const origin = app?.url ?? "";
    const cookies = await Promise.all(Object.values(STAFF).map((email) => signInByPost(email, PASSWORD, origin)));
    const values = await findValues(origin, cookies[0] ?? "");
    const callers: Record<string, string>[] = [
      {},
      ...cookies.map((cookie) => ({ cookie })),
      { authorization: "Bearer dp_demo_hartwell" },
      { authorization: "Bearer dp_demo_okafor" },
    ];
    // A job is called by GET too, by a scheduler that knows the secret: the one GET that is meant to work.
    const paths = listAppRoutes().map((route) => fillRoute(route.pattern, values));
    await makeSandboxChargeDue();
    const before = await hashTables(inject("stillDatabaseUrl"));
    const failed: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      for (const path of paths) {
        const asked = callers.flatMap((caller) => [
          { method: "GET", where: path, headers: caller },
          { method: "GET", where: `${path}?_rsc`, headers: { ...caller, rsc: "1" } },
          { method: "HEAD", where: path, headers: caller },
        ]);
        const answers = await Promise.all(
          asked.map(async ({ method, where, headers }) => {
            const { status } = await ask(where, { method, headers, origin });
            return { what: `${method} ${where} ${status}`, status };
          }),
        );
        failed.push(...answers.filter(({ status }) => status >= 500).map(({ what }) => what));
      }
    }
    expect(failed).toEqual([]);
    expect(await hashTables(inject("stillDatabaseUrl"))).toEqual(before);
  }, 240_000);
});
