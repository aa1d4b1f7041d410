import { expect, it } from "vitest";
import { getPayment } from "@/lib/payments/get-payment";
import { updatePaymentNote } from "@/lib/payments/update-payment-note";
import { recordReceiptPrint } from "@/lib/receipts/record-receipt-print";
import { useLinkBench } from "@/tests/support/link-bench";
import { clockAfter, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { readPdf } from "@/tests/support/read-pdf";
import { writeEvidencePack } from "./write-evidence-pack";

const bench = useLinkBench();
const clerk = (accountIds: string[] | null = null) =>
  staffCtx(bench.firm, ["payments.view", "payments.take"], { accountIds, clock: clockAfter(0) });

async function pay(method: string): Promise<string> {
  const link = await bench.create({ send: false });
  return (await payAs(bench.firm, link.id, { method })).paymentId;
}

it("the pack holds what a bank asks for, and nothing of the client's matter", async () => {
  const link = await bench.create({
    send: true,
    message: "About your divorce",
    clientRef: "C-7781",
    matterRef: "M-7781",
  });
  const { paymentId } = await payAs(bench.firm, link.id, { method: "bank-pays" });
  await updatePaymentNote(clerk(), { paymentId, note: "Husband pays" });
  const file = await writeEvidencePack(clerk(), { paymentId, locale: "en" });
  const read = await readPdf(file.bytes);
  const text = read.pages.map((page) => page.text).join(" ");
  for (const part of [
    ...["Payment evidence", "$1,250.00", "Operating account", "Elena Marsh", "sandbox", "What the payer agreed to"],
    ...["elena.marsh@bluewater.example", "R-2026-000001", "Total submitted", "Pending at the bank", "Link mailed"],
    ...["For a refund or a question", "Agreed on May 4, 2026, 11:00 AM ET by the payer.", "203.0.113.7"],
  ])
    expect(text).toContain(part);
  expect(text).toMatch(/authoriz/i);
  expect(text).not.toMatch(/7781|divorce|Husband/);
  expect(read).toMatchObject({ isTagged: true, language: "en" });
});

it("is for those of the firm who may see the payment", async () => {
  const paymentId = await pay("visa");
  const wish = { paymentId, locale: "en" } as const;
  expect(await refusalOf(writeEvidencePack(staffCtx(bench.firm, []), wish))).toMatchObject({ code: "forbidden" });
  expect(await refusalOf(writeEvidencePack(clerk(["acc_trust"]), wish))).toMatchObject({ code: "not_found" });
  expect(await refusalOf(writeEvidencePack(bench.stranger.ctxAt(), wish))).toMatchObject({ code: "not_found" });
});

it("a note is changed with what it said before, a print is written down, and both stand in the payment's story", async () => {
  const paymentId = await pay("visa");
  await updatePaymentNote(clerk(), { paymentId, note: "First" });
  await updatePaymentNote(clerk(), { paymentId, note: "Second" });
  await updatePaymentNote(clerk(), { paymentId, note: "Second" });
  await recordReceiptPrint(clerk(), { paymentId });
  const payment = await getPayment(clerk(), paymentId);
  expect(payment.note).toBe("Second");
  const kinds = payment.events.map((event) => event.kind);
  expect(kinds.filter((kind) => /note|print/.test(kind))).toEqual(["payment.note", "payment.note", "receipt.print"]);
  const [, last] = await bench.test.asOwner<{ detail: unknown }>(
    "select detail from audit_log where object_id = $1 and action = 'payment.note' order by seq",
    [paymentId],
  );
  expect(last?.detail).toEqual({ before: "First", after: "Second" });
  const note = { paymentId, note: "" };
  expect(await refusalOf(updatePaymentNote(bench.viewer(), note))).toMatchObject({ code: "forbidden" });
  expect(await refusalOf(updatePaymentNote(clerk(["acc_trust"]), note))).toMatchObject({ code: "not_found" });
  expect(await refusalOf(updatePaymentNote(bench.stranger.ctxAt(), note))).toMatchObject({ code: "not_found" });
  expect(await refusalOf(recordReceiptPrint(bench.stranger.ctxAt(), { paymentId }))).toMatchObject({
    code: "not_found",
  });
  const declined = await pay("declined");
  expect(await refusalOf(recordReceiptPrint(clerk(), { paymentId: declined }))).toMatchObject({ reason: "no_receipt" });
});
