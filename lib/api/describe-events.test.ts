import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EVENT_TYPES } from "@/lib/event-endpoints/model";
import { describeApi } from "./describe-api";

type Description = { webhooks: Record<string, { post: { requestBody: unknown } }> };

it("tells of every event that a program can ask for, and of no other", () => {
  const { webhooks } = describeApi("https://pay.example.com") as Description;
  expect(Object.keys(webhooks)).toEqual([...EVENT_TYPES]);
  for (const type of EVENT_TYPES) expect(JSON.stringify(webhooks[type]?.post.requestBody)).toContain(`"${type}"`);
});

it("says the same as the page about webhooks", () => {
  const page = readFileSync("docs/webhooks.md", "utf8");
  for (const type of EVENT_TYPES) {
    const [noun = "", verb = ""] = type.split(".");
    expect([type, page.includes(`\`${type}\``) || (noun === "payment" && page.includes(`\`.${verb}\``))]).toEqual([
      type,
      true,
    ]);
  }
});
