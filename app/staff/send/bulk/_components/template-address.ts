import { BATCH_COLUMNS } from "@/lib/link-batches/model";

/** The header alone, so that nobody sends an example; with the mark by which Excel knows UTF-8. */
export const TEMPLATE_NAME = "payment-links.csv";
export const TEMPLATE_ADDRESS = `data:text/csv;charset=utf-8,${encodeURIComponent(
  `\ufeff${Object.values(BATCH_COLUMNS).join(",")}\r\n`,
)}`;
