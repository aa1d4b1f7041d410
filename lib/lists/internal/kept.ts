import { z } from "zod";
import type { ListArrangement } from "../model";

const Kept = z.object({
  columns: z.array(z.object({ id: z.string(), isVisible: z.boolean(), width: z.number().optional() })),
  sort: z.object({ columnId: z.string(), direction: z.enum(["asc", "desc"]) }).nullable(),
});

/** What lies in the database may be of an older shape, and then nothing is kept. */
export function readKept(value: unknown): ListArrangement | null {
  const read = Kept.safeParse(value);
  if (!read.success) return null;
  const columns = read.data.columns.map(({ id, isVisible, width }) =>
    width === undefined ? { id, isVisible } : { id, isVisible, width },
  );
  return { columns, sort: read.data.sort };
}
