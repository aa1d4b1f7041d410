import { dateInZone } from "@/lib/dates/date-in-zone";
import { createSandboxDesk } from "@/lib/gateways/adapters/sandbox/desk";
import { sandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import { TEST_METHODS } from "@/lib/gateways/adapters/sandbox/test-methods";
import { resetSandboxFaults, saveSandboxFaults } from "@/lib/gateways/sandbox-console";
import type { SandboxDesk } from "@/lib/gateways/sandbox-desk";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import type { ChargeResult } from "@/lib/payments/model";
import { type Clock, fixedClock, systemClock } from "@/lib/platform/clock";
import type { Actor, Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { randomIds } from "@/lib/platform/ids";
import type { Permission } from "@/lib/staff/model";
import type { TestFirm } from "./test-firm";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The instant at which most scenarios begin; their clocks move from here. */
export const START = new Date("2026-05-04T15:00:00.000Z");

export function clockAfter(ms: number): Clock {
  return fixedClock(new Date(START.getTime() + ms));
}

/** A fresh one-time token of a test method, as the hosted fields would give. */
export function tokenOf(name: string): string {
  const method = TEST_METHODS.find((candidate) => candidate.name === name);
  if (!method) throw new Error(`There is no test method ${name}.`);
  const expiry = method.summary.kind === "card" ? "1234" : "none";
  const random = randomIds.next("req").slice(4).toLowerCase();
  return `sbx_tok_${name}_${method.summary.last4}_${expiry}_${random}`;
}

/** What the page sends beside the token: the kind, and of a bank account the payer's leave. */
export function kindOfTest(name: string, clock: Clock = systemClock): Pick<PayLinkPayment, "methodKind" | "leave"> {
  if (!name.startsWith("bank")) return { methodKind: "card" };
  return { methodKind: "echeck", leave: { shownOn: dateInZone(clock.now(), "America/New_York"), locale: "en" } };
}

type PayOptions = { method?: string; clock?: Clock; receiptEmail?: string };

/** The client of a link pays it, as the public page would. */
export function payAs(firm: TestFirm, linkId: string, options: PayOptions = {}): Promise<ChargeResult> {
  const { method = "visa", clock = clockAfter(0), receiptEmail = "elena.marsh@bluewater.example" } = options;
  const ctx: Ctx = { ...firm.ctxAt(clock), actor: { kind: "payer", via: linkId }, ip: "203.0.113.7" };
  return payLink(
    ctx,
    linkId,
    PayLinkPayment.parse({ methodToken: tokenOf(method), receiptEmail, ...kindOfTest(method, clock) }),
  );
}

/** What the sandbox does wrong from now on. Where no answer may come, its caller does not wait long for one. */
export async function causeFaults(plan: string): Promise<void> {
  const isSilent = /lost|unsent|late|slow/.test(plan);
  const refusal = await saveSandboxFaults(isSilent ? `${plan},timeout=120` : plan);
  if (refusal) throw new Error(refusal);
}

export function calmFaults(): Promise<void> {
  return resetSandboxFaults();
}

/** The sandbox processor's desk at that time: answers challenges, sends bank payments back. */
export function deskAt(clock: Clock): SandboxDesk {
  return createSandboxDesk({ pool: sandboxPool(), clock, ids: randomIds, faults: "" });
}

/** A member of staff with these permissions, and these accounts only if given. */
export function staffCtx(
  firm: TestFirm,
  permissions: readonly Permission[],
  { accountIds = null, clock = clockAfter(0) }: { accountIds?: readonly string[] | null; clock?: Clock } = {},
): Ctx {
  const actor: Actor = { kind: "user", userId: "usr_test", name: "Test", permissions, accountIds };
  return { ...firm.ctxAt(clock), actor, ip: "203.0.113.8" };
}

/** Code and reason of the refusal; fails when there was none or when it was a defect. */
export async function refusalOf(work: Promise<unknown>): Promise<{ code: string; reason: string }> {
  const error = await work.then(
    () => new Error("It was not refused."),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error;
  return { code: error.code, reason: error.reason };
}
