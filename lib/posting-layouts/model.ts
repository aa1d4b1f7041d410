import type { CurrencyCode } from "@/lib/money/currency";

/** What goes into one posting file. Dates are ISO calendar dates; amounts are minor units of `currency`, reversals negative. */
export type PostingFileBatch = {
  batchId: string;
  /** "B-2026-000123": stands in the file's name. */
  number: string;
  createdOn: string;
  /** The day on which the file is written. */
  postedOn: string;
  firmName: string;
  currency: CurrencyCode;
  records: readonly PostingFileRecord[];
};

export type PostingFileRecord = {
  /** The posting's number, "D-2026-000123": what the matter system keeps and gives back. */
  reference: string;
  paymentNumber: string;
  kind: "payment" | "reversal";
  /** Of a reversal, the reference of what it takes back; else empty. */
  reversesReference: string;
  itemKind: "invoice" | "trust";
  itemKey: string;
  clientNumber: string;
  clientName: string;
  matterNumber: string;
  matterName: string;
  invoiceNumber: string;
  payorNumber: string;
  payorName: string;
  payerName: string;
  /** Above 0 for a payment, below 0 for a reversal. */
  amountCents: number;
  currency: CurrencyCode;
  ledgerCode: string;
  transactionType: string;
  bankAccount: string;
  postingDate: string;
  transactionDate: string;
  arMessage: string;
  methodKind: string;
  methodLast4: string;
  authCode: string;
};

/** What a field can show of the record that its line is about. */
export const RECORD_TEXTS = [
  "reference",
  "paymentNumber",
  "kind",
  "reversesReference",
  "itemKind",
  "itemKey",
  "clientNumber",
  "clientName",
  "matterNumber",
  "matterName",
  "invoiceNumber",
  "payorNumber",
  "payorName",
  "payerName",
  "currency",
  "ledgerCode",
  "transactionType",
  "bankAccount",
  "arMessage",
  "methodKind",
  "methodLast4",
  "authCode",
] as const satisfies readonly (keyof PostingFileRecord)[];
export const RECORD_DATES = ["postingDate", "transactionDate"] as const satisfies readonly (keyof PostingFileRecord)[];
/** `amountSign` is "+" or "-"; to be put into words by the field's `values`. */
export const RECORD_FIGURES = ["amountCents", "amountSign", "recordPlace", "placeInGroup"] as const;

/** What a field can show of the records that stand together, a receipt for example. */
export const GROUP_FIGURES = ["groupTotalCents", "groupTotalSign", "groupRecords", "groupPlace"] as const;

/** What a field can show of the whole file. `lines` counts every line of the file, the one that tells it too. */
export const FILE_TEXTS = ["batchId", "batchNumber", "firmName", "batchCurrency"] as const;
export const FILE_DATES = ["createdOn", "postedOn"] as const;
export const FILE_FIGURES = ["fileTotalCents", "fileTotalSign", "fileRecords", "fileGroups", "fileLines"] as const;

export const LAYOUT_SOURCES = [
  ...RECORD_TEXTS,
  ...RECORD_DATES,
  ...RECORD_FIGURES,
  ...GROUP_FIGURES,
  ...FILE_TEXTS,
  ...FILE_DATES,
  ...FILE_FIGURES,
] as const;
export type LayoutSource = (typeof LAYOUT_SOURCES)[number];

/** The amounts among the sources. */
export const AMOUNT_SOURCES = ["amountCents", "groupTotalCents", "fileTotalCents"] as const;

/** `none` leaves the sign out: another field of the line then tells it. */
export const AMOUNT_SIGNS = ["before", "after", "parentheses", "always", "none"] as const;
/** Between units and hundredths; `none` writes hundredths: 125000. */
export const DECIMAL_MARKS = ["point", "comma", "none"] as const;

export type LayoutField = {
  /** For people; in XML also the name of the element or attribute. */
  name: string;
  /** One of `source`, `literal` and `template` says what stands here. */
  source?: LayoutSource;
  literal?: string;
  /** Text with sources in braces: "Docketpay {paymentNumber}, {payerName}". */
  template?: string;
  /** Of a date: YYYY, YY, MM, DD and whatever stands between them. */
  dateFormat?: string;
  amountFormat?: { decimals: (typeof DECIMAL_MARKS)[number]; sign: (typeof AMOUNT_SIGNS)[number]; isNegated?: boolean };
  /** Puts other words in place of the value: {"payment": "CR", "reversal": "CRX"}. A value that is not named is refused. */
  values?: Readonly<Record<string, string>>;
  /** Stands here when there is no value. */
  default?: string;
  isRequired?: boolean;
  /** In characters: exactly so many in a fixed layout, at most so many in the others. */
  width?: number;
  align?: "left" | "right";
  /** One character that fills a fixed field; a space unless said. */
  pad?: string;
  isUpperCase?: boolean;
  whenTooLong?: "refuse" | "truncate";
  /** What the file cannot hold: refused, or written without accents, with spaces for line breaks, else as "?". */
  whenUnwritable?: "refuse" | "replace";
};

/** All of it must hold. Compared as text, before `values` and formats. */
export type LayoutCondition = {
  source: LayoutSource;
  is?: readonly string[];
  isNot?: readonly string[];
  startsWith?: string;
  startsNotWith?: string;
  isEmpty?: boolean;
};

export type LayoutLine = { when?: readonly LayoutCondition[]; fields: readonly LayoutField[] };

