import type { EnrolledAssociation } from "./load";

/** What associations name, for the history: "10427 Meridian Holdings; 204118". */
export function namesOf(rows: readonly EnrolledAssociation[]): string {
  return rows.map(nameOf).join("; ");
}

export function nameOf({ level, ...row }: EnrolledAssociation): string {
  if (level === "invoice") return row.invoiceNumber;
  const [number, name] = level === "matter" ? [row.matterNumber, row.matterName] : [row.clientNumber, row.clientName];
  return [number, name].filter(Boolean).join(" ");
}
