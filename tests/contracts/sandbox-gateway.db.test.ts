import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandboxDesk } from "@/lib/gateways/adapters/sandbox/desk";
import { createSandboxGateway } from "@/lib/gateways/adapters/sandbox/gateway";
import { openSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import type { ChargeRequest, GatewayAccount } from "@/lib/gateways/port";
import { randomIds } from "@/lib/platform/ids";
import { useTestDatabase } from "../support/test-database";
import { describeGatewayContract } from "./gateway-contract";
import type { GatewayHarness, Trouble } from "./gateway-harness";

const db = useTestDatabase();
let pool: Pool;
beforeAll(() => {
  pool = openSandboxPool(db.url);
});
afterAll(() => pool.end());

const TROUBLES: Record<Trouble, string> = {
  answers_lost: "lost=1",
  calls_lost: "unsent=1",
  keys_forgotten: "pruned=1",
  down: "down=1",
};
const token = (name: string, last4: string, expiry = "1234") =>
  `sbx_tok_${name}_${last4}_${expiry}_0123456789abcdef01234567`;
const accountOf = (accountId: string, currency: string): GatewayAccount => ({
  firmId: "frm_1",
  accountId,
  accountName: accountId,
  currency,
  credentials: {},
});

/** A gateway whose clock the test moves, and its desk. */
function openSandbox(faults = "") {
  let now = new Date("2026-11-21T15:00:00Z");
  const clock = { now: () => new Date(now) };
  const parts = { pool, clock, ids: randomIds, faults };
  const passSeconds = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  return { gateway: createSandboxGateway({ ...parts, timeoutMs: 2_000 }), desk: createSandboxDesk(parts), passSeconds };
}

async function makeHarness(): Promise<GatewayHarness> {
  const { gateway, desk, passSeconds } = openSandbox();
  await desk.resetFaults();
  return {
    gateway,
    account: accountOf("acc_operating", "USD"),
    foreignAccount: accountOf("acc_toronto", "CAD"),
    tokens: {
      approves: token("visa", "4242"),
      asks: token("authenticate", "3155"),
      settles: token("bank-pays", "6789", "none"),
      returns: token("bank-r01", "2227", "none"),
      voids: token("visa", "4242"),
      unreadable: "tok_of_another_gateway",
    },
    foreignToken: token("visa", "4242"),
    usedKeyAnswers: "refusal",
    amounts: [1, 99, 125_000, 999_999_999],
    declines: [
      { token: token("declined", "0002"), code: "card_declined", retry: "other_method" },
      { token: token("insufficient-funds", "9995"), code: "insufficient_funds", retry: "later" },
      { token: token("stolen", "9979"), code: "stolen_card", retry: "never" },
      { token: token("expired", "0069"), code: "expired_card", retry: "other_method" },
      { token: token("processing-error", "0119"), code: "processing_error", retry: "later" },
      { token: token("visa", "4242", "1026"), code: "expired_card", retry: "other_method" },
    ],
    async readBooks(reference) {
      const rows = await db.asOwner<{ amount: string; refunded: string; currency: string; state: string }>(
        "select amount_cents as amount, refunded_cents as refunded, currency, state from sandbox.charges where reference = $1 order by seq",
        [reference],
      );
      return rows.map((row) => ({
        amountCents: Number(row.amount),
        refundedCents: Number(row.refunded),
        currency: row.currency,
        tookMoney: ["approved", "pending", "settled", "disputed"].includes(row.state),
      }));
    },
    async cause(trouble) {
      expect(await desk.saveFaults(`${TROUBLES[trouble]},timeout=80`)).toBeNull();
    },
    calm: () => desk.resetFaults(),
    letSettle: async () => passSeconds(86_400),
    answerChallenge: async (id, isApproved) => expect(await desk.answerChallenge(id, isApproved)).toBe(true),
    dispute: async (id) => expect(await desk.actOnCharge(id, "dispute", "")).toBe(true),
    decideDispute: async (id, isWon) => expect(await desk.actOnCharge(id, isWon ? "win" : "lose", "")).toBe(true),
    newId: () => randomIds.token(),
  };
}

describeGatewayContract("sandbox", makeHarness);

describe("the sandbox gateway beyond the contract", () => {
  const request = (over: Partial<ChargeRequest> = {}): ChargeRequest => ({
    account: accountOf("acc_operating", "USD"),
    reference: randomIds.next("pay"),
    idempotencyKey: randomIds.token(),
    amountCents: 5_000,
    currency: "USD",
    methodToken: token("visa", "4242"),
    methodKind: null,
    use: "present",
    customerRef: "",
    description: "Payment",
    ...over,
  });

  it("forgets a key after 24 hours and not before", async () => {
    const { gateway, passSeconds } = openSandbox();
    const charge = request();
    const first = await gateway.charge(charge);
    passSeconds(86_400);
    expect(await gateway.charge(charge)).toMatchObject({
      kind: "approved",
      gatewayRef: "gatewayRef" in first ? first.gatewayRef : "",
    });
    passSeconds(1);
    const second = await gateway.charge(charge);
    expect(second).toMatchObject({ kind: "approved" });
    expect(second).not.toMatchObject({ gatewayRef: "gatewayRef" in first ? first.gatewayRef : "" });
  });

  it("approves the card that is disputed, and disputes it after its time", async () => {
    const { gateway, desk, passSeconds } = openSandbox();
    const charge = request({ methodToken: token("disputed", "0259") });
    await gateway.charge(charge);
    passSeconds(299);
    expect(await gateway.findCharge(charge.account, charge.reference)).toMatchObject({
      outcome: { kind: "approved" },
      reversal: null,
    });
    passSeconds(1);
    expect(await gateway.findCharge(charge.account, charge.reference)).toMatchObject({
      outcome: { kind: "approved" },
      reversal: null,
      disputes: [{ status: "open", amountCents: charge.amountCents }],
    });
    expect((await desk.listLatest(1))[0]).toMatchObject({ status: "disputed", actions: ["win", "lose"] });
  });

  it("returns R02 after the settling time, and settles a card after a day", async () => {
    const { gateway, passSeconds } = openSandbox();
    const bank = request({ methodToken: token("bank-r02", "1113", "none") });
    const card = request();
    await gateway.charge(bank);
    await gateway.charge(card);
    passSeconds(119);
    expect(await gateway.findCharge(bank.account, bank.reference)).toMatchObject({
      outcome: { kind: "pending" },
      reversal: null,
    });
    passSeconds(1);
    expect(await gateway.findCharge(bank.account, bank.reference)).toMatchObject({
      reversal: { kind: "returned", code: "R02" },
    });
    expect(await gateway.findCharge(card.account, card.reference)).toMatchObject({ outcome: { settled: false } });
    passSeconds(86_400);
    expect(await gateway.findCharge(card.account, card.reference)).toMatchObject({ outcome: { settled: true } });
  });

  it("saves the card that is declined later, and declines it then", async () => {
    const { gateway } = openSandbox();
    const methodToken = token("declined-when-saved", "0341");
    const saved = await gateway.saveMethod({
      account: request().account,
      reference: "mth_1",
      idempotencyKey: "save:mth_1",
      methodToken,
      payer: { id: "pyr_1", name: "Elena Marsh", email: "" },
      customerRef: "",
    });
    if (saved.kind !== "saved") throw new Error("not saved");
    expect(saved).toMatchObject({ expiresMonth: "2034-12", method: { brand: "visa", last4: "0341" } });
    expect(await gateway.charge(request({ methodToken: saved.storedToken }))).toMatchObject({
      kind: "declined",
      code: "card_declined",
    });
    expect(await gateway.charge(request({ methodToken }))).toMatchObject({ kind: "approved" });
  });

  it("voids a challenge that nobody answered for an hour, and takes no answer after that", async () => {
    const { gateway, desk, passSeconds } = openSandbox();
    const charge = request({ methodToken: token("authenticate", "3155") });
    const asked = await gateway.charge(charge);
    const id = asked.kind === "requires_action" ? asked.gatewayRef : "";
    expect(await desk.findChallenge(id)).toMatchObject({ isOpen: true, last4: "3155" });
    passSeconds(3_600);
    expect(await desk.answerChallenge(id, true)).toBe(false);
    expect(await gateway.findCharge(charge.account, charge.reference)).toMatchObject({
      outcome: { kind: "declined", code: "authentication_failed" },
      reversal: { kind: "voided" },
    });
  });

  it("acts on a late call only after the caller has given up", async () => {
    const { gateway, desk } = openSandbox("late=1,timeout=60");
    await desk.resetFaults();
    const charge = request();
    expect(await gateway.charge(charge)).toMatchObject({ kind: "unknown" });
    const calm = openSandbox().gateway;
    expect(await calm.findCharge(charge.account, charge.reference)).toEqual({ kind: "absent" });
    await expect
      .poll(() => calm.findCharge(charge.account, charge.reference), { timeout: 5_000 })
      .toMatchObject({ kind: "found" });
  });

  it("meets the faults of SANDBOX_FAULTS by their shares, the same for the same seed", async () => {
    const strike = async () => {
      await db.asOwner("alter sequence sandbox.call_numbers restart");
      const { gateway } = openSandbox("error=0.4,seed=7");
      const kinds: string[] = [];
      for (let i = 0; i < 40; i += 1) kinds.push((await gateway.charge(request())).kind);
      return kinds;
    };
    const first = await strike();
    expect(await strike()).toEqual(first);
    const unknown = first.filter((kind) => kind === "unknown").length;
    expect(unknown).toBeGreaterThan(6);
    expect(unknown).toBeLessThan(26);
  });

  it("has charged about half of what it answered with 500: a 500 says nothing", async () => {
    const { gateway } = openSandbox("error=1,seed=3");
    const charges = Array.from({ length: 40 }, () => request());
    for (const charge of charges) expect(await gateway.charge(charge)).toMatchObject({ kind: "unknown" });
    const calm = openSandbox().gateway;
    const found = await Promise.all(charges.map((charge) => calm.findCharge(charge.account, charge.reference)));
    const taken = found.filter((one) => one.kind === "found").length;
    expect(taken).toBeGreaterThan(8);
    expect(taken).toBeLessThan(32);
  });

  it("keeps its books where the app's role cannot enter, and cannot enter the app's", async () => {
    await expect(pool.query("select count(*) from public.payments")).rejects.toThrow(/permission denied/);
    const rows = await db.asOwner<{ allowed: boolean }>(
      "select has_schema_privilege('docketpay_app', 'sandbox', 'usage') as allowed",
    );
    expect(rows).toEqual([{ allowed: false }]);
  });

  it("answers unknown, not an error, when its database is gone", async () => {
    const gone = openSandboxPool("postgres://nobody@127.0.0.1:1/none");
    const gateway = createSandboxGateway({ pool: gone, clock: { now: () => new Date() }, ids: randomIds, faults: "" });
    const charge = request();
    expect(await gateway.charge(charge)).toMatchObject({ kind: "unknown" });
    expect(await gateway.findCharge(charge.account, charge.reference)).toMatchObject({ kind: "unknown" });
    expect(await gateway.ping()).toBe(false);
    await gone.end();
  });

  it("stays ready while a plan loses answers", async () => {
    const { gateway } = openSandbox("lost=1,error=1,unsent=1,timeout=50");
    expect(await gateway.ping()).toBe(true);
  });

  it("lists more charges than one page holds", async () => {
    const { gateway } = openSandbox();
    const account = accountOf("acc_busy", "USD");
    for (let i = 0; i < 51; i += 1)
      await Promise.all(Array.from({ length: 10 }, () => gateway.charge(request({ account }))));
    const seen = new Set<string>();
    for await (const row of gateway.listCharges(account, new Date(0))) seen.add(row.reference);
    expect(seen.size).toBe(510);
  });

  it("lets the desk settle, return, dispute and void only where it can be", async () => {
    const { gateway, desk } = openSandbox();
    const refOf = async (methodToken: string) => {
      const outcome = await gateway.charge(request({ methodToken }));
      return "gatewayRef" in outcome ? (outcome.gatewayRef ?? "") : "";
    };
    const bank = await refOf(token("bank-pays", "6789", "none"));
    expect(await desk.actOnCharge(bank, "dispute", "")).toBe(false);
    expect(await desk.actOnCharge(bank, "return", "nonsense")).toBe(false);
    expect(await desk.actOnCharge(bank, "settle", "")).toBe(true);
    expect(await desk.actOnCharge(bank, "return", "R10")).toBe(true);
    expect((await desk.listLedger()).find((line) => line.id === bank)?.status).toBe("returned");
    const card = await refOf(token("visa", "4242"));
    expect(await desk.actOnCharge(card, "return", "R01")).toBe(false);
    expect(await desk.actOnCharge(card, "void", "")).toBe(true);
    expect(await desk.actOnCharge(card, "dispute", "")).toBe(false);
    expect(await desk.actOnCharge(await refOf(token("declined", "0002")), "settle", "")).toBe(false);
  });

  it("shows what is due as having happened, and writes nothing down for a look", async () => {
    const { gateway, desk, passSeconds } = openSandbox();
    const refs = [
      token("bank-r01", "2227", "none"),
      token("disputed", "0259"),
      token("visa", "4242"),
      token("authenticate", "3155"),
    ].map((methodToken) => request({ methodToken }));
    const ids: string[] = [];
    for (const charge of refs) {
      const outcome = await gateway.charge(charge);
      ids.push("gatewayRef" in outcome ? (outcome.gatewayRef ?? "") : "");
    }
    passSeconds(30 * 86_400);
    const states = () =>
      db.asOwner<{ state: string }>("select state from sandbox.charges where id = any($1) order by seq", [ids]);
    const before = await states();
    const shown = (await desk.listLedger()).filter((line) => ids.includes(line.id)).map((line) => line.status);
    expect(shown).toEqual(["returned", "disputed", "settled", "voided"]);
    expect((await desk.listLatest(4)).map((line) => line.status).reverse()).toEqual(shown);
    expect(await desk.findChallenge(ids[3] ?? "")).toMatchObject({ isOpen: false });
    expect(await states()).toEqual(before);
    for (const { account, reference } of refs) await gateway.findCharge(account, reference);
    expect((await states()).map((row) => row.state)).toEqual(shown);
  });

  it("publishes its ledger oldest first, with exactly the promised fields", async () => {
    const { desk } = openSandbox();
    const lines = await desk.listLedger();
    expect(lines.length).toBeGreaterThan(500);
    const fields = [
      "account",
      "amountCents",
      "at",
      "currency",
      "id",
      "idempotencyKey",
      "reference",
      "refundedCents",
      "status",
    ];
    for (const line of lines) expect(Object.keys(line).sort()).toEqual(fields);
    const rows = await db.asOwner<{ id: string }>("select id from sandbox.charges order by created_at, seq");
    expect(lines.map((line) => line.id)).toEqual(rows.map((row) => row.id));
    const times = lines.map((line) => line.at);
    expect(times).toEqual([...times].sort());
  });
});
