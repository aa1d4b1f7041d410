import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connectDesk, type RemoteDesk } from "@/tests/support/stripe-double/desk/remote-desk";
import { parseFaults } from "@/tests/support/stripe-double/wire/faults";
import { copyStripeBooks } from "./copy-stripe-books";
import type { CrashDatabase } from "./crash-database";
import type { GatewaySide } from "./gateway-side";
import type { CrashPlan, SharedTime, Told } from "./model";
import type { StripeDoubleOrders } from "./run-stripe-double";
import { STRIPE_ACCOUNTS, stripeKeyOf, WEBHOOK_SECRET } from "./stripe-keys";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Debits and refunds to bank accounts arrive within hours, not days, so that the end need not wait for many looks. */
const SETTLE = { debitSettleSeconds: 21_600, refundSettleSeconds: 43_200 };
const RETURN_CODES = { R01: "insufficient_funds", R02: "account_closed" } as const;

/** Stripe's double in a process that outlives every charging one, with its ledger in a file. */
export async function openStripeSide(
  database: CrashDatabase,
  { faults, seed }: CrashPlan,
  time: SharedTime,
): Promise<GatewaySide> {
  const folder = mkdtempSync(join(tmpdir(), "docketpay-crash-stripe-"));
  const told: Told[] = [];
  const mailbox = await openMailbox(told);
  const orders = { ...SETTLE, time, seed, faults: parseFaults(faults), statePath: join(folder, "ledger") };
  let running = await startProcess(orders);
  const { url } = running;
  const desk = connectDesk(url);
  await setEndpoints(desk, mailbox);
  const disputes = new Map<string, string>();
  return {
    url,
    listTaken: async () =>
      (await desk.charges())
        .filter(({ status }) => status !== "failed")
        .map(({ paymentIntentId, kind }) => ({ id: paymentIntentId, isBank: kind === "us_bank_account" })),
    act: (id, act, code) => {
      const doIt = async () => {
        if (act === "settle") return desk.settleDebit(id);
        if (act === "return") return desk.returnDebit(id, RETURN_CODES[code]);
        if (act === "dispute") return void disputes.set(id, await desk.openDispute(id));
        return act === "win" ? desk.winDispute(disputes.get(id) ?? "") : desk.loseDispute(disputes.get(id) ?? "");
      };
      // Refused by its state. A card settles by itself, so that settling one is nothing to do.
      return doIt().then(
        () => true,
        () => act === "settle",
      );
    },
    takeEvents: () => told.splice(0),
    restart: async () => {
      running.child.kill("SIGKILL");
      await running.exited;
      running = await startProcess({ ...orders, port: Number(new URL(url).port) });
      await setEndpoints(desk, mailbox);
    },
    layBooksOpen: () => copyStripeBooks(database, url),
    close: async () => {
      running.child.kill("SIGKILL");
      await running.exited;
      mailbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Running = { child: ChildProcess; url: string; exited: Promise<void> };

function startProcess(orders: StripeDoubleOrders): Promise<Running> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/crash/run-stripe-double.ts"], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    child.once("message", (message: { url: string }) => resolve({ child, url: message.url, exited }));
    child.once("exit", (code) => reject(new Error(`Stripe's double ended with code ${code}.`)));
    child.send(orders);
  });
}

/** Takes what the double posts: `/acc_operating` is the endpoint of that account. */
async function openMailbox(told: Told[]): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const accountId = (request.url ?? "/").slice(1);
      told.push({ kind: "stripe", accountId, rawBody: Buffer.concat(chunks).toString("utf8") });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return server;
}

async function setEndpoints(desk: RemoteDesk, mailbox: Server): Promise<void> {
  const { port } = mailbox.address() as AddressInfo;
  for (const { accountId } of STRIPE_ACCOUNTS)
    await desk.setWebhookEndpoint(stripeKeyOf(accountId), {
      url: `http://127.0.0.1:${port}/${accountId}`,
      secret: WEBHOOK_SECRET,
    });
}
