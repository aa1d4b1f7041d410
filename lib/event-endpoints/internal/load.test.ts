import { expect, it, vi } from "vitest";
import { env } from "@/lib/platform/env";
import { allowsLocalCalls } from "./load";

vi.mock("@/lib/platform/env", async (original) => ({
  ...(await original<typeof import("@/lib/platform/env")>()),
  env: vi.fn(),
}));

it.each([
  ["production", false, false],
  ["production", true, true],
  ["development", false, true],
] as const)(
  "%s with the developer's tools %s: machines beside this one may be called %s",
  (NODE_ENV, tools, allowed) => {
    vi.mocked(env).mockReturnValue({ NODE_ENV, DEV_TOOLS: tools } as ReturnType<typeof env>);
    expect(allowsLocalCalls()).toBe(allowed);
  },
);
