import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { solveAltcha } from "@/app/_components/paying/captcha/solve-altcha";
import { makeChallenge } from "@/lib/captcha/make-challenge";
import { saveLinkSettings } from "@/lib/link-settings/save-link-settings";
import { LinkSettingsInput } from "@/lib/link-settings/schemas";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { findPublicSubmission } from "@/lib/payment-pages/find-public-submission";
import { paySubmission } from "@/lib/payment-pages/pay-submission";
import { PaySubmissionInput } from "@/lib/payment-pages/schemas";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, clockAfter, refusalOf, tokenOf } from "@/tests/support/money-bench";
import { makePage, submitAs } from "@/tests/support/page-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";

const test = useTestDatabase();
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
});
afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

const payer = () => ({ ...firm.ctxAt(clockAfter(0)), actor: { kind: "payer" as const, via: "x" }, ip: "203.0.113.9" });
const solved = async (refId: string) =>
  (await solveAltcha(await makeChallenge(payer(), refId), new AbortController())) ?? "";
const attemptsOf = async (obligation: string) =>
  (
    await test.asOwner<{ status: string }>("select status from payments where obligation = $1 order by attempt", [
      obligation,
    ])
  ).map(({ status }) => status);

describe("a captcha on a payment page", () => {
  const pay = (id: string, captcha?: string, method = "visa") =>
    paySubmission(payer(), id, PaySubmissionInput.parse({ methodToken: tokenOf(method), captcha }));

  it("is asked for where money moves: without it nothing is tried, with it one charge, and once", async () => {
    const { pageId } = await makePage(firm, { captcha: "altcha" });
    const { id, token } = await submitAs(firm, pageId, { amount: "40" });
    expect((await findPublicSubmission(token))?.submission.captcha).toBe("altcha");
    expect((await refusalOf(pay(id))).reason).toBe("captcha_missing");
    expect((await refusalOf(pay(id, await solved("psb_other")))).reason).toBe("captcha_wrong");
    expect(await attemptsOf(`page:${id}`)).toEqual([]);
    const answer = await solved(id);
    expect(await pay(id, answer, "declined")).toMatchObject({ kind: "declined" });
    expect((await refusalOf(pay(id, answer))).reason).toBe("captcha_used");
    expect(await pay(id, await solved(id))).toMatchObject({ kind: "approved" });
    expect(await attemptsOf(`page:${id}`)).toEqual(["declined", "approved"]);
  });

  it("is asked for beside the kind of the method, where a page takes one kind only", async () => {
    const { pageId } = await makePage(firm, { captcha: "altcha", methods: "card" });
    const { id } = await submitAs(firm, pageId, { amount: "40" });
    expect((await refusalOf(pay(id))).reason).toBe("captcha_missing");
    expect((await refusalOf(pay(id, await solved(id), "bank-pays"))).reason).toBe("method_not_accepted");
    expect(await pay(id, await solved(id))).toMatchObject({ kind: "approved" });
  });

  it("is not asked for where none is set, and what is sent in its place is not looked at", async () => {
    const { pageId } = await makePage(firm);
    const { id } = await submitAs(firm, pageId, { amount: "40" });
    expect(await pay(id, "nonsense")).toMatchObject({ kind: "approved" });
  });
});

describe("a captcha on sent links", () => {
  it("holds for links that are out already, and for none once it is off", async () => {
    const off = LinkSettingsInput.parse({
      ...{
        defaultMessage: "",
        disclaimer: "",
        lifeDays: 30,
        methods: "all",
        allowsPartPayment: false,
        captcha: "none",
      },
      reminders: { isOn: false, hour: 9, steps: [] },
    });
    const pay = (id: string, captcha?: string) =>
      payLink(payer(), id, PayLinkPayment.parse({ methodToken: tokenOf("visa"), captcha }));
    const [first, second] = [await firm.makeLink(), await firm.makeLink()];
    expect((await findPublicLink(first.token))?.link.captcha).toBe("none");
    await saveLinkSettings(firm.ctxAt(), { ...off, captcha: "altcha" });
    expect((await findPublicLink(first.token))?.link.captcha).toBe("altcha");
    expect((await refusalOf(pay(first.id))).reason).toBe("captcha_missing");
    expect(await pay(first.id, await solved(first.id))).toMatchObject({ kind: "approved" });
    await saveLinkSettings(firm.ctxAt(), off);
    expect(await pay(second.id)).toMatchObject({ kind: "approved" });
  });

  it("cannot be Google's without its keys", async () => {
    const error = await saveLinkSettings(firm.ctxAt(), { captcha: "recaptcha" } as never).catch((thrown) => thrown);
    expect(error).toMatchObject({ fields: [{ path: "captcha", message: "recaptcha_keys_missing" }] });
  });
});
