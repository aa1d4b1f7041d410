import { isDraftId } from "@/lib/connect-payments/schemas";
import { ITEM_KINDS, type ItemKind, SEARCH_FIELDS, type SearchField } from "@/lib/matter-systems/model";

const BASE = "/staff/connect/pay";

/** The four steps and what they lead to. */
export type PayStepId = "criteria" | "search" | "allocate" | "payment" | "result";

const PATHS: Record<PayStepId, string> = {
  criteria: BASE,
  search: `${BASE}/search`,
  allocate: `${BASE}/allocate`,
  payment: `${BASE}/payment`,
  result: `${BASE}/result`,
};

/** What stands in the address: everything that a step needs beside the draft itself. */
export type PayAddress = {
  /** Names the selection, also before there is one. */
  draft: string;
  by: SearchField | null;
  kind: ItemKind;
  q: string;
  match: "contains" | "exact";
  cursor: string;
  view: "current" | "selected";
  how: "entry" | "link";
  /** Of the first step: not to be skipped this time. */
  change: boolean;
};

export type PayQuery = Record<string, string | string[] | undefined>;

export function readPayAddress(query: PayQuery): PayAddress {
  const text = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  return {
    draft: isDraftId(text("draft")) ? text("draft") : "",
    by: SEARCH_FIELDS.find((field) => field === text("by")) ?? null,
    kind: ITEM_KINDS.find((kind) => kind === text("kind")) ?? "invoice",
    q: text("q").trim().slice(0, 200),
    match: text("match") === "exact" ? "exact" : "contains",
    cursor: text("cursor"),
    view: text("view") === "selected" ? "selected" : "current",
    how: text("how") === "link" ? "link" : "entry",
    change: text("change") === "1",
  };
}

/** The address of a step. What is the rule is left out. */
export function payHref(step: PayStepId, at: Partial<PayAddress> = {}): string {
  const { draft, by, kind, q, match, cursor, view, how, change } = at;
  const isSearch = step !== "criteria" && step !== "result";
  const query = new URLSearchParams({
    ...(draft ? { draft } : {}),
    ...(isSearch && by ? { by, kind: kind ?? "invoice" } : {}),
    ...(isSearch && q ? { q } : {}),
    ...(isSearch && match === "exact" ? { match } : {}),
    ...(step === "search" && cursor ? { cursor } : {}),
    ...(step === "search" && view === "selected" ? { view } : {}),
    ...(step === "payment" && how === "link" ? { how } : {}),
    ...(step === "criteria" && change ? { change: "1" } : {}),
  });
  const text = query.toString();
  return text ? `${PATHS[step]}?${text}` : PATHS[step];
}
