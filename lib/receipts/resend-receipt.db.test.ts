import { expect, it } from "vitest";
import { useLinkBench } from "@/tests/support/link-bench";
import { payAs, refusalOf } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { resendReceipt } from "./resend-receipt";
import { ResendReceiptInput } from "./schemas";

const bench = useLinkBench();
const { sender, viewer, create, auditOf, mailsOf } = bench;

async function pay(method = "visa"): Promise<string> {
  const link = await create({ send: false });
  return (await payAs(bench.firm, link.id, { method })).paymentId;
}
const inputOf = (paymentId: string, emails = ["books@bluewater.example"]) => ({
  paymentId,
  emails,
  requestKey: "one-press",
});

it("mails the receipt again, one mail of one press to each address, and writes it down", async () => {
  const paymentId = await pay();
  const emails = ["books@bluewater.example", "books@bluewater.example", "cfo@bluewater.example"];
  await releaseTogether(5, () => resendReceipt(sender(), inputOf(paymentId, emails)));
  expect((await mailsOf(paymentId)).sort()).toEqual([
    "books@bluewater.example",
    "cfo@bluewater.example",
    "elena.marsh@bluewater.example",
  ]);
  expect((await auditOf(paymentId)).at(-1)).toEqual({ action: "receipt.resend", actor: "user:usr_test" });
});

it("refuses who may only look, another's account, another firm, and what has no receipt", async () => {
  const paymentId = await pay();
  expect(await refusalOf(resendReceipt(viewer(), inputOf(paymentId)))).toEqual({
    code: "forbidden",
    reason: "needs_links.send",
  });
  expect(await refusalOf(resendReceipt(sender(["acc_trust"]), inputOf(paymentId)))).toMatchObject({
    code: "not_found",
  });
  expect(await refusalOf(resendReceipt(bench.stranger.ctxAt(), inputOf(paymentId)))).toMatchObject({
    code: "not_found",
  });
  expect(await refusalOf(resendReceipt(sender(), inputOf(await pay("declined"))))).toMatchObject({
    reason: "no_receipt",
  });
  expect(await mailsOf(paymentId)).toEqual(["elena.marsh@bluewater.example"]);
});

it("goes to as many addresses as a payment may have, and says what is wrong with them", () => {
  const toMany = (count: number) =>
    ResendReceiptInput.safeParse(
      inputOf(
        "pay_1",
        Array.from({ length: count }, (_, index) => `a${index}@x.example`),
      ),
    );
  expect(toMany(20).success).toBe(true);
  expect(toMany(21).error?.issues[0]?.message).toBe("emails_too_many");
  expect(toMany(0).error?.issues[0]?.message).toBe("request_email_missing");
  const wrong = ResendReceiptInput.safeParse(inputOf("pay_1", ["nobody"]));
  expect(wrong.error?.issues[0]?.message).toBe("email_invalid");
});
