import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAYMENT_STATUSES } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import { CART_KINDS, type CartPart, type PartCharge } from "./model";
import { mayGoOn, orderOfParts, partsToCharge, planTyped, resultOfCart, resultOfPart, sentencesOf } from "./rules";

const part = (kind: CartPart["kind"]): CartPart => ({
  kind,
  place: 0,
  accountId: `acc_${kind}`,
  amountCents: kind === "trust" ? 50_000 : 30_000,
  currency: "USD",
  invoiceNumber: "204118",
  clientRef: "10233",
  matterRef: "10233-04",
});
const CHARGES: readonly [PartCharge, string][] = [
  [{ kind: "approved", paymentId: "p", receiptToken: "r" }, "taken"],
  [{ kind: "pending", paymentId: "p", receiptToken: "r" }, "taken"],
  [{ kind: "declined", paymentId: "p", declineCode: "card_declined" }, "declined"],
  [{ kind: "failed", paymentId: "p" }, "failed"],
  [{ kind: "unknown", paymentId: "p" }, "checking"],
  [{ kind: "requires_action", paymentId: "p", challengeUrl: "/c" }, "action"],
  [{ kind: "waiting" }, "waiting"],
  ...PAYMENT_STATUSES.filter(holdsClaim).map((status): [PartCharge, string] => [
    { kind: "in_progress", paymentId: "p", status },
    ["created", "processing", "unknown"].includes(status) ? "checking" : "taken",
  ]),
];

describe("a part", () => {
  it.each(CHARGES)("%o is %s, and lets the next one go on only when it was taken", (charge, state) => {
    expect(resultOfPart(part("trust"), charge).state).toBe(state);
    expect(mayGoOn(charge)).toBe(state === "taken");
  });
});

describe("a cart", () => {
  it("charges trust first, unless told otherwise", () => {
    const parts = [part("operating"), part("trust")];
    expect(orderOfParts(parts).map(({ kind }) => kind)).toEqual(["trust", "operating"]);
    expect(orderOfParts(parts, "operating").map(({ kind }) => kind)).toEqual(["operating", "trust"]);
  });

  it("says for every pair of outcomes what was taken and what was not, a sentence for each part", () => {
    for (const [first, firstState] of CHARGES)
      for (const [second, secondState] of CHARGES) {
        const result = resultOfCart("crt_1", [
          resultOfPart(part("trust"), first),
          resultOfPart(part("operating"), second),
        ]);
        const states = [firstState, secondState];
        expect(sentencesOf(result).map(({ key }) => key)).toEqual([`trust.${firstState}`, `operating.${secondState}`]);
        const isOpen = states.includes("checking") || states.includes("action");
        const taken = states.filter((state) => state === "taken").length;
        const ofTaken = ["none", "some", "all"][taken];
        expect(result.outcome).toBe(isOpen ? "open" : ofTaken);
      }
  });

  it("never charges a part that is claimed, nor anything after one that nobody knows of", () => {
    const standing = fc.option(fc.constantFrom(...PAYMENT_STATUSES), { nil: null });
    fc.assert(
      fc.property(standing, standing, fc.constantFrom(...CART_KINDS), (one, other, first) => {
        const parts = orderOfParts([part("trust"), part("operating")], first).map((each, index) => {
          const status = index === 0 ? one : other;
          return { ...each, standing: status === null ? null : { paymentId: "p", status } };
        });
        const open = partsToCharge(parts);
        for (const each of open) expect(each.standing === null || !holdsClaim(each.standing.status)).toBe(true);
        if (one !== null && ["created", "processing", "unknown"].includes(one)) expect(open).toEqual([]);
        if (one === null) expect(open[0]?.kind).toBe(first);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a typed method", () => {
  const typed = (tokens: Record<string, string>) => ({ kind: "typed", tokens, methodKind: "card" }) as const;
  const parts = (...kinds: CartPart["kind"][]) => kinds.map(part);

  it.each([
    [
      "one token for two parts is kept first",
      { acc_trust: "t", acc_operating: "t" },
      parts("trust", "operating"),
      true,
      { ok: true, keep: ["t"] },
    ],
    [
      "one token for two gateway accounts cannot work",
      { acc_trust: "t", acc_operating: "t" },
      parts("trust", "operating"),
      false,
      { ok: false, refusal: "cart_needs_two_methods" },
    ],
    [
      "two tokens are charged as they are",
      { acc_trust: "t", acc_operating: "o" },
      parts("trust", "operating"),
      false,
      { ok: true, keep: [] },
    ],
    [
      "two matters of one trust account are kept for, also beside another gateway account",
      { acc_trust: "t", acc_operating: "o" },
      [...parts("trust", "operating"), { ...part("trust"), place: 1 }],
      true,
      { ok: true, keep: ["t"] },
    ],
    [
      "one open part needs no keeping",
      { acc_trust: "t", acc_operating: "t" },
      parts("operating"),
      true,
      { ok: true, keep: [] },
    ],
    [
      "a part without a token is refused",
      { acc_trust: "t" },
      parts("trust", "operating"),
      true,
      { ok: false, refusal: "cart_method_missing" },
    ],
    ["nothing open asks for nothing", {}, [], true, { ok: true, keep: [] }],
  ] as const)("%s", (_name, tokens, open, isOne, plan) => {
    expect(planTyped(typed(tokens), open, () => isOne)).toEqual(plan);
  });
});
