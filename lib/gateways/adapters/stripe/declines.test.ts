import { describe, expect, it } from "vitest";
import { DECLINE_CODES } from "../../port";
import { CARD_DECLINES, readDecline } from "./declines";
import { DISPUTE_STATUSES, toDisputes, toLateReturn } from "./disputes";
import { RETURN_CODES, toReturnCode } from "./returns";

/** docs.stripe.com/declines/codes, as published in November 2026. */
const PUBLISHED = [
  "approve_with_id",
  "authentication_not_handled",
  "authentication_required",
  "call_issuer",
  "card_not_supported",
  "card_velocity_exceeded",
  "currency_not_supported",
  "do_not_honor",
  "do_not_try_again",
  "duplicate_transaction",
  "expired_card",
  "fraudulent",
  "generic_decline",
  "incorrect_address",
  "incorrect_cvc",
  "incorrect_number",
  "incorrect_pin",
  "incorrect_zip",
  "insufficient_funds",
  "invalid_account",
  "invalid_amount",
  "invalid_cvc",
  "invalid_expiry_month",
  "invalid_expiry_year",
  "invalid_number",
  "invalid_pin",
  "issuer_not_available",
  "lost_card",
  "merchant_blacklist",
  "mobile_device_authentication_required",
  "new_account_information_available",
  "no_action_taken",
  "not_permitted",
  "offline_pin_required",
  "online_or_offline_pin_required",
  "pickup_card",
  "pin_try_exceeded",
  "processing_error",
  "reenter_transaction",
  "restricted_card",
  "revocation_of_all_authorizations",
  "revocation_of_authorization",
  "security_violation",
  "service_not_allowed",
  "stolen_card",
  "stop_payment_order",
  "testmode_decline",
  "transaction_not_allowed",
  "try_again_later",
  "withdrawal_count_limit_exceeded",
];
const NEVER = [
  "do_not_try_again",
  "fraudulent",
  "highest_risk_level",
  "invalid_account",
  "lost_card",
  "merchant_blacklist",
  "pickup_card",
  "restricted_card",
  "revocation_of_all_authorizations",
  "revocation_of_authorization",
  "stolen_card",
  "stop_payment_order",
];

describe("declines", () => {
  it.each(PUBLISHED)("%s has a meaning of its own", (code) => {
    const meaning = CARD_DECLINES[code];
    expect(DECLINE_CODES).toContain(meaning?.code);
    expect(readDecline({ code: "card_declined", decline_code: code })).toEqual(meaning);
  });

  it("of cards that are lost, stolen, closed or forbidden are never tried again, whatever advice comes with them", () => {
    const never = Object.keys(CARD_DECLINES).filter((code) => CARD_DECLINES[code]?.retry === "never");
    expect(never).toEqual(NEVER);
    for (const decline_code of never)
      expect(readDecline({ decline_code, advice_code: "try_again_later" }).retry).toBe("never");
  });

  it.each([
    [{ decline_code: "do_not_honor" }, "other_method"],
    [{ decline_code: "do_not_honor", advice_code: "do_not_try_again" }, "never"],
    [{ decline_code: "insufficient_funds", network_advice_code: "03" }, "never"],
    [{ decline_code: "generic_decline", network_advice_code: "21" }, "never"],
    [{ decline_code: "generic_decline", network_advice_code: "02" }, "other_method"],
    [{ decline_code: "generic_decline", advice_code: "try_again_later" }, "later"],
    [{ decline_code: "processing_error", advice_code: "confirm_card_data" }, "other_method"],
  ])("the networks' advice goes before the table: %o is %s", (error, retry) => {
    expect(readDecline(error).retry).toBe(retry);
  });

  it.each([
    [{ code: "expired_card" }, "expired_card"],
    [{ code: "incorrect_cvc" }, "incorrect_details"],
    [{ code: "authentication_required" }, "authentication_required"],
    [{ code: "payment_intent_authentication_failure" }, "authentication_failed"],
    [{ code: "bank_account_restricted" }, "bank_account_invalid"],
    [{ code: "debit_not_authorized" }, "authorization_revoked"],
    [{ code: "card_declined", decline_code: "a_code_of_next_year" }, "card_declined"],
    [{}, "card_declined"],
  ])("%o reads as %s", (error, code) => {
    expect(readDecline(error).code).toBe(code);
  });
});

describe("returns of bank debits", () => {
  it("are the bank's own code where it is passed on, else the commonest of Stripe's word", () => {
    expect(toReturnCode("insufficient_funds", "R09")).toBe("R09");
    expect(toReturnCode("insufficient_funds", "51")).toBe("R01");
    expect(toReturnCode("account_closed")).toBe("R02");
    expect(toReturnCode("debit_not_authorized", null)).toBe("R10");
    expect(toReturnCode("a_reason_of_next_year")).toBe("R17");
    expect(toReturnCode(null)).toBe("R17");
    for (const code of Object.values(RETURN_CODES)) expect(code).toMatch(/^R\d\d$/);
  });
});

describe("disputes", () => {
  type Dispute = Parameters<typeof toDisputes>[0][number];
  const dispute = (status: string, more: object = {}) =>
    ({
      id: "du_1",
      status,
      amount: 5_000,
      reason: "fraudulent",
      created: 1_800_000_000,
      balance_transactions: [{ fee: 1_500 }, { fee: 0 }],
      evidence_details: { due_by: 1_800_600_000 },
      ...more,
    }) as unknown as Dispute;

  it.each([
    ["needs_response", "open"],
    ["under_review", "open"],
    ["won", "won"],
    ["lost", "lost"],
    ["appeal_needs_response", "lost"],
    ["appeal_under_review", "lost"],
  ])("%s is %s, with its sums and dates", (status, wanted) => {
    expect(toDisputes([dispute(status)])).toEqual([
      {
        gatewayRef: "du_1",
        status: wanted,
        amountCents: 5_000,
        reason: "fraudulent",
        feeCents: 1_500,
        openedAt: new Date(1_800_000_000_000),
        evidenceDueAt: new Date(1_800_600_000_000),
      },
    ]);
  });

  it.each(["warning_needs_response", "warning_under_review", "warning_closed", "prevented", "a_word_of_next_year"])(
    "%s took no money",
    (status) => {
      expect(toDisputes([dispute(status)])).toEqual([]);
      expect(toDisputes([dispute(status), dispute("won")])).toMatchObject([{ status: "won" }]);
    },
  );

  it("of a bank debit are returns", () => {
    expect(toLateReturn([dispute("lost", { reason: "insufficient_funds" })])).toEqual({
      kind: "returned",
      code: "R01",
    });
    expect(toLateReturn([dispute("won")])).toBeNull();
    expect(Object.keys(DISPUTE_STATUSES)).toHaveLength(10);
  });
});
