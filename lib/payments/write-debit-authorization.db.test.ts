import { beforeEach, describe, expect, it } from "vitest";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { clockAfter, refusalOf, tokenOf } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let linkId: string;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
  linkId = (await firm.makeLink({ send: false, amountCents: 125_000 }, clockAfter(0))).id;
});

const LEAVE = { shownOn: "2026-05-04", locale: "en" } as const;
const pay = (method: string, rest: object) => {
  const ctx = { ...firm.ctxAt(clockAfter(0)), actor: { kind: "payer" as const, via: linkId } };
  return payLink(ctx, linkId, PayLinkPayment.parse({ methodToken: tokenOf(method), ...rest }));
};
const keptText = async () =>
  (await test.asOwner<{ text: string }>("select authorization_text as text from payments where link_id = $1", [linkId]))
    .map(({ text }) => text)
    .at(-1);
const taken = () =>
  test.asOwner("select 1 from sandbox.charges where firm_id = $1 and state <> 'declined'", [firm.firmId]);
const accept = (changes: string) =>
  test.asOwner(`update merchant_accounts set ${changes} where firm_id = $1 and id = 'acc_operating'`, [firm.firmId]);

describe("a debit of a bank account by a link", () => {
  it("keeps the words that the page showed, in its language, whatever else the browser sends", async () => {
    const result = await pay("bank-pays", {
      methodKind: "echeck",
      leave: { ...LEAVE, locale: "fr" },
      authorizationText: "Anything.",
    });
    expect(result.kind).toBe("pending");
    const text = await keptText();
    expect(text).toContain("J’autorise Hartwell & Lowe LLP à débiter une seule fois");
    expect(text).toMatch(/1\s250,00/);
    expect(text).toContain("4 mai 2026");
    expect(text).toContain("(212) 555-0142");
  });

  it.each([
    ["without leave", { methodKind: "echeck" }],
    ["with leave of a day to come", { methodKind: "echeck", leave: { ...LEAVE, shownOn: "2026-05-09" } }],
    ["with leave of long ago", { methodKind: "echeck", leave: { ...LEAVE, shownOn: "2026-01-09" } }],
  ])("is refused %s", async (_name, rest) => {
    expect(await refusalOf(pay("bank-pays", rest))).toEqual({ code: "refused", reason: "authorization_missing" });
    expect(await taken()).toEqual([]);
  });

  it("is not made under the name of a card, nor a card charged under the name of a bank account", async () => {
    expect(await pay("bank-pays", {})).toMatchObject({ kind: "declined", declineCode: "invalid_method" });
    expect(await pay("visa", { methodKind: "echeck", leave: LEAVE })).toMatchObject({ kind: "declined" });
    expect(await taken()).toEqual([]);
    expect(await pay("visa", {})).toMatchObject({ kind: "approved" });
    expect(await keptText()).toBe("");
  });

  it("is refused where the account takes no such method, and so is a card", async () => {
    await accept("accepts_echeck = false");
    const refusal = { code: "refused", reason: "method_not_accepted" };
    expect(await refusalOf(pay("bank-pays", { methodKind: "echeck", leave: LEAVE }))).toEqual(refusal);
    await accept("accepts_echeck = true, accepts_card = false");
    expect(await refusalOf(pay("visa", {}))).toEqual(refusal);
    expect(await taken()).toEqual([]);
    expect(await pay("bank-pays", { methodKind: "echeck", leave: LEAVE })).toMatchObject({ kind: "pending" });
  });
});
