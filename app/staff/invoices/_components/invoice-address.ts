import { INVOICE_SORTS, type InvoiceSortId } from "@/lib/invoices/columns";
import { INVOICE_AGES, INVOICE_VIEWS, type InvoiceAge, type InvoiceView } from "@/lib/invoices/model";
import { type SortText, sortTextsOf } from "@/lib/lists/rules";
import { type Address, textOf } from "../../_components/read-list";

/** What stands in the address bar. */
export type InvoiceAddress = {
  view: InvoiceView;
  q: string;
  age: InvoiceAge | "";
  payerId: string;
  accountKind: "" | "operating" | "trust";
  sort: SortText<InvoiceSortId>;
  cursor: string;
};

export const INVOICES_PATH = "/staff/invoices";
export const INVOICE_SORT_TEXTS = sortTextsOf(INVOICE_SORTS);

const NARROWING = ["q", "age", "payerId", "accountKind"] as const;

/** A part that is not valid is left out instead of failing the page; without a view it opens on what is open. */
export function readInvoiceAddress(address: Address): InvoiceAddress {
  return {
    view: INVOICE_VIEWS.find((view) => view === textOf(address.status)) ?? "open",
    q: textOf(address.q).trim().slice(0, 120),
    age: INVOICE_AGES.find((age) => age === textOf(address.age)) ?? "",
    payerId: /^pyr_[0-9a-z_]{1,56}$/.test(textOf(address.payerId)) ? textOf(address.payerId) : "",
    accountKind: (["operating", "trust"] as const).find((kind) => kind === textOf(address.accountKind)) ?? "",
    sort: INVOICE_SORT_TEXTS.find((sort) => sort === textOf(address.sort)) ?? "-created",
    cursor: textOf(address.cursor).slice(0, 2_000),
  };
}

/** What is asked, without a place in the list. */
export function invoiceQueryOf(filter: InvoiceAddress): string {
  const query = new URLSearchParams({ status: filter.view });
  for (const name of NARROWING) if (filter[name]) query.set(name, filter[name]);
  if (filter.sort !== "-created") query.set("sort", filter.sort);
  return query.toString();
}

/** The address of the list under a changed filter, with the same saved view open; a change begins at the first page. */
export function invoiceAddressOf(
  filter: InvoiceAddress,
  change: Partial<InvoiceAddress> = {},
  marks: Readonly<Record<string, string>> = {},
): string {
  const next = { ...filter, cursor: "", ...change };
  const query = new URLSearchParams(invoiceQueryOf(next));
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  if (change.sort) query.set("sort", change.sort);
  if (next.cursor) query.set("cursor", next.cursor);
  return `${INVOICES_PATH}?${query}`;
}

/** A change that takes away all that narrows the list within its view. */
export const NOT_NARROWED = { q: "", age: "", payerId: "", accountKind: "" } as const;

export function isNarrowed(filter: InvoiceAddress): boolean {
  return NARROWING.some((name) => filter[name] !== "");
}
