import { sumCents } from "@/lib/money/cents";
import type { LayoutField } from "../model";
import { refuse } from "./refuse";
import type { Scope } from "./scope";

/** Which records' amounts were written, so that what stands in a file is what its totals say. */
export class Tally {
  readonly #written = new Map<string, number>();

  note(field: LayoutField, { record }: Scope): void {
    if (field.source !== "amountCents" || !record) return;
    const { reference } = record.record;
    this.#written.set(reference, (this.#written.get(reference) ?? 0) + 1);
  }

  /** Refuses unless each record's amount was written once, and each group's lines come to its total. */
  check({ groups, batch, totalCents }: Scope): void {
    for (const { reference } of batch.records) {
      const times = this.#written.get(reference) ?? 0;
      if (times === 0)
        refuse(
          "no_line",
          `Record ${reference}: no line of the layout writes its amount. Add one whose conditions it meets.`,
          {
            reference,
          },
        );
      if (times > 1)
        refuse(
          "several_lines",
          `Record ${reference}: ${times} fields of the layout write its amount. It may stand once.`,
          {
            reference,
            detail: { times: String(times) },
          },
        );
    }
    for (const group of groups) this.#compare(group.totalCents, group.records);
    this.#compare(
      totalCents,
      groups.flatMap((group) => group.records),
    );
  }

  #compare(totalCents: number, records: readonly { record: { reference: string; amountCents: number } }[]): void {
    const writtenCents = sumCents(
      records.map(({ record }) => record.amountCents * (this.#written.get(record.reference) ?? 0)),
    );
    if (writtenCents === totalCents) return;
    const reference = records[0]?.record.reference ?? null;
    refuse("total_differs", `The lines come to ${writtenCents} cents, and their total says ${totalCents}.`, {
      reference,
      detail: { written: String(writtenCents), total: String(totalCents) },
    });
  }
}
