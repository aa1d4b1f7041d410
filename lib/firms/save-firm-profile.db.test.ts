import { beforeAll, describe, expect, it } from "vitest";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { getFirmProfile } from "./get-firm-profile";
import { monogramOf } from "./rules";
import { saveFirmProfile } from "./save-firm-profile";
import { FirmProfileInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const PROFILE: FirmProfileInput = {
  name: "Marsh, Lowe & Osei LLP",
  addressLine: "9 Harbor Street, Boston, MA 02110",
  phone: "(617) 555-0110",
  email: "office@marsh.example",
  timeZone: "America/Chicago",
  currency: "USD",
  locale: "fr",
};

describe("saveFirmProfile", () => {
  it("is what clients read at once, with before and after in the audit log, and changes no other firm", async () => {
    const { isCurrencyFixed, ...before } = await getFirmProfile(firm.ctxAt());
    expect(isCurrencyFixed).toBe(false);
    const untouched = await getFirmProfile(stranger.ctxAt());
    await saveFirmProfile(firm.ctxAt(), PROFILE);
    expect(await getFirmProfile(firm.ctxAt())).toEqual({ ...PROFILE, isCurrencyFixed: false });
    expect(await getFirmProfile(stranger.ctxAt())).toEqual(untouched);
    const link = await firm.makeLink();
    expect((await findPublicLink(link.token))?.firm).toMatchObject({ ...PROFILE, monogram: "ML" });
    const [row] = await test.asOwner<{ detail: Record<string, string> }>(
      "select detail from audit_log where action = 'firm_profile.saved' and firm_id = $1",
      [firm.firmId],
    );
    expect(JSON.parse(row?.detail.before ?? "")).toEqual(before);
    expect(JSON.parse(row?.detail.after ?? "")).toEqual(PROFILE);
  });

  it("is for whoever may change settings", async () => {
    const clerk = staffCtx(firm, ["payments.view", "links.send"]);
    expect(await refusalOf(saveFirmProfile(clerk, PROFILE))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(getFirmProfile(clerk))).toMatchObject({ code: "forbidden" });
  });

  it("changes the currency until the first payment, and all else afterwards too", async () => {
    await saveFirmProfile(firm.ctxAt(), { ...PROFILE, currency: "CAD" });
    await payAs(firm, (await firm.makeLink()).id);
    expect((await getFirmProfile(firm.ctxAt())).isCurrencyFixed).toBe(true);
    const refused = saveFirmProfile(firm.ctxAt(), PROFILE);
    expect(await refusalOf(refused)).toMatchObject({ code: "invalid_input", reason: "currency_fixed" });
    await saveFirmProfile(firm.ctxAt(), { ...PROFILE, currency: "CAD", timeZone: "Asia/Tokyo" });
    // The payment of a May morning in New York is one of the next day there: reports count it anew.
    const days = await test.asOwner<{ day: string; n: number }>(
      "select day::text, sum(payments)::int as n from payment_days where firm_id = $1 group by day having sum(payments) <> 0",
      [firm.firmId],
    );
    expect(days).toEqual([{ day: "2026-05-05", n: 1 }]);
  });

  it.each<[string, Partial<Record<keyof FirmProfileInput, string>>, string]>([
    ["no name", { name: " " }, "firm_name_missing"],
    ["a name that adds a header to mails", { name: "Marsh\r\nBcc: x@example.com" }, "text_one_line"],
    ["no number to call", { phone: "ask us" }, "firm_phone_missing"],
    ["no address", { addressLine: "" }, "firm_address_missing"],
    ["no mail address", { email: "office" }, "email_invalid"],
    ["an unknown zone", { timeZone: "Mars/Olympus" }, "time_zone_unknown"],
    ["an unknown currency", { currency: "XXX" }, "currency_unknown"],
    ["a language that there is not", { locale: "de" }, "language_unknown"],
  ])("refuses %s", (_name, changes, message) => {
    const read = FirmProfileInput.safeParse({ ...PROFILE, ...changes });
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it.each([
    ["Hartwell & Lowe LLP", "HL"],
    ["Okafor Legal", "OL"],
    ["Élan", "É"],
    ["1st Counsel", "C"],
  ])("shortens %s to %s", (name, letters) => {
    expect(monogramOf(name)).toBe(letters);
  });
});
