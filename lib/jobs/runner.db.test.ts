import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { requeueLostMails } from "@/lib/email/requeue-lost-mails";
import { resetEnv } from "@/lib/platform/env";
import { type FakeResend, startFakeResend } from "@/tests/support/fake-resend";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { startWorker, type Worker } from "./runner";

const test = useTestDatabase();
const workers: Worker[] = [];
let firm: TestFirm;
let resend: FakeResend;

beforeAll(async () => {
  resend = await startFakeResend();
  Object.assign(process.env, { RESEND_API_KEY: "re_test", RESEND_BASE_URL: resend.url });
  resetEnv();
  firm = await makeTestFirm();
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

afterAll(async () => {
  Object.assign(process.env, { RESEND_API_KEY: "", RESEND_BASE_URL: "" });
  resetEnv();
  await resend.stop();
});

async function work(): Promise<Worker> {
  const worker = await startWorker();
  workers.push(worker);
  return worker;
}

async function countMails(status: string): Promise<number> {
  const [row] = await test.asOwner<{ n: string }>("select count(*) as n from mails where status = $1", [status]);
  return Number(row?.n);
}

function keysOf(calls: { idempotencyKey: string }[]): string[] {
  return calls.map((call) => call.idempotencyKey);
}

describe("two workers", () => {
  it("deliver every mail once between them", async () => {
    for (let i = 0; i < 40; i += 1) await firm.makeLink();
    await Promise.all([work(), work()]);
    await vi.waitFor(async () => expect(await countMails("sent")).toBe(40), { timeout: 20_000, interval: 100 });
    expect(resend.calls).toHaveLength(40);
    expect(new Set(keysOf(resend.calls)).size).toBe(40);
    expect(
      await test.asOwner("select task_identifier from graphile_worker.jobs where task_identifier = 'deliver-mail'"),
    ).toEqual([]);
  });
});

describe("one worker", () => {
  it("tries again by itself when the transport fails", async () => {
    const before = resend.calls.length;
    resend.answerNext({ status: 500, body: { statusCode: 500, name: "internal_server_error", message: "down" } });
    await firm.makeLink();
    await work();
    await vi.waitFor(async () => expect(await countMails("queued")).toBe(0), { timeout: 20_000, interval: 100 });
    const keys = keysOf(resend.calls.slice(before));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("goes on after the database dropped all its connections", async () => {
    await work();
    await test.asOwner(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    // The program's own idle connections died too; the first use of each finds out.
    await vi.waitFor(() => firm.makeLink(), { timeout: 5_000 });
    await vi.waitFor(async () => expect(await countMails("queued")).toBe(0), { timeout: 20_000, interval: 100 });
  });

  it("stops within seconds, also when it is asked twice", async () => {
    const worker = await work();
    const started = performance.now();
    await Promise.all([worker.stop(), worker.stop()]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("a worker that is killed while it sends", () => {
  let child: ChildProcess | null = null;
  afterEach(() => void child?.kill("SIGKILL"));

  it("leaves a mail that another worker sends under the same key, so that it goes out once", async () => {
    const before = resend.calls.length;
    resend.hang(true);
    const link = await firm.makeLink();
    child = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
      env: { ...process.env, DATABASE_URL: test.url, LOG_LEVEL: "silent" },
      stdio: "ignore",
    });
    await vi.waitFor(() => expect(resend.calls.length).toBe(before + 1), { timeout: 25_000, interval: 50 });
    child.kill("SIGKILL");
    await once(child, "exit");
    resend.hang(false);

    // Its lease runs for two minutes; here they pass at once.
    await test.asOwner("update mails set leased_until = now() - interval '1 second' where object_id = $1", [link.id]);
    await requeueLostMails(firm.ctxAt());
    await work();
    await vi.waitFor(async () => expect(await countMails("queued")).toBe(0), { timeout: 20_000, interval: 100 });
    const keys = keysOf(resend.calls.slice(before));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(resend.delivered().filter((call) => keys.includes(call.idempotencyKey))).toHaveLength(1);
  }, 60_000);
});
