const holder = globalThis as typeof globalThis & { docketpayReplaced?: string[] };

/** Called by a module that stands in for one of the program's. */
export function noteReplaced(guard: string): void {
  holder.docketpayReplaced = [...(holder.docketpayReplaced ?? []), guard];
}

/** The guards whose modules were really replaced in this process. */
export function listReplaced(): string[] {
  return holder.docketpayReplaced ?? [];
}
