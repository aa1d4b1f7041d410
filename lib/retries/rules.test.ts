import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/dates/period-days";
import { DEFAULT_RETRY_POLICY, type FailedTry, type FailureKind, RETRY_SPAN_DAYS, type RetryPolicy } from "./model";
import { failureKindOf, mayTryAgain, nextRetryOn, readRetryPolicy, retryDaysOf } from "./rules";
import { RetryPolicyInput } from "./schemas";

const DAY = "2026-03-01";
const made = (changes: Partial<Parameters<typeof nextRetryOn>[1]> = {}) => ({
  ...{ failure: "later" as FailureKind, triesMade: 1, failedOn: DAY, firstTriedOn: DAY },
  ...changes,
});

describe("failureKindOf", () => {
  const failed = (changes: Partial<FailedTry>) =>
    failureKindOf({ declineCode: "", returnCode: "", advice: "", ...changes });

  it.each<[FailureKind, Partial<FailedTry>]>([
    ["later", { declineCode: "insufficient_funds", advice: "later" }],
    ["later", { declineCode: "card_declined", advice: "other_method" }],
    ["never", { declineCode: "card_declined", advice: "never" }],
    ["never", { declineCode: "insufficient_funds", advice: "never" }],
    ["never", { declineCode: "stolen_card" }],
    ["never", { declineCode: "lost_card", advice: "later" }],
    ["never", { declineCode: "authorization_revoked" }],
    ["other_method", { declineCode: "expired_card" }],
    ["other_method", { declineCode: "authentication_required" }],
    ["other_method", { declineCode: "a_code_of_tomorrow" }],
    ["bank_funds", { returnCode: "R01" }],
    ["bank_funds", { returnCode: "R09" }],
    ["other_method", { returnCode: "R02" }],
    ["never", { returnCode: "R10" }],
    ["never", { returnCode: "R05" }],
    // Never charged at all: nothing was tried.
    ["later", {}],
  ])("%s", (kind, changes) => expect(failed(changes)).toBe(kind));
});

describe("nextRetryOn", () => {
  it("goes by the firm's days, each from the failure before it", () => {
    expect(nextRetryOn(DEFAULT_RETRY_POLICY, made())).toEqual({ ok: true, on: "2026-03-04" });
    const second = made({ triesMade: 2, failedOn: "2026-03-04" });
    expect(nextRetryOn(DEFAULT_RETRY_POLICY, second)).toEqual({ ok: true, on: "2026-03-09" });
    const third = made({ triesMade: 3, failedOn: "2026-03-09" });
    expect(nextRetryOn(DEFAULT_RETRY_POLICY, third)).toEqual({ ok: true, on: "2026-03-16" });
    expect(retryDaysOf(DEFAULT_RETRY_POLICY.waitDays)).toEqual([3, 8, 15]);
  });

  it.each<[string, Partial<Parameters<typeof nextRetryOn>[1]>, RetryPolicy]>([
    ["never_again", { failure: "never" }, DEFAULT_RETRY_POLICY],
    ["needs_payer", { failure: "other_method" }, DEFAULT_RETRY_POLICY],
    ["policy_off", {}, { isOn: false, waitDays: [3] }],
    ["retries_used", { triesMade: 4 }, DEFAULT_RETRY_POLICY],
    ["network_limit", { failure: "bank_funds", triesMade: 3 }, { isOn: true, waitDays: [3, 3, 3, 3] }],
    ["network_limit", { triesMade: 2, failedOn: "2026-03-29" }, DEFAULT_RETRY_POLICY],
  ])("refuses: %s", (refusal, changes, policy) => {
    expect(nextRetryOn(policy, made(changes))).toEqual({ ok: false, refusal });
  });

  it("stays within the networks' limits whatever the policy and however often it fails", () => {
    const kinds = fc.constantFrom<FailureKind>("later", "bank_funds", "other_method", "never");
    const policies = fc.record({
      isOn: fc.boolean(),
      waitDays: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 9 }),
    });
    fc.assert(
      fc.property(policies, fc.array(kinds, { minLength: 20, maxLength: 20 }), (policy, failures) => {
        const tries = [DAY];
        let forbidden = false;
        for (const failure of failures) {
          const failedOn = tries.at(-1) ?? DAY;
          forbidden ||= failure === "never" || failure === "other_method";
          const next = nextRetryOn(policy, { failure, triesMade: tries.length, failedOn, firstTriedOn: DAY });
          if (!next.ok) break;
          expect(forbidden).toBe(false);
          expect(next.on > failedOn).toBe(true);
          if (failure === "bank_funds") expect(tries.length).toBeLessThanOrEqual(2);
          else expect(next.on <= addDays(DAY, RETRY_SPAN_DAYS)).toBe(true);
          tries.push(next.on);
        }
        expect(tries.length).toBeLessThanOrEqual(1 + policy.waitDays.length);
      }),
    );
  });
});

it("lets no click pass what the network forbids", () => {
  expect(mayTryAgain("never", 1)).toBe(false);
  expect(mayTryAgain("bank_funds", 3)).toBe(false);
  expect(mayTryAgain("bank_funds", 2)).toBe(true);
  expect(mayTryAgain("later", 5)).toBe(true);
});

it("reads the firm's column; one that cannot be read tries nothing again", () => {
  expect(readRetryPolicy({})).toEqual(DEFAULT_RETRY_POLICY);
  expect(readRetryPolicy({ isOn: true, waitDays: [1, 2] })).toEqual({ isOn: true, waitDays: [1, 2] });
  expect(readRetryPolicy({ isOn: true, waitDays: [0] }).isOn).toBe(false);
});

it.each<[string, unknown]>([
  ["no days", { isOn: true, waitDays: [] }],
  ["five retries", { isOn: true, waitDays: [1, 1, 1, 1, 1] }],
  ["the same day", { isOn: true, waitDays: [0] }],
  ["more than 30 days in all", { isOn: true, waitDays: [10, 10, 11] }],
  ["half a day", { isOn: true, waitDays: [1.5] }],
])("the form refuses %s", (_name, input) => {
  expect(RetryPolicyInput.safeParse(input).success).toBe(false);
});
