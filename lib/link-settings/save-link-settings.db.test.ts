import { beforeAll, describe, expect, it } from "vitest";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { payLink } from "@/lib/pay-links/pay-link";
import { getPayLink } from "@/lib/pay-links/queries";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { saveSurcharge } from "@/lib/surcharges/save-surcharge";
import { SurchargeInput } from "@/lib/surcharges/schemas";
import { kindOfTest, refusalOf, staffCtx, tokenOf } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { getLinkSettings } from "./queries";
import { saveLinkSettings } from "./save-link-settings";
import { LinkSettingsInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const input = (changes: Partial<LinkSettingsInput> = {}): LinkSettingsInput =>
  LinkSettingsInput.parse({
    defaultMessage: "Dear {recipient}, thank you.",
    disclaimer: "No retainer.",
    lifeDays: 14,
    methods: "all",
    allowsPartPayment: false,
    captcha: "none",
    reminders: { isOn: true, hour: 8, steps: [{ anchor: "before_due", days: 0 }] },
    ...changes,
  });

type Typed = Partial<PayLinkPayment> & { method?: string };

function pay(linkId: string, { method = "visa", ...changes }: Typed = {}) {
  const typed = { methodToken: tokenOf(method), receiptEmail: "", ...kindOfTest(method), ...changes };
  return payLink(firm.ctxAt(), linkId, PayLinkPayment.parse(typed));
}

describe("saveLinkSettings", () => {
  it("holds for new links and for pages at once, and writes before and after into the audit", async () => {
    const before = await getLinkSettings(firm.ctxAt());
    await saveLinkSettings(firm.ctxAt(), input());
    expect(await getLinkSettings(firm.ctxAt())).toEqual(input());
    const link = await firm.makeLink();
    const found = await findPublicLink(link.token);
    expect(found?.firm.disclaimer).toBe("No retainer.");
    const { createdAt, expiresAt } = await getPayLink(firm.ctxAt(), link.id);
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 86_400_000)).toBe(14);
    const [row] = await test.asOwner<{ detail: { before: string; after: string } }>(
      "select detail from audit_log where action = 'link_settings.saved' order by seq desc limit 1",
    );
    expect(JSON.parse(row?.detail.before ?? "")).toEqual(before);
    expect(JSON.parse(row?.detail.after ?? "")).toEqual(input());
  });

  it("is for whoever may change settings, and changes no other firm", async () => {
    const clerk = staffCtx(firm, ["links.send", "payments.view"]);
    expect(await refusalOf(saveLinkSettings(clerk, input()))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(getLinkSettings(clerk))).toMatchObject({ code: "forbidden" });
    const untouched = await getLinkSettings(stranger.ctxAt());
    await saveLinkSettings(firm.ctxAt(), input({ lifeDays: 5 }));
    expect(await getLinkSettings(stranger.ctxAt())).toEqual(untouched);
  });

  it.each<[string, unknown]>([
    ["no lifetime", { lifeDays: 0 }],
    ["a lifetime of years", { lifeDays: 367 }],
    [
      "five reminders",
      { reminders: { isOn: true, hour: 9, steps: [1, 2, 3, 4, 5].map((days) => ({ anchor: "after_due", days })) } },
    ],
    [
      "the same twice",
      { reminders: { isOn: true, hour: 9, steps: [1, 1].map((days) => ({ anchor: "after_due", days })) } },
    ],
    ["none although they are on", { reminders: { isOn: true, hour: 9, steps: [] } }],
    ["an hour that there is not", { reminders: { isOn: false, hour: 24, steps: [] } }],
    [
      "the day on which it expires",
      { reminders: { isOn: true, hour: 9, steps: [{ anchor: "before_expiry", days: 0 }] } },
    ],
  ])("refuses %s", (_name, changes) => {
    expect(LinkSettingsInput.safeParse({ ...input(), ...(changes as object) }).success).toBe(false);
  });

  it("leaves no account without a way to be paid", async () => {
    await test.asOwner("update merchant_accounts set accepts_echeck = false where firm_id = $1 and id = 'acc_trust'", [
      firm.firmId,
    ]);
    const work = saveLinkSettings(firm.ctxAt(), input({ methods: "echeck" }));
    expect(await refusalOf(work)).toMatchObject({ code: "refused", reason: "link_methods_leave_none" });
    await test.asOwner("update merchant_accounts set accepts_echeck = true where firm_id = $1", [firm.firmId]);
  });

  it("leaves clients a way around a surcharge, in whichever order both are set", async () => {
    await saveLinkSettings(firm.ctxAt(), input({ methods: "card" }));
    const surcharge = SurchargeInput.parse({
      ...{ isEnabled: true, rateBasisPoints: 200, costBasisPoints: 290, state: "NY", noticeDate: "2026-01-02" },
      ...{ disclosure: "A surcharge.", evidence: "Binder" },
    });
    expect(await refusalOf(saveSurcharge(firm.ctxAt(), surcharge))).toMatchObject({
      reason: "surcharge_links_card_only",
    });
    await saveLinkSettings(firm.ctxAt(), input());
    await saveSurcharge(firm.ctxAt(), surcharge);
    const work = saveLinkSettings(firm.ctxAt(), input({ methods: "card" }));
    expect(await refusalOf(work)).toMatchObject({ reason: "link_methods_surcharge" });
    await saveSurcharge(firm.ctxAt(), { ...surcharge, isEnabled: false });
  });
});

