import { describe, expect, it } from "vitest";
import { findAddressFault, quickLinkInput, splitAddresses } from "./schemas";

const FORM = {
  account: "acc_operating",
  amountCents: 125_000,
  invoiceNumber: "204118",
  dueDate: "2026-10-31",
  delivery: "mail" as const,
  recipientName: "Elena Marsh",
  recipientEmails: "elena.marsh@bluewater.example",
  message: "",
  clientRef: "",
  matterRef: "",
};
const schema = quickLinkInput({
  trustAccountIds: ["acc_trust"],
  say: (problem, found) => `${problem} ${found}`.trim(),
});

function problemsOf(changes: Partial<typeof FORM> | { delivery: "link" }): Record<string, string> {
  const parsed = schema.safeParse({ ...FORM, ...changes });
  return Object.fromEntries((parsed.error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));
}

describe("the Quick Link form", () => {
  it.each([
    ["a mail with everything", {}, {}],
    [
      "a link with only account and amount",
      { delivery: "link", recipientName: "", recipientEmails: "", invoiceNumber: "", dueDate: "" },
      {},
    ],
    ["no amount", { amountCents: Number.NaN }, { amountCents: "amount_invalid" }],
    ["an amount never typed", { amountCents: undefined }, { amountCents: "amount_invalid" }],
    ["zero", { amountCents: 0 }, { amountCents: "amount_too_small" }],
    ["a fraction of a cent", { amountCents: 10.5 }, { amountCents: "amount_invalid" }],
    ["too much", { amountCents: 1e15 }, { amountCents: "amount_too_large" }],
    ["no date", { dueDate: "13/40/2026" }, { dueDate: "date_invalid" }],
    ["a day that does not exist", { dueDate: "2026-02-30" }, { dueDate: "date_invalid" }],
    [
      "a mail to nobody",
      { recipientName: " ", recipientEmails: " " },
      { recipientName: "name_missing", recipientEmails: "email_missing" },
    ],
    [
      "one wrong address among several",
      { recipientEmails: "a@b.example, elena.marsh@bluewater" },
      { recipientEmails: "email_no_ending elena.marsh@bluewater" },
    ],
    [
      "a wrong address on a link by hand",
      { delivery: "link", recipientEmails: "elena" },
      { recipientEmails: "email_no_at elena" },
    ],
    [
      "21 addresses",
      { recipientEmails: Array.from({ length: 21 }, (_, index) => `a${index}@b.example`).join(", ") },
      { recipientEmails: "emails_too_many" },
    ],
    [
      "trust money of nobody",
      { account: "acc_trust" },
      { clientRef: "trust_needs_client", matterRef: "trust_needs_matter_number" },
    ],
    ["trust money of a matter", { account: "acc_trust", clientRef: "10442", matterRef: "10442-0003" }, {}],
    [
      "everything wrong at once",
      { amountCents: undefined, dueDate: "x", recipientName: "", recipientEmails: "x" },
      {
        amountCents: "amount_invalid",
        dueDate: "date_invalid",
        recipientName: "name_missing",
        recipientEmails: "email_no_at x",
      },
    ],
  ])("judges %s", (_name, changes, problems) => {
    expect(problemsOf(changes as Partial<typeof FORM>)).toEqual(problems);
  });
});

describe("mail addresses", () => {
  it("are split as people type them", () => {
    expect(splitAddresses(" a@b.example; c@d.example,e@f.example\n g@h.example ,; ")).toEqual([
      "a@b.example",
      "c@d.example",
      "e@f.example",
      "g@h.example",
    ]);
  });

  it.each([
    ["elena@bluewater.example", null],
    ["elena", "no_at"],
    ["elena@bluewater", "no_ending"],
    ["elena@@bluewater.example", "not_an_address"],
    ["elena@blue water.example", "not_an_address"],
  ])("%s has the fault %s", (address, fault) => {
    expect(findAddressFault(address)).toBe(fault);
  });
});
