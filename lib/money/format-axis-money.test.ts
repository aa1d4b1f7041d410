import { expect, it } from "vitest";
import { formatAxisMoney } from "./format-axis-money";

it.each([
  [0, "USD", "en", "0"],
  [2_000_000, "USD", "en", "$20k"],
  [150_000_000, "USD", "es", "$1.5M"],
  [150_000_000, "USD", "fr", "1,5\u00a0M$"],
  [50_000, "EUR", "en", "€500"],
  [25, "USD", "en", "$0.25"],
  [40_000, "JPY", "en", "¥40k"],
])("%d of %s in %s stands at the axis as %s", (cents, currency, locale, text) => {
  expect(formatAxisMoney(cents, currency, locale)).toBe(text);
});