describe("what links take", () => {
  it("is enforced where it is charged, by the word of the gateway and not of the browser", async () => {
    await saveLinkSettings(firm.ctxAt(), input({ methods: "echeck" }));
    const link = await firm.makeLink();
    expect((await findPublicLink(link.token))?.link).toMatchObject({ acceptsCard: false, acceptsEcheck: true });
    expect(await refusalOf(pay(link.id))).toMatchObject({ reason: "method_not_accepted" });
    const lie = pay(link.id, { ...kindOfTest("bank-pays"), methodToken: tokenOf("visa") });
    expect(await refusalOf(lie)).toMatchObject({ reason: "method_not_accepted" });
    expect(await test.asOwner("select id from payments where link_id = $1", [link.id])).toEqual([]);
    expect(await pay(link.id, { method: "bank-pays" })).toMatchObject({ kind: "pending" });
    await saveLinkSettings(firm.ctxAt(), input());
  });
});

describe("a part of a link", () => {
  it("is refused unless the firm allows it", async () => {
    await saveLinkSettings(firm.ctxAt(), input());
    const link = await firm.makeLink();
    expect((await findPublicLink(link.token))?.link.mayPayPart).toBe(false);
    expect(await refusalOf(pay(link.id, { partCents: 50_000 }))).toMatchObject({ reason: "part_not_allowed" });
    expect(await pay(link.id, { partCents: 125_000 })).toMatchObject({ kind: "approved" });
  });

  it.each([
    ["99 cents", 99],
    ["a cent too much", 125_001],
  ])("is refused outside its bounds: %s", async (_name, partCents) => {
    await saveLinkSettings(firm.ctxAt(), input({ allowsPartPayment: true }));
    const link = await firm.makeLink();
    expect(await refusalOf(pay(link.id, { partCents }))).toMatchObject({ reason: "part_out_of_bounds" });
  });

  it("closes the link, which is part paid then; a bank account is debited by the words for that part", async () => {
    await saveLinkSettings(firm.ctxAt(), input({ allowsPartPayment: true }));
    const link = await firm.makeLink();
    expect((await findPublicLink(link.token))?.link.mayPayPart).toBe(true);
    expect(await pay(link.id, { method: "bank-pays", partCents: 40_000 })).toMatchObject({ kind: "pending" });
    expect(await getPayLink(firm.ctxAt(), link.id)).toMatchObject({
      ...{ status: "payment_received", isPartPaid: true, amountPaidCents: 40_000, balanceCents: 85_000 },
    });
    const [row] = await test.asOwner<{ words: string; cents: string }>(
      "select authorization_text as words, amount_cents as cents from payments where link_id = $1",
      [link.id],
    );
    expect(row?.words).toContain("$400.00");
    expect(Number(row?.cents)).toBe(40_000);
    expect(await refusalOf(pay(link.id, { partCents: 85_000 }))).toMatchObject({ reason: "link_paid" });
  });

  it("is no choice on a link of Connect, whose payment is spread over its items", async () => {
    const link = await firm.makeLink();
    await test.asOwner("update pay_links set source = 'connect_link' where id = $1", [link.id]);
    expect((await findPublicLink(link.token))?.link.mayPayPart).toBe(false);
    expect(await refusalOf(pay(link.id, { partCents: 40_000 }))).toMatchObject({ reason: "part_not_allowed" });
  });

  it("bears the surcharge of that part, and no other total is charged", async () => {
    const surcharge = SurchargeInput.parse({
      ...{ isEnabled: true, rateBasisPoints: 200, costBasisPoints: 290, state: "NY", noticeDate: "2026-01-02" },
      ...{ disclosure: "A surcharge.", evidence: "Binder" },
    });
    await saveSurcharge(firm.ctxAt(), surcharge);
    const link = await firm.makeLink();
    const wrong = pay(link.id, { partCents: 40_000, agreedTotalCents: 127_500 });
    expect(await refusalOf(wrong)).toMatchObject({ reason: "surcharge_changed" });
    expect(await pay(link.id, { partCents: 40_000, agreedTotalCents: 40_800 })).toMatchObject({ kind: "approved" });
    expect(await getPayLink(firm.ctxAt(), link.id)).toMatchObject({ amountPaidCents: 40_000, balanceCents: 85_000 });
    await saveSurcharge(firm.ctxAt(), { ...surcharge, isEnabled: false });
  });
});
