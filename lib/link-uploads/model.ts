import type { BatchTexts, BatchValues, CellProblem, RowFault } from "@/lib/link-batches/model";

/** `running`: its links are being made. `stopped`: that could not go on, and `failure` says why. */
export const UPLOAD_STATUSES = ["review", "running", "stopped", "done"] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

/** Why the making of links stopped. */
export const UPLOAD_FAILURES = ["account_unknown", "given_up"] as const;
export type UploadFailure = (typeof UPLOAD_FAILURES)[number];

/** All rows, only those with something to mend, only those that may be doubles. */
export const UPLOAD_VIEWS = ["all", "bad", "twice"] as const;
export type UploadView = (typeof UPLOAD_VIEWS)[number];

/** Rows of one page of the review grid. */
export const UPLOAD_PAGE = 100;
/** A file that nobody sends is dropped after so many days without a change. */
export const UPLOAD_KEPT_DAYS = 30;

/** One row with all that is to be said of it. `sameAs`: the earlier line with the same invoice number and recipient. */
export type UploadRow = {
  line: number;
  texts: BatchTexts;
  /** What the texts mean, as far as they are good. */
  values: BatchValues;
  fault: RowFault | null;
  problems: CellProblem[];
  isDueEarly: boolean;
  sameAs: number | null;
};

/** `problems`: cells and whole rows to mend. `totalCents`: of the rows that are good, in the account's currency. */
export type UploadTotals = { rows: number; bad: number; problems: number; twice: number; totalCents: number };

/** One page of the rows of a view; `count`: of all its pages. */
export type UploadPage = { rows: UploadRow[]; count: number; page: number };

/** What a change of rows did: which revision the upload has now, what changed elsewhere, and the totals. */
export type ChangedRows = {
  revision: number;
  totals: UploadTotals;
  /** The row that was changed or added; none when rows were taken away or put back. */
  row: UploadRow | null;
  /** Lines whose earlier double is another one now. */
  doubles: { line: number; sameAs: number | null }[];
  /** Lines that were taken away or put back. */
  lines: number[];
};

export type LinkUploadRow = {
  id: string;
  fileName: string;
  status: UploadStatus;
  accountId: string;
  accountName: string;
  accountLast4: string;
  currency: string;
  /** Null until it is started. */
  byEmail: boolean | null;
  batchId: string | null;
  failure: UploadFailure | null;
  /** The process that makes its links went silent. */
  isSilent: boolean;
  rows: number;
  /** Rows that must be mended; none once it is started. */
  bad: number;
  made: number;
  totalCents: number;
  createdByName: string;
  createdAt: Date;
  changedAt: Date;
  startedByName: string;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** `sentBefore`: the newest upload of the same bytes that links were made of. */
export type LinkUploadDetail = LinkUploadRow & {
  revision: number;
  totals: UploadTotals;
  sentBefore: { id: string; startedAt: Date; startedByName: string; byEmail: boolean } | null;
  /** Mails of its links; zero of all without mails. */
  mails: UploadMails;
};

/** `waiting`: neither sent nor given up. */
export type UploadMails = { all: number; sent: number; failed: number; waiting: number };

/** A link of an upload as its file names it. */
export type UploadLink = {
  line: number;
  number: string;
  invoiceNumber: string;
  invoiceDate: string | null;
  dueDate: string | null;
  recipientName: string;
  recipientEmails: string[];
  amountCents: number;
  currency: string;
  message: string;
  expiresAt: Date;
  token: string;
};
