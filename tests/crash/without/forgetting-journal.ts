import type { Journal, JournalEntry } from "@/connect/drops/journal";

/** A journal that does not write down entries of some states. */
export function forgetting(journal: Journal, forgets: (state: JournalEntry["state"]) => boolean): Journal {
  const made = {
    folder: journal.folder,
    read: (batchId: string) => journal.read(batchId),
    write: (entry: JournalEntry) => (forgets(entry.state) ? Promise.resolve() : journal.write(entry)),
    settle: (batchId: string, finding: "delivered" | "again") => journal.settle(batchId, finding),
    lockName: () => journal.lockName(),
  };
  return made as unknown as Journal;
}
