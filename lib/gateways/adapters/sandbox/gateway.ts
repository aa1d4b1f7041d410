import { AppError } from "@/lib/platform/errors";
import type {
  ChargeOutcome,
  DeclineCode,
  FindOutcome,
  Gateway,
  GatewayAccount,
  GatewayChargeRow,
  HostedFields,
  HostedFieldsInput,
  ReadMethodOutcome,
  RefundOutcome,
  SavedMethod,
  SaveMethodOutcome,
  SaveMethodRequest,
} from "../../port";
import type { ChargeRow } from "./api-types";
import { type CallFaults, type FaultPlan, forMethod, forReading, keepOnlyDown } from "./fault-plan";
import { type CallParts, type CallResult, callThroughFaults } from "./faulty-call";
import { feeOf, RETRY_ADVICE, toDisputes, toLedgerStatus, toMethod, toOutcome, toReversal } from "./mapper";
import { detachMethod, findMethod, keepMethod, type MethodRow } from "./method-store";
import * as processor from "./processor";
import { readFaultPlan } from "./settings";
import { type ListPlace, nextCallNumber } from "./store";
import { isExpired, readToken, savedToken } from "./test-methods";
import { readEvent } from "./webhook";

export type SandboxParts = processor.ProcessorParts & {
  /** The fault plan of the environment; one set at /dev/sandbox goes before it. */
  faults: string;
  /** How long a call waits for its answer. */
  timeoutMs?: number;
};

const DEFAULT_TIMEOUT_MS = 8_000;
/** As measured in English with nothing typed. */
const DESK_HEIGHT = { card: { narrow: 268, wide: 174 }, echeck: { narrow: 370, wide: 370 } } as const;
const FIELDS_HEIGHT = { card: { narrow: 313, wide: 223 }, echeck: { narrow: 438, wide: 438 } } as const;

/** The product's side of the sandbox: what a client library would be. It sees the processor only through calls that can fail. */
export function createSandboxGateway(parts: SandboxParts): Gateway {
  const call = <T>(act: (faults: CallFaults, callParts: CallParts) => Promise<T>, methodToken = "") =>
    callSandbox(parts, act, (plan) => forMethod(plan, readToken(methodToken)?.method.name ?? null));
  return {
    id: "sandbox",
    hostedFields,
    charge: async (request) => {
      const result = await call(
        (faults, { plan }) => processor.takeCharge(parts, request, plan, faults.pruned),
        request.methodToken,
      );
      return toChargeOutcome(result);
    },
    findCharge: async (account, reference) =>
      toFindOutcome(await callSandbox(parts, () => processor.lookUpCharge(parts, account, reference), forReading)),
    refund: async (request) =>
      toRefundOutcome(await call((faults) => processor.giveRefund(parts, request, faults.pruned))),
    findRefund: async (account, reference) => {
      const result = await callSandbox(parts, () => processor.lookUpRefund(parts, account, reference), forReading);
      if (!result.ok) return { kind: "unknown", detail: result.detail };
      return result.value ? { kind: "refunded", gatewayRef: result.value.id } : { kind: "absent" };
    },
    void: async (request) => {
      const result = await call(() => processor.voidCharge(parts, request));
      return result.ok ? result.value : { kind: "unknown", detail: result.detail };
    },
    readMethod: async (_account, methodToken) => {
      const result = await callSandbox(parts, async () => readMethod(methodToken, parts.clock.now()), forReading);
      return result.ok ? result.value : { kind: "unknown", detail: result.detail };
    },
    saveMethod: async (request) => {
      const result = await call(() => saveMethod(parts, request), request.methodToken);
      return result.ok ? result.value : { kind: "unknown", detail: result.detail };
    },
    findSavedMethod: async (account, reference) => {
      const result = await callSandbox(parts, () => findMethod(parts.pool, account, reference), forReading);
      if (!result.ok) return { kind: "unknown", detail: result.detail };
      const kept = result.value && toSavedMethod(result.value);
      return kept ?? { kind: "absent" };
    },
    removeMethod: async (account, storedToken) => {
      const result = await call(() => detachMethod(parts.pool, account, storedToken, parts.clock.now()));
      return result.ok ? { kind: "removed" } : { kind: "unknown", detail: result.detail };
    },
    listCharges: (account, since) => listCharges(parts, account, since),
    readWebhook: async (request) => readEvent(request, parts.clock.now()),
    checkAccount: async () => {
      const result = await callSandbox(parts, async () => true, keepOnlyDown);
      return result.ok
        ? { kind: "ok", isLive: false, accountRef: "sandbox" }
        : { kind: "unknown", detail: result.detail };
    },
    // Readiness must not come and go with a plan's lost answers; only a gateway that is down counts.
    ping: async () => (await callSandbox(parts, async () => true, keepOnlyDown)).ok,
  };
}

