import { beforeAll, expect, it } from "vitest";
import { composeReceipt } from "@/lib/email/compose/receipt";
import { renderMail } from "@/lib/email/render-mail";
import { inFirm } from "@/lib/platform/tx";
import { payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { getReceiptTexts } from "./queries";
import { countWritten, readReceiptTexts } from "./rules";
import { saveReceiptTexts } from "./save-receipt-texts";
import { ReceiptTextsInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
const NONE = { message: "", footer: "" };
const TEXTS = { en: { message: "Thank <b>you</b>.\n\nCall us.", footer: "Small print." }, fr: NONE, es: NONE };

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

it("is kept for one firm, with before and after in the audit log", async () => {
  expect(await getReceiptTexts(firm.ctxAt())).toEqual({ en: NONE, fr: NONE, es: NONE });
  await saveReceiptTexts(firm.ctxAt(), TEXTS);
  expect(await getReceiptTexts(firm.ctxAt())).toEqual(TEXTS);
  expect(countWritten(await getReceiptTexts(firm.ctxAt()))).toBe(1);
  expect(await getReceiptTexts(stranger.ctxAt())).toEqual({ en: NONE, fr: NONE, es: NONE });
  const [row] = await test.asOwner<{ detail: Record<string, string> }>(
    "select detail from audit_log where action = 'receipt_texts.saved' and firm_id = $1",
    [firm.firmId],
  );
  expect(JSON.parse(row?.detail.before ?? "")).toEqual({ en: NONE, fr: NONE, es: NONE });
  expect(JSON.parse(row?.detail.after ?? "")).toEqual(TEXTS);
});

it("is for whoever may change settings", async () => {
  const clerk = staffCtx(firm, ["payments.view", "payments.take"]);
  expect(await refusalOf(saveReceiptTexts(clerk, TEXTS))).toMatchObject({ code: "forbidden" });
  expect(await refusalOf(getReceiptTexts(clerk))).toMatchObject({ code: "forbidden" });
});

it("goes into the mail of a receipt, as words and never as markup", async () => {
  const link = await firm.makeLink();
  await payAs(firm, link.id);
  const [payment] = await test.asOwner<{ id: string }>("select id from payments where link_id = $1", [link.id]);
  const ctx = firm.ctxAt();
  const draft = await inFirm(ctx, (tx) => composeReceipt(ctx, tx, { paymentId: payment?.id ?? "" }, "es"));
  if (!draft) throw new Error("no mail");
  const mail = await renderMail(draft);
  expect(mail.text).toContain("Thank <b>you</b>.\n\nCall us.");
  expect(mail.text).toContain("Small print.");
  expect(mail.html).toContain("Thank &lt;b&gt;you&lt;/b&gt;.");
  expect(mail.html).not.toContain("<b>you");
});

it.each([
  ["a message that is too long", { message: "x".repeat(301), footer: "" }],
  ["small print that is too long", { message: "", footer: "x".repeat(301) }],
  ["a character without a look", { message: "Thank\u0000 you", footer: "" }],
])("refuses %s", (_name, en) => {
  expect(ReceiptTextsInput.safeParse({ ...TEXTS, en }).success).toBe(false);
});

it("reads line breaks of every browser, and what was never kept as nothing", () => {
  const typed = { message: " Thank you.\r\nCall us. ", footer: "" };
  expect(ReceiptTextsInput.parse({ ...TEXTS, en: typed }).en.message).toBe("Thank you.\nCall us.");
  expect(readReceiptTexts({ en: { message: 5 }, fr: "x" })).toEqual({ en: NONE, fr: NONE, es: NONE });
});
