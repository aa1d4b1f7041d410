import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLinkSurcharge } from "@/lib/pay-links/find-link-surcharge";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  kindOfTest,
  refusalOf,
  staffCtx,
  tokenOf,
} from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { getSurcharge } from "./queries";
import { saveSurcharge } from "./save-surcharge";
import type { SurchargeInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

const SETTINGS: SurchargeInput = {
  isEnabled: true,
  rateBasisPoints: 290,
  costBasisPoints: 300,
  state: "NY",
  noticeDate: "2026-03-01",
  disclosure: "We pass on what cards cost us.",
  evidence: "Engagement letter, section 7",
};
const admin = (settings = true) =>
  staffCtx(firm, settings ? ["settings.manage"] : ["payments.refund"], { clock: clockAfter(0) });

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

const payerOf = (linkId: string, ms = 0) => ({
  ...firm.ctxAt(clockAfter(ms)),
  actor: { kind: "payer" as const, via: linkId },
});
const linkTo = async (account = "Operating") =>
  firm.makeLink({ account, clientRef: "10233", matterRef: "10233-04", send: false }, clockAfter(0));
const quote = (linkId: string, methodToken: string) =>
  findLinkSurcharge(payerOf(linkId), linkId, { methodToken, locale: "en" });

function pay(linkId: string, methodToken: string, agreedTotalCents?: number) {
  const agreed = agreedTotalCents === undefined ? {} : { agreedTotalCents };
  return payLink(
    payerOf(linkId),
    linkId,
    PayLinkPayment.parse({
      methodToken,
      receiptEmail: "a@b.example",
      ...kindOfTest(methodToken.replace("sbx_tok_", ""), clockAfter(0)),
      ...agreed,
    }),
  );
}

async function rowOf(linkId: string) {
  const [row] = await test.asOwner<Record<string, unknown>>(
    `select p.amount_cents::int as amount, p.surcharge_cents::int as surcharge, l.amount_paid_cents::int as paid, l.status, c.amount_cents::int as charged
     from pay_links l join payments p on p.link_id = l.id join sandbox.charges c on c.reference = p.id where l.id = $1`,
    [linkId],
  );
  return row;
}

describe("with the surcharge on", () => {
  beforeEach(() => saveSurcharge(admin(), SETTINGS));

  it("shows a credit card's surcharge before it is charged, and charges the total that was agreed to (S5)", async () => {
    const link = await linkTo();
    const token = tokenOf("visa");
    expect(await quote(link.id, token)).toEqual({
      amountCents: 125_000,
      currency: "USD",
      firmName: "Hartwell & Lowe LLP",
      surcharge: { surchargeCents: 3_625, totalCents: 128_625, basisPoints: 290, brand: "visa", last4: "4242" },
    });
    expect(await test.asOwner("select 1 from sandbox.charges where firm_id = $1", [firm.firmId])).toEqual([]);
    const paid = await pay(link.id, token, 128_625);
    expect(paid).toMatchObject({ kind: "approved" });
    // The link is paid for what it asked; the surcharge is no part of the claim.
    expect(await rowOf(link.id)).toEqual({
      amount: 128_625,
      surcharge: 3_625,
      paid: 125_000,
      status: "paid",
      charged: 128_625,
    });
    const receipt = paid.kind === "approved" ? await findPublicReceipt(paid.receiptToken) : null;
    expect(receipt?.receipt).toMatchObject({ amountCents: 128_625, surchargeCents: 3_625 });
  });

  it("tells of a bank's question the amount that is really charged", async () => {
    const link = await linkTo();
    const asked = await pay(link.id, tokenOf("authenticate"), 128_625);
    expect(asked).toMatchObject({ kind: "requires_action" });
    const found = await findPublicLink(link.token);
    expect(found?.link).toMatchObject({ amountCents: 125_000, challengeCents: 128_625 });
  });

  it.each([
    ["a debit card", "discover"],
    ["an eCheck", "bank-pays"],
  ])("never falls on %s (S1, S7)", async (_name, method) => {
    const link = await linkTo();
    const token = tokenOf(method);
    expect(await quote(link.id, token)).toMatchObject({ surcharge: null });
    await pay(link.id, token, 125_000);
    expect(await rowOf(link.id)).toMatchObject({ amount: 125_000, surcharge: 0, charged: 125_000 });
  });

  it("never falls on trust money, also when asked for (T10)", async () => {
    const link = await linkTo("IOLTA Trust");
    const token = tokenOf("visa");
    expect(await quote(link.id, token)).toMatchObject({ surcharge: null });
    expect((await findPublicLink(link.token))?.link.surchargeBasisPoints).toBe(0);
    expect(await refusalOf(pay(link.id, token, 128_625))).toEqual({ code: "refused", reason: "surcharge_changed" });
    await pay(link.id, token);
    expect(await rowOf(link.id)).toMatchObject({ amount: 125_000, surcharge: 0 });
  });

  it("charges nothing that was not shown, and no other total than the shown one", async () => {
    const link = await linkTo();
    const token = tokenOf("visa");
    expect(await refusalOf(pay(link.id, token))).toEqual({ code: "refused", reason: "surcharge_unseen" });
    for (const total of [125_000, 128_624, 128_626])
      expect(await refusalOf(pay(link.id, token, total))).toEqual({ code: "refused", reason: "surcharge_changed" });
    // Shown for a credit card, charged with a debit card.
    expect(await refusalOf(pay(link.id, tokenOf("discover"), 128_625))).toMatchObject({ reason: "surcharge_changed" });
    await saveSurcharge(admin(), { ...SETTINGS, rateBasisPoints: 200 });
    expect(await refusalOf(pay(link.id, token, 128_625))).toMatchObject({ reason: "surcharge_changed" });
    expect(await test.asOwner("select 1 from sandbox.charges where firm_id = $1", [firm.firmId])).toEqual([]);
    expect(await pay(link.id, token, 127_500)).toMatchObject({ kind: "approved" });
  });

  it("asks again when the gateway cannot say what the card is", async () => {
    const link = await linkTo();
    await causeFaults("down=1");
    expect(await refusalOf(quote(link.id, tokenOf("visa")))).toMatchObject({ code: "upstream_unavailable" });
    expect(await refusalOf(pay(link.id, tokenOf("visa"), 128_625))).toMatchObject({ code: "upstream_unavailable" });
  });
});

describe("switched off, as it is from the start", () => {
  it("shows and charges nothing beyond the amount, whatever is asked for", async () => {
    const link = await linkTo();
    expect(await findPublicLink(link.token)).toMatchObject({ link: { surchargeBasisPoints: 0, surchargeText: "" } });
    expect(await quote(link.id, tokenOf("visa"))).toMatchObject({ surcharge: null });
    expect(await refusalOf(pay(link.id, tokenOf("visa"), 128_625))).toMatchObject({ reason: "surcharge_changed" });
    await pay(link.id, tokenOf("visa"));
    expect(await rowOf(link.id)).toMatchObject({ amount: 125_000, surcharge: 0, paid: 125_000 });
  });
});

describe("saveSurcharge", () => {
  it("keeps what was set with its audit, and refuses to switch on what is not lawful, with every reason", async () => {
    await saveSurcharge(admin(), SETTINGS);
    expect(await getSurcharge(admin())).toEqual({ settings: SETTINGS, today: "2026-05-04" });
    const audit = await test.asOwner(
      "select action, actor from audit_log where firm_id = $1 and action = 'surcharge.saved'",
      [firm.firmId],
    );
    expect(audit).toEqual([{ action: "surcharge.saved", actor: "user:usr_test" }]);
    expect(await refusalOf(saveSurcharge(admin(), { ...SETTINGS, state: "CT" }))).toMatchObject({
      reason: "surcharge_state_prohibits",
    });
    const late = { ...SETTINGS, noticeDate: "2026-04-10", evidence: "" };
    const error = await saveSurcharge(admin(), late).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      fields: [
        { path: "noticeDate", message: "surcharge_notice_too_new" },
        { path: "evidence", message: "surcharge_evidence_missing" },
      ],
    });
    // Off is always possible.
    await saveSurcharge(admin(), { ...SETTINGS, isEnabled: false, state: "CT" });
    expect((await getSurcharge(admin())).settings.isEnabled).toBe(false);
  });

  it("asks for the permission, and knows its own firm only", async () => {
    expect(await refusalOf(saveSurcharge(admin(false), SETTINGS))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(getSurcharge(admin(false)))).toMatchObject({ code: "forbidden" });
    const other = await makeTestFirm(`frm_${firms}_other`);
    await saveSurcharge(admin(), SETTINGS);
    expect((await getSurcharge(other.ctxAt(clockAfter(DAY_MS)))).settings.isEnabled).toBe(false);
  });
});

it("is refused by the database on trust money and above 3 in 100", async () => {
  const insert = (account: string, amount: number, surcharge: number) =>
    test.asOwner(
      `insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, surcharge_cents, currency,
         receipt_emails, client_ref, matter_ref, gateway, method_token, created_by, created_at)
       values ($1, 'pay_x', 'P-x', 'quick_link', 'created', 'link:x', 1, $2, $3, $4, 'USD', '{}', 'c', 'm', 'sandbox', 't', 'x', now())`,
      [firm.firmId, account, amount, surcharge],
    );
  await expect(insert("acc_trust", 10_290, 290)).rejects.toMatchObject({ constraint: "surcharge_not_trust" });
  await expect(insert("acc_operating", 10_301, 301)).rejects.toMatchObject({ constraint: "surcharge_ceiling" });
});
