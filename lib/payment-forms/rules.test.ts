import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { PaymentStatus } from "@/lib/payments/model";
import { hiddenFields, hideableFields, isLikelyDuplicate, isRequestId, minutesBetween } from "./rules";
import { entryForm } from "./schemas";

const NOW = new Date("2026-05-04T15:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const entry = { payerId: "pyr_1", payerName: "Elena Marsh", last4: "4242", amountCents: 12_500, currency: "USD" };
const before = { ...entry, status: "approved" as PaymentStatus, createdAt: minutesAgo(3) };

describe("isLikelyDuplicate", () => {
  it.each([
    ["the same in everything", {}, true],
    ["the same payer under another name and card", { payerName: "E. Marsh", last4: "0005" }, true],
    ["the same name, kept nowhere", { payerId: "", last4: "" }, true],
    ["the same name in other letters", { payerId: "", last4: "", payerName: " elena  MARSH" }, true],
    ["the same card of somebody else", { payerId: "pyr_2", payerName: "Tom Marsh" }, true],
    ["nobody we know", { payerId: "pyr_2", payerName: "Tom Marsh", last4: "0005" }, false],
    ["nobody at all", { payerId: "", payerName: "", last4: "" }, false],
    ["another sum", { amountCents: 12_501 }, false],
    ["another currency", { currency: "EUR" }, false],
    ["half an hour ago", { createdAt: minutesAgo(30) }, true],
    ["longer ago", { createdAt: minutesAgo(31) }, false],
    ["not known yet", { status: "unknown" as const }, true],
    ["on its way from a bank", { status: "pending" as const }, true],
    ["declined", { status: "declined" as const }, false],
    ["voided", { status: "voided" as const }, false],
    ["given back", { status: "refunded" as const }, false],
  ])("%s", (_name, changes, expected) => {
    expect(isLikelyDuplicate({ ...before, ...changes }, entry, NOW)).toBe(expected);
  });

  it("says of a moment ago one minute", () => {
    expect([minutesBetween(NOW, NOW), minutesBetween(minutesAgo(3), NOW)]).toEqual([1, 3]);
  });
});

const field = (id: string, isRequired: boolean): CustomFieldView => ({
  ...{ id, module: "payment", label: id, kind: "text", options: [] },
  ...{ isRequired, isArchived: false },
});

describe("the layout", () => {
  const fields = [field("fld_1", false), field("fld_2", true)];

  it("lets hide what is never required", () => {
    expect(hideableFields(fields)).toEqual([
      "invoiceNumber",
      "clientRef",
      "matterRef",
      "billingAddress",
      "note",
      "cf.fld_1",
    ]);
  });

  it("shows client and matter of trust money, and what has become required since", () => {
    const hidden = ["clientRef", "matterRef", "note", "cf.fld_1", "cf.fld_2", "amountCents"];
    expect([...hiddenFields(hidden, fields, false)]).toEqual(["clientRef", "matterRef", "note", "cf.fld_1"]);
    expect([...hiddenFields(hidden, fields, true)]).toEqual(["note", "cf.fld_1"]);
  });
});

it("knows the names of forms", () => {
  for (const good of ["req_0123456789abcdefghjkmnpq"]) expect(isRequestId(good)).toBe(true);
  for (const bad of ["", "req_", "req_A234567890", "pay_0123456789", "req_01234567'--"])
    expect(isRequestId(bad)).toBe(false);
});

describe("the form", () => {
  const typed = {
    ...{ account: "acc_1", amountCents: 100, payerId: "", payerName: "Elena Marsh", payerKind: "person" as const },
    ...{ savePayer: false, methodKind: "card" as const, methodId: "", receiptEmails: "", invoiceNumber: "" },
    ...{ clientRef: "", matterRef: "", line1: "", line2: "", city: "", region: "", postalCode: "", country: "" },
    ...{ customFields: {}, note: "", authorizedBy: "", authorizedHow: "phone" as const, isAuthorized: false },
  };
  const known = { trustAccountIds: ["acc_2"], customFields: [field("fld_2", true)] };

  it.each([
    ["nothing but a card", {}, ["customFields.fld_2"]],
    ["no sum", { amountCents: Number.NaN }, ["amountCents", "customFields.fld_2"]],
    ["nobody", { payerName: " " }, ["payerName", "customFields.fld_2"]],
    ["trust money without its matter", { account: "acc_2" }, ["clientRef", "matterRef", "customFields.fld_2"]],
    ["no address", { receiptEmails: "elena, tom@x" }, ["receiptEmails", "customFields.fld_2"]],
    [
      "a saved method that nobody chose",
      { methodKind: "saved" as const },
      ["methodId", "customFields.fld_2", "authorizedBy", "isAuthorized"],
    ],
    ["the number of a card in a note", { note: "4242 4242 4242 4242" }, ["note", "customFields.fld_2"]],
  ])("refuses %s", (_name, changes, paths) => {
    const read = entryForm(known).safeParse({ ...typed, ...changes });
    expect(read.error?.issues.map(({ path }) => path.join(".")) ?? []).toEqual(paths);
  });
});
