import { expect, it } from "vitest";
import { RefundInput } from "./schemas";

const input = { paymentId: "pay_1", reason: "", requestKey: "req_12345" };

it.each([
  [0, "amount_too_small"],
  [-5, "amount_too_small"],
  [1.5, "amount_invalid"],
  [1e21, "amount_invalid"],
  ["5", "amount_invalid"],
  [100_000_000_000, "amount_above_rest"],
])("a refund of %s is refused with a word that screens and the API can say", (amountCents, word) => {
  const messages = RefundInput.safeParse({ ...input, amountCents }).error?.issues.map(({ message }) => message);
  expect(messages).toContain(word);
});
