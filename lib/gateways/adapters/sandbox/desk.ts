import type { MethodSummary } from "../../port";
import {
  SANDBOX_ACTIONS,
  type SandboxAction,
  type SandboxChallenge,
  type SandboxCharge,
  type SandboxDesk,
  type SandboxLedgerLine,
} from "../../sandbox-desk";
import { advanceCharges } from "./advance-charges";
import type { ChargeRow } from "./api-types";
import { parseFaultPlan } from "./fault-plan";
import { chargeAt, toLedgerStatus } from "./mapper";
import * as processor from "./processor";
import { sendEvent } from "./send-events";
import { readFaultPlan } from "./settings";
import * as store from "./store";
import { TEST_METHODS } from "./test-methods";
import type { SandboxEvent } from "./webhook";

type DeskParts = processor.ProcessorParts & {
  faults: string;
  /** Takes events in place of the network, for tests that deliver them late, twice or in another order. */
  onEvent?: (event: SandboxEvent) => void;
};

export function createSandboxDesk(parts: DeskParts): SandboxDesk {
  const { pool, clock } = parts;
  return {
    async listLedger() {
      const now = clock.now();
      return (await store.listAllCharges(pool)).map((row) => toLedgerLine(chargeAt(row, now)));
    },
    async listLatest(limit) {
      const now = clock.now();
      return (await store.listLatestCharges(pool, limit)).map((row) => toDeskCharge(chargeAt(row, now)));
    },
    async readFaults() {
      const stored = await store.readStoredFaultPlan(pool);
      return stored === null ? { text: parts.faults, source: "environment" } : { text: stored, source: "console" };
    },
    checkFaults,
    async saveFaults(text) {
      const refusal = checkFaults(text);
      if (refusal === null) await store.storeFaultPlan(pool, text.trim(), clock.now());
      return refusal;
    },
    resetFaults: () => store.storeFaultPlan(pool, null, clock.now()),
    runClock: (firmId) => runClock(parts, firmId),
    actOnCharge: (id, action, returnCode) => actOnCharge(parts, id, action, returnCode),
    findChallenge: (id) => findChallenge(parts, id),
    async answerChallenge(id, isApproved) {
      return (await processor.answerChallenge(parts, id, isApproved, await readFaultPlan(pool, parts.faults))) !== null;
    },
  };
}

function checkFaults(text: string): string | null {
  const read = parseFaultPlan(text);
  return read.ok ? null : read.refusal;
}

/** From which states each act is possible. A card is disputed, a bank payment returned, also after it has settled. */
const ALLOWED_FROM: Readonly<Record<SandboxAction, readonly ChargeRow["state"][]>> = {
  settle: ["pending", "approved"],
  return: ["pending", "settled"],
  dispute: ["approved", "settled"],
  win: ["disputed"],
  lose: ["disputed"],
  void: ["pending", "approved"],
};

const STATE_AFTER = {
  settle: "settled",
  return: "returned",
  dispute: "disputed",
  win: "settled",
  lose: "disputed",
  void: "voided",
} as const;
const DISPUTE_AFTER = { dispute: "open", win: "won", lose: "lost" } as const;

/** Does the act, then tells the product by a signed event, as a processor would. */
async function actOnCharge(parts: DeskParts, id: string, action: SandboxAction, returnCode: string): Promise<boolean> {
  const charge = await changeCharge(parts, id, action, returnCode);
  if (!charge) return false;
  const event = { type: `charge.${STATE_AFTER[action]}`, account: charge.accountId, reference: charge.reference };
  if (parts.onEvent) parts.onEvent(event);
  else await sendEvent(event, await senderOf(parts));
  return true;
}

async function senderOf(parts: DeskParts) {
  const plan = await readFaultPlan(parts.pool, parts.faults);
  return { clock: parts.clock, plan, nextNumber: () => store.nextCallNumber(parts.pool) };
}

/**
 * The processor's own clock: lets happen what is due by now, and tells of it. Without it a settlement is written down by the next call
 * of the product's, and nobody tells.
 */
async function runClock(parts: DeskParts, firmId: string): Promise<number> {
  const moved = await advanceCharges(parts.pool, parts.clock.now(), { firmId });
  const sender = moved.length > 0 ? await senderOf(parts) : null;
  for (const charge of moved) {
    const event = { type: `charge.${charge.state}`, account: charge.accountId, reference: charge.reference };
    if (sender) await sendEvent(event, sender);
  }
  return moved.length;
}

function changeCharge(
  parts: DeskParts,
  id: string,
  action: SandboxAction,
  returnCode: string,
): Promise<ChargeRow | null> {
  return store.inTransaction(parts.pool, async (books) => {
    await advanceCharges(books, parts.clock.now());
    const charge = await store.findChargeById(books, id, true);
    if (!charge || !listActions(charge).includes(action)) return null;
    if (action === "return" && !/^R\d{2}$/.test(returnCode)) return null;
    const isDispute = action === "dispute" || action === "win" || action === "lose";
    await store.updateCharge(books, id, {
      ...charge,
      ...(isDispute ? { disputeStatus: DISPUTE_AFTER[action] } : {}),
      ...(action === "dispute" ? { disputedAt: parts.clock.now() } : {}),
      state: STATE_AFTER[action],
      nextState: "",
      nextAt: null,
      returnCode: action === "return" ? returnCode : "",
    });
    return charge;
  });
}

function listActions(charge: ChargeRow): SandboxAction[] {
  const isBank = findMethod(charge)?.kind === "echeck";
  return SANDBOX_ACTIONS.filter((action) => {
    if (!ALLOWED_FROM[action].includes(charge.state)) return false;
    if (action === "return") return isBank;
    if (action === "dispute" || action === "win" || action === "lose") return !isBank && mayMoveDispute(charge, action);
    return action !== "void" || charge.refundedCents === 0;
  });
}

/** A dispute is opened once; a lost one may still be won on appeal. */
function mayMoveDispute(charge: ChargeRow, action: "dispute" | "win" | "lose"): boolean {
  if (action === "dispute") return charge.disputeStatus === "";
  return action === "win" ? charge.disputeStatus !== "won" : charge.disputeStatus === "open";
}

async function findChallenge(parts: DeskParts, id: string): Promise<SandboxChallenge | null> {
  const charge = await store.findChargeById(parts.pool, id);
  if (charge?.testMethod !== "authenticate") return null;
  const { accountName, amountCents, currency, last4 } = charge;
  const isOpen = chargeAt(charge, parts.clock.now()).state === "requires_action";
  return { id, accountName, amountCents, currency, last4, isOpen };
}

function toLedgerLine(row: ChargeRow): SandboxLedgerLine {
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

function toDeskCharge(row: ChargeRow): SandboxCharge {
  return {
    ...toLedgerLine(row),
    method: findMethod(row),
    code: row.declineCode || (row.state === "returned" ? row.returnCode : ""),
    nextStatus: row.nextState,
    nextAt: row.nextAt,
    actions: listActions(row),
  };
}

function findMethod(row: ChargeRow): MethodSummary | null {
  return TEST_METHODS.find((method) => method.name === row.testMethod)?.summary ?? null;
}
