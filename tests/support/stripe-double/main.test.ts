import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { describe, expect, it, onTestFinished } from "vitest";
import { cardPayment, KEY, startBench } from "./bench";
import { connectDesk } from "./desk/remote-desk";

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "stripe-double-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "state.jsonl");
}

/** Starts the double as a process and answers its address. */
async function startProcess(statePath: string): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, "main.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, "--state-path", statePath], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error("The double ended.")));
    child.stdout?.on("data", (text) => {
      const found = /http:\S+/.exec(String(text))?.[0];
      if (found) resolve(found);
    });
  });
  return { child, url };
}

describe("a double of its own process", () => {
  it("keeps its ledger over a kill, and has its desk over HTTP", async () => {
    const statePath = stateFile();
    const first = await startProcess(statePath);
    const clientOf = (url: string) =>
      new Stripe(KEY, { host: "127.0.0.1", port: new URL(url).port, protocol: "http", maxNetworkRetries: 0 });
    const token = await connectDesk(first.url).createToken(KEY, { testName: "pm_card_visa" });
    const payment = {
      ...cardPayment(""),
      payment_method: undefined,
      confirmation_token: token,
      metadata: { reference: "pay_1" },
    };
    const paid = await clientOf(first.url).paymentIntents.create(payment, { idempotencyKey: "k" });
    await expect(connectDesk(first.url).settleDebit("pi_none")).rejects.toThrow("No such payment_intent");
    first.child.kill("SIGKILL");

    const second = await startProcess(statePath);
    expect(await connectDesk(second.url).charges()).toMatchObject([
      { paymentIntentId: paid.id, metadata: { reference: "pay_1" }, capturedCents: 10_000 },
    ]);
    const again = await clientOf(second.url).paymentIntents.create(payment, { idempotencyKey: "k" });
    expect(again.id).toBe(paid.id);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  });
});

describe("the state file", () => {
  it("brings back clock, jobs and what search knows", async () => {
    const statePath = stateFile();
    const before = await startBench({ statePath });
    const { id } = await before.stripe.paymentIntents.create({
      amount: 1_000,
      currency: "usd",
      confirm: true,
      payment_method: "pm_usBankAccount_success",
      allowed_payment_method_types: ["us_bank_account"],
      mandate_data: {
        customer_acceptance: { type: "online", online: { ip_address: "192.0.2.7", user_agent: "Test" } },
      },
      metadata: { reference: "pay_2" },
    });
    before.desk.advance({ days: 1 });
    const after = await startBench({ statePath });
    expect(after.desk.now()).toBe(before.desk.now());
    expect((await after.stripe.paymentIntents.search({ query: "metadata['reference']:'pay_2'" })).data).toHaveLength(1);
    after.desk.advance({ days: 3 });
    expect((await after.stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
    const next = await after.stripe.customers.create();
    expect(after.desk.events().filter(({ objectId }) => objectId === next.id)).toHaveLength(1);
  });
});
