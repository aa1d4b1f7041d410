"use client";

import { useEffect, useRef, useState } from "react";
import type { MoneyReading } from "@/components/ui/money-field";
import { previewAllocation } from "@/lib/allocations/rules";
import type { LiveLine } from "@/lib/connect-payments/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { leaveAllocationAction, saveAllocationAction } from "../actions";

/** A line as it stands on the page. `isUnread`: what is written is no amount. */
export type WrittenLine = LiveLine & { id: string; isUnread: boolean };

type Start = {
  draftId: string;
  lines: readonly LiveLine[];
  amountToPayCents: number | null;
  accountId: string;
};

const SAVE_AFTER_MS = 400;

/** The amounts of the Allocate step: written by hand, or spread by Auto-apply in the order of the lines. Kept by the server as it stands. */
export function useAllocation(start: Start) {
  const [lines, setLines] = useState<readonly WrittenLine[]>(() => start.lines.map(begin));
  const [amountToPay, setAmountToPay] = useState<{ cents: number | null; isUnread: boolean }>({
    cents: start.amountToPayCents,
    isUnread: false,
  });
  const [accountId, setAccountId] = useState(start.accountId);
  const [isApplied, setIsApplied] = useState(() =>
    start.lines.some(({ amountCents, isByHand }) => amountCents && !isByHand),
  );
  const state = { draftId: start.draftId, lines, amountToPayCents: amountToPay.cents, accountId };
  const saving = useSaving(state);

  function write(id: string, reading: MoneyReading) {
    const amountCents = reading.state === "amount" ? reading.amountCents : null;
    const change = { amountCents, isByHand: reading.state !== "empty", isUnread: reading.state === "refused" };
    setLines((before) => before.map((line) => (line.id === id ? { ...line, ...change } : line)));
  }

  /** Manual amounts stand; what is left goes to the other invoices in their order. Trust money is never applied by a machine (T8). */
  function autoApply() {
    if (amountToPay.cents === null) return;
    setLines(spread(lines, amountToPay.cents));
    setIsApplied(true);
  }

  function move(id: string, to: number) {
    const line = lines.find((each) => each.id === id);
    const invoices = lines.filter(({ item }) => item.kind === "invoice");
    const others = lines.filter(({ item }) => item.kind !== "invoice");
    if (!line || to < 0 || to >= invoices.length) return;
    const rest = invoices.filter((each) => each.id !== id);
    const ordered = [...rest.slice(0, to), line, ...rest.slice(to), ...others];
    setLines(isApplied && amountToPay.cents !== null ? spread(ordered, amountToPay.cents) : ordered);
  }

  function writeTotal(reading: MoneyReading) {
    const cents = reading.state === "amount" ? reading.amountCents : null;
    setAmountToPay({ cents, isUnread: reading.state === "refused" });
  }

  return {
    ...{ lines, amountToPay, accountId, write, autoApply, move, writeTotal, setAccountId },
    setTotal: (cents: number) => setAmountToPay({ cents, isUnread: false }),
    problem: saving.problem,
    flush: saving.flush,
  };
}

/** What can take no money now carries none. */
function begin(line: LiveLine): WrittenLine {
  const amountCents = line.trouble === null ? line.amountCents : null;
  return { ...line, amountCents, id: idOfItem(line.item), isUnread: false };
}

function spread(lines: readonly WrittenLine[], amountCents: number): readonly WrittenLine[] {
  const invoices = lines.filter(({ item, trouble }) => item.kind === "invoice" && trouble === null);
  // More by hand than there is to spread: the hand stands, and the totals say by how much it is too much.
  const byHand = invoices.reduce((sum, line) => sum + (line.isByHand ? (line.amountCents ?? 0) : 0), 0);
  const preview = previewAllocation({
    amountCents: Math.max(amountCents, byHand),
    order: "given",
    lines: invoices.map(({ id, openCents, isByHand, amountCents: written }) => ({
      ...{ id, kind: "invoice" as const, outstandingCents: Math.max(openCents, isByHand ? (written ?? 0) : 0) },
      ...(isByHand ? { manualCents: written ?? 0 } : {}),
    })),
  });
  if (!preview.ok) return lines;
  const filled = new Map(preview.lines.map((line) => [line.id, line.amountCents]));
  return lines.map((line) => {
    const cents = filled.get(line.id);
    return cents === undefined || line.isByHand ? line : { ...line, amountCents: cents };
  });
}

type State = { draftId: string; lines: readonly WrittenLine[]; amountToPayCents: number | null; accountId: string };

/** A moment after each change, one after the other; `flush` before the page is left. */
function useSaving(state: State) {
  const [problem, setProblem] = useState<string | null>(null);
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));
  const input = inputOf(state);
  const text = JSON.stringify(input);
  const saved = useRef(text);

  function save(act = saveAllocationAction): Promise<boolean> {
    saved.current = text;
    queue.current = queue.current.then(async () => {
      const answer = await act(input).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? ""));
      return answer?.ok ?? false;
    });
    return queue.current;
  }

  useEffect(() => {
    if (saved.current === text) return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  });
  return { problem, flush: () => save(leaveAllocationAction) };
}

function inputOf({ draftId, lines, amountToPayCents, accountId }: State) {
  const written = lines.map(({ id, amountCents, isByHand, openCents }) => ({
    ...{ id, amountCents, isByHand },
    seenCents: openCents,
  }));
  return { draftId, amountToPayCents, accountId, lines: written };
}

export type Allocating = ReturnType<typeof useAllocation>;
