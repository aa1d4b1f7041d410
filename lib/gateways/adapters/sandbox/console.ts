import type { MethodSummary } from "../../port";
import { type ChargeRow, type LedgerStatus } from "./api-types";
import { parseFaultPlan } from "./fault-plan";
import { toLedgerStatus } from "./mapper";
import * as processor from "./processor";
import { readFaultPlan } from "./settings";
import * as store from "./store";
import { TEST_METHODS } from "./test-methods";

/** One line of the published ledger (docs: /dev/sandbox/charges.json). `at` is an ISO instant. */
export type LedgerLine = {
  id: string;
  reference: string;
  idempotencyKey: string;
  amountCents: number;
  currency: string;
  account: string;
  status: LedgerStatus;
  refundedCents: number;
  at: string;
};

export type ConsoleCharge = LedgerLine & { method: MethodSummary | null; code: string; nextStatus: string; nextAt: Date | null };
export type ConsoleAction = "settle" | "return" | "dispute" | "void";
export type Challenge = { id: string; accountName: string; amountCents: number; currency: string; last4: string; isOpen: boolean };
export type FaultSettings = { text: string; source: "console" | "environment" };

export type SandboxConsole = {
  listLedger(): Promise<LedgerLine[]>;
  listLatest(limit: number): Promise<ConsoleCharge[]>;
  readFaults(): Promise<FaultSettings>;
  /** @returns a sentence that says what is wrong with the text, or null once it is set */
  saveFaults(text: string): Promise<string | null>;
  resetFaults(): Promise<void>;
  /** Does what the bank would do later. False when the charge's state does not allow it. */
  actOnCharge(id: string, action: ConsoleAction, returnCode: string): Promise<boolean>;
  findChallenge(id: string): Promise<Challenge | null>;
  /** False when the challenge is no longer open. */
  answerChallenge(id: string, isApproved: boolean): Promise<boolean>;
};

type ConsoleParts = processor.ProcessorParts & { faults: string };

export function createSandboxConsole(parts: ConsoleParts): SandboxConsole {
  const { pool, clock } = parts;
  return {
    async listLedger() {
      await store.advanceCharges(pool, clock.now());
      return (await store.listAllCharges(pool)).map(toLedgerLine);
    },
    async listLatest(limit) {
      await store.advanceCharges(pool, clock.now());
      return (await store.listLatestCharges(pool, limit)).map(toConsoleCharge);
    },
    async readFaults() {
      const stored = await store.readStoredFaultPlan(pool);
      return stored === null ? { text: parts.faults, source: "environment" } : { text: stored, source: "console" };
    },
    async saveFaults(text) {
      const read = parseFaultPlan(text);
      if (!read.ok) return read.refusal;
      await store.storeFaultPlan(pool, text.trim(), clock.now());
      return null;
    },
    resetFaults: () => store.storeFaultPlan(pool, null, clock.now()),
    actOnCharge: (id, action, returnCode) => actOnCharge(parts, id, action, returnCode),
    findChallenge: (id) => findChallenge(parts, id),
    async answerChallenge(id, isApproved) {
      return (await processor.answerChallenge(parts, id, isApproved, await readFaultPlan(pool, parts.faults))) !== null;
    },
  };
}

/** From which states each act is possible. A card is disputed, a bank payment returned, also after it has settled. */
const ALLOWED_FROM: Readonly<Record<ConsoleAction, readonly ChargeRow["state"][]>> = {
  settle: ["pending", "approved"],
  return: ["pending", "settled"],
  dispute: ["approved", "settled"],
  void: ["pending", "approved"],
};

const STATE_AFTER = { settle: "settled", return: "returned", dispute: "disputed", void: "voided" } as const;

async function actOnCharge(parts: ConsoleParts, id: string, action: ConsoleAction, returnCode: string): Promise<boolean> {
  return store.inTransaction(parts.pool, async (books) => {
    await store.advanceCharges(books, parts.clock.now());
    const charge = await store.findChargeById(books, id, true);
    if (!charge || !ALLOWED_FROM[action].includes(charge.state)) return false;
    const isBank = findMethod(charge)?.kind === "echeck";
    if ((action === "return" && !isBank) || (action === "void" && charge.refundedCents > 0)) return false;
    if (action === "return" && !/^R\d{2}$/.test(returnCode)) return false;
    await store.updateCharge(books, id, {
      ...charge,
      state: STATE_AFTER[action],
      nextState: "",
      nextAt: null,
      returnCode: action === "return" ? returnCode : "",
    });
    return true;
  });
}

async function findChallenge(parts: ConsoleParts, id: string): Promise<Challenge | null> {
  await store.advanceCharges(parts.pool, parts.clock.now());
  const charge = await store.findChargeById(parts.pool, id);
  if (!charge || charge.testMethod !== "authenticate") return null;
  const { accountName, amountCents, currency, last4 } = charge;
  return { id, accountName, amountCents, currency, last4, isOpen: charge.state === "requires_action" };
}

function toLedgerLine(row: ChargeRow): LedgerLine {
  return {
    id: row.id,
    reference: row.reference,
    idempotencyKey: row.idempotencyKey,
    amountCents: row.amountCents,
    currency: row.currency,
    account: row.accountName,
    status: toLedgerStatus(row),
    refundedCents: row.refundedCents,
    at: row.createdAt.toISOString(),
  };
}

function toConsoleCharge(row: ChargeRow): ConsoleCharge {
  return {
    ...toLedgerLine(row),
    method: findMethod(row),
    code: row.declineCode || (row.state === "returned" ? row.returnCode : ""),
    nextStatus: row.nextState,
    nextAt: row.nextAt,
  };
}

function findMethod(row: ChargeRow): MethodSummary | null {
  return TEST_METHODS.find((method) => method.name === row.testMethod)?.summary ?? null;
}
