import { expect, it } from "vitest";
import { hashToken } from "@/lib/platform/secrets";
import { useLinkBench } from "@/tests/support/link-bench";
import { findPublicLink } from "./find-public-link";

const bench = useLinkBench();
const { create } = bench;

it("a token opens its own link only; 1,000 guesses open none", async () => {
  const { id, token } = await create();
  expect((await findPublicLink(token, ""))?.link.id).toBe(id);
  const guesses = Array.from({ length: 1_000 }, (_, n) =>
    n % 2 ? bench.firm.ctxAt().ids.token() : `${token.slice(0, -1)}${"_-AZaz09"[n % 8]}${n}`,
  );
  for (const guess of [...guesses, "", hashToken(token), token.toUpperCase()])
    expect(await findPublicLink(guess, "")).toBeNull();
});
