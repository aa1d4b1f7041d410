import { keepLines } from "@/lib/allocations/keep-lines";
import { findOpenInvoices, type SystemOf } from "@/lib/connect-pages/find-open-invoices";
import type { ConnectRule, LookUp, PickedInvoice, PickedLine } from "@/lib/connect-pages/model";
import { decideNumbers, decidePicks, type NumberProblem, partFieldOf, pickFieldOf } from "@/lib/connect-pages/rules";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { idOfItem } from "@/lib/matter-systems/rules";
import { parseMoney } from "@/lib/money/parse-money";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { obligationOfSubmission } from "../rules";
import type { SubmitPageInput } from "../schemas";
import { connectRuleOf, loadOpenPage } from "./load";
import type { Bill } from "./read-entries";

type Values = Readonly<Record<string, string>>;

type Looked = { rule: ConnectRule; currency: string } & (
  | { ok: true; found: LookUp; numbers: { clientRef: string; invoiceNumber: string } }
  | { ok: false; problems: NumberProblem[] }
);

/** What the typed numbers of a Connect page stand for; null for a page of another kind. Never inside a transaction. @throws AppError not_found */
export async function lookUpTyped(
  ctx: Ctx,
  pageId: string,
  values: Values,
  systemOf?: SystemOf,
): Promise<Looked | null> {
  const { page, account } = await inFirm(ctx, (tx) => loadOpenPage(ctx, tx, pageId));
  if (page.kind !== "connect") return null;
  const { currency } = account;
  const rule = connectRuleOf(page);
  const decided = decideNumbers(rule.proof, {
    clientRef: values.clientRef ?? "",
    invoiceNumber: values.invoiceNumber ?? "",
  });
  if (!decided.ok) return { rule, currency, ...decided };
  const { numbers } = decided;
  return {
    rule,
    currency,
    ok: true,
    numbers,
    found: await findOpenInvoices(ctx, { rule, currency, numbers }, systemOf),
  };
}

/**
 * What of the found invoices was ticked, and what it comes to; null for a page of another kind.
 * @throws AppError not_found, refused (invoices_nothing), upstream_unavailable (invoices_unreachable)
 */
export async function readBill(
  ctx: Ctx,
  pageId: string,
  { values, locale }: SubmitPageInput,
  systemOf?: SystemOf,
): Promise<(Bill & { connectionId: string }) | null> {
  const looked = await lookUpTyped(ctx, pageId, values, systemOf);
  if (!looked) return null;
  if (!looked.ok) return { ok: false, problems: looked.problems, connectionId: "" };
  const { found, rule, currency, numbers } = looked;
  if (found.kind === "nothing") throw new AppError("refused", { reason: "invoices_nothing" });
  if (found.kind === "away") throw new AppError("upstream_unavailable", { reason: "invoices_unreachable" });
  const picks = readPicks(values, { currency, locale });
  const known = found.payables.map(({ item }) => idOfItem(item));
  // In the order of the page; what is no longer offered comes last, and is said to be gone.
  const inOrder = [...picks].sort((a, b) => rankIn(known, a.id) - rankIn(known, b.id));
  return { ...decidePicks(found.payables, inOrder, { ...rule, ...numbers }), connectionId: found.connectionId };
}

function rankIn(known: readonly string[], id: string): number {
  const at = known.indexOf(id);
  return at < 0 ? known.length : at;
}

/** What was ticked, with the amount where one was typed. */
function readPicks(values: Values, money: { currency: string; locale: string }): PickedInvoice[] {
  const start = pickFieldOf("");
  return Object.keys(values).flatMap((name): PickedInvoice[] => {
    if (!name.startsWith(start)) return [];
    const id = name.slice(start.length);
    const typed = values[partFieldOf(id)]?.trim();
    if (typed === undefined) return [{ id, amountCents: undefined }];
    if (typed === "") return [{ id, amountCents: 0 }];
    const read = parseMoney(typed, money);
    return [{ id, amountCents: read.ok ? read.amountCents : null }];
  });
}

/** Writes down which invoices a submission pays, as they stand now. Nothing where it pays none. */
export async function keepInvoices(
  ctx: Ctx,
  tx: Tx,
  submissionId: string,
  { invoices, connectionId }: { invoices: readonly PickedLine[]; connectionId: string },
): Promise<void> {
  if (invoices.length === 0) return;
  const { arMessage } = await getConnectSettings(ctx, tx);
  await keepLines(ctx, tx, {
    obligation: obligationOfSubmission(submissionId),
    connectionId,
    lines: invoices,
    arMessage,
  });
}