async function callSandbox<T>(
  parts: SandboxParts,
  act: (faults: CallFaults, callParts: CallParts) => Promise<T>,
  choose: (plan: FaultPlan) => FaultPlan = (plan) => plan,
): Promise<CallResult<T>> {
  try {
    const plan = choose(await readFaultPlan(parts.pool, parts.faults));
    const callParts: CallParts = {
      plan,
      timeoutMs: plan.timeoutMs ?? parts.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      nextCallNumber: () => nextCallNumber(parts.pool),
    };
    return await callThroughFaults(callParts, (faults) => act(faults, callParts));
  } catch (error) {
    return {
      ok: false,
      detail: `The gateway cannot be reached: ${error instanceof Error ? error.message : "unreadable fault"}`,
    };
  }
}

function hostedFields(input: HostedFieldsInput): HostedFields {
  const query = new URLSearchParams({ kind: input.kind, locale: input.locale });
  if (input.theme) query.set("theme", input.theme);
  if (input.size) query.set("size", input.size);
  if (input.isEmbedded) query.set("embedded", "1");
  return {
    src: `/gateway/sandbox/fields?${query}`,
    title: "Secure payment fields",
    heightPx: (input.size === "desk" ? DESK_HEIGHT : FIELDS_HEIGHT)[input.kind],
  };
}

function toChargeOutcome(result: CallResult<processor.ChargeAnswer>): ChargeOutcome {
  if (!result.ok) return { kind: "unknown", detail: result.detail };
  if (result.value.kind === "charge") return toOutcome(result.value.row);
  return { ...declined("invalid_request"), gatewayRef: null, method: null };
}

function toFindOutcome(result: CallResult<ChargeRow | null>): FindOutcome {
  if (!result.ok) return { kind: "unknown", detail: result.detail };
  const row = result.value;
  if (row === null) return { kind: "absent" };
  return {
    kind: "found",
    amountCents: row.amountCents,
    currency: row.currency,
    refundedCents: row.refundedCents,
    feeCents: feeOf(row),
    outcome: toOutcome(row),
    reversal: toReversal(row),
    disputes: toDisputes(row),
  };
}

function toRefundOutcome(result: CallResult<processor.RefundAnswer>): RefundOutcome {
  if (!result.ok) return { kind: "unknown", detail: result.detail };
  if (result.value.kind === "refused") return { kind: "refused", code: result.value.code };
  return { kind: "refunded", gatewayRef: result.value.row.id };
}

/** A method that is expired or unknown cannot be kept; whether it will pay is not asked here, as at a real processor. */
function readMethod(methodToken: string, now: Date): Exclude<ReadMethodOutcome, { kind: "unknown" }> {
  const token = readToken(methodToken);
  if (token === null) return declined("invalid_method");
  if (isExpired(token.expiresMonth, now)) return declined("expired_card");
  return { kind: "read", method: token.method.summary };
}

async function saveMethod(parts: SandboxParts, request: SaveMethodRequest): Promise<SaveMethodOutcome> {
  const now = parts.clock.now();
  const read = readMethod(request.methodToken, now);
  if (read.kind === "declined") return read;
  const kept = await keepMethod(parts.pool, request.account, request.reference, savedToken(request.methodToken), now);
  return toSavedMethod(kept) ?? declined("invalid_method");
}

/** Null for a method that was detached since. */
function toSavedMethod(kept: MethodRow): SavedMethod | null {
  const token = kept.removedAt === null ? readToken(kept.token) : null;
  if (token === null) return null;
  const { method, expiresMonth } = token;
  return { kind: "saved", storedToken: kept.token, customerRef: "", method: method.summary, expiresMonth };
}

function declined(code: DeclineCode) {
  return { kind: "declined", code, retry: RETRY_ADVICE[code] } as const;
}

async function* listCharges(
  parts: SandboxParts,
  account: GatewayAccount,
  since: Date,
): AsyncGenerator<GatewayChargeRow> {
  let after: ListPlace | null = null;
  for (;;) {
    const page: CallResult<ChargeRow[]> = await callSandbox(parts, () =>
      processor.listPage(parts, account, since, after),
    );
    if (!page.ok) throw new AppError("upstream_unavailable", { reason: "gateway_list_failed", cause: page.detail });
    for (const row of page.value) yield toListRow(row);
    const last = page.value.at(-1);
    if (!last) return;
    after = last;
  }
}

function toListRow(row: ChargeRow): GatewayChargeRow {
  return {
    gatewayRef: row.id,
    reference: row.reference,
    amountCents: row.amountCents,
    currency: row.currency,
    refundedCents: row.refundedCents,
    status: toLedgerStatus(row),
    idempotencyKey: row.idempotencyKey,
    method: toMethod(row),
    createdAt: row.createdAt,
  };
}