/** The lines of a delimited or fixed file, in the order in which they stand. Of each part every line whose conditions hold is written. */
export type LayoutLines = {
  fileHeader: readonly LayoutLine[];
  /** Records with the same values of these sources stand together, in the order of the first of them. */
  groupBy: readonly LayoutSource[];
  groupHeader: readonly LayoutLine[];
  record: readonly LayoutLine[];
  groupTrailer: readonly LayoutLine[];
  fileTrailer: readonly LayoutLine[];
};

export type XmlElement = {
  element: string;
  when?: readonly LayoutCondition[];
  /** Written once for each group or record; its fields may then show them. */
  forEach?: "group" | "record";
  attributes?: readonly LayoutField[];
  /** The text of the element; not together with children. */
  text?: LayoutField;
  children?: readonly XmlElement[];
  /** Left out whole when its text is empty. */
  isLeftOutWhenEmpty?: boolean;
};

export const FILE_ENCODINGS = ["utf8", "latin1", "utf16le"] as const;
export type FileEncoding = (typeof FILE_ENCODINGS)[number];

type LayoutBase = {
  name: string;
  /** With {batchNumber} or {batchId}, so that no two files share a name; dates as {postedOn:YYYYMMDD}. */
  fileName: string;
  encoding: FileEncoding;
  hasByteOrderMark: boolean;
  /** What the matter system still needs once the file is there; empty: nothing. French and Spanish fall back to English. */
  afterDelivery: { en: string; fr?: string; es?: string };
};

export type DelimitedLayout = LayoutBase & {
  format: "delimited";
  /** One character. */
  delimiter: string;
  quoting: "always" | "needed" | "never";
  lineEnd: "crlf" | "lf";
  /** The names of the fields of the first record line, as the first line of the file. */
  hasColumnNames: boolean;
} & LayoutLines;

export type FixedLayout = LayoutBase & { format: "fixed"; lineEnd: "crlf" | "lf" } & LayoutLines;

export type XmlLayout = LayoutBase & {
  format: "xml";
  hasDeclaration: boolean;
  isIndented: boolean;
  groupBy: readonly LayoutSource[];
  /** The first whose conditions hold is the document. */
  roots: readonly XmlElement[];
};

/** How a posting file looks: a document that a firm can edit. Read by schemas.ts, written out by render.ts. */
export type PostingLayout = DelimitedLayout | FixedLayout | XmlLayout;

export const LAYOUT_REFUSAL_CODES = [
  "no_records",
  "too_many_records",
  "bad_amount",
  "wrong_currency",
  "duplicate_reference",
  "missing_value",
  "too_long",
  "unwritable",
  "unknown_value",
  "bad_date",
  "differs_in_group",
  "no_line",
  "several_lines",
  "total_differs",
  "no_root",
  "bad_file_name",
] as const;
export type LayoutRefusalCode = (typeof LAYOUT_REFUSAL_CODES)[number];

/** `reference` names the record and `field` the field that are in the way, where one is; `message` is English. */
export type LayoutRefusal = {
  code: LayoutRefusalCode;
  message: string;
  reference: string | null;
  field: string | null;
  /** The values of its sentence in any language; each code has one in messages (`postings.layoutRefusal`). */
  detail: Readonly<Record<string, string>>;
};

/** What can be wrong with a layout document; each code has a sentence in messages (`errors.field`). */
export const LAYOUT_PROBLEM_CODES = [
  "layout_not_json",
  "layout_ends_early",
  "layout_kind",
  "layout_keys",
  "layout_choice",
  "layout_too_small",
  "layout_too_big",
  "layout_shape",
  "layout_one_line",
  "layout_xml_name",
  "layout_date_format",
  "layout_pad",
  "layout_condition_source",
  "layout_delimiter",
  "layout_file_name_source",
  "layout_file_name_repeats",
  "layout_mark_latin1",
  "layout_field_content",
  "layout_field_date_format",
  "layout_field_amount_format",
  "layout_field_values",
  "layout_placeholder_source",
  "layout_placeholder_format",
  "layout_scope_record",
  "layout_scope_group",
  "layout_no_cut",
  "layout_no_replace",
  "layout_needs_width",
  "layout_digits_right",
  "layout_figure_pad",
  "layout_fixed_only",
  "layout_sign_beside",
  "layout_decimal_comma",
  "layout_no_reference",
  "layout_no_amount",
  "layout_text_or_children",
  "layout_record_in_record",
  "layout_group_in_group",
  "layout_attributes_twice",
  "layout_document_once",
] as const;
export type LayoutProblemCode = (typeof LAYOUT_PROBLEM_CODES)[number];

/** `values` are what the code's sentence needs; in them stand names and words of the document as they are. */
export type SaidProblem = { code: LayoutProblemCode; values: Readonly<Record<string, string>> };

/** `path` in dots: "record.0.fields.3.width"; empty for the whole document. */
export type LayoutProblem = SaidProblem & { path: string };

/** As much of a refusal as its sentence needs. */
export type SaidRefusal = Pick<LayoutRefusal, "code" | "field" | "detail">;

export type RenderedPostingFile = {
  fileName: string;
  /** As text, with the byte order mark where the layout has one. */
  content: string;
  encoding: FileEncoding;
  records: number;
  totalCents: number;
};

export type PostingFileResult = { ok: true; file: RenderedPostingFile } | { ok: false; refusal: LayoutRefusal };
