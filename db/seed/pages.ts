import type { ClientBase } from "pg";
import { pageItems, pageViews, paymentPages } from "@/db/schema/payment-pages";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addressKeyOf } from "@/lib/payment-pages/rules";
import type { DirectoryEntry } from "./directory";
import type { SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import { ITEM_PICTURES, pictureIdOf, writeItemPictures } from "./item-pictures";
import type { Random } from "./random";

const DAY_MS = 86_400_000;
/** The fee of a consultation: what was paid of this amount was sold on the page of services. */
const SOLD_CENTS = 35_000;
/** Where the demo shows its sample site; see scripts/runner/sample-site.mjs. */
const SAMPLE_SITES = [3080, 3081, 3082, 3083].flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
]);

type Told = { random: Random; firm: SeedFirm; openedAt: Date; now: Date };
type Page = typeof paymentPages.$inferInsert;

/** The published pages of a firm, how often they were opened of late, and what its payments of that source were filled in as. */
export async function writePages(client: ClientBase, told: Told): Promise<DirectoryEntry[]> {
  const pages = pagesOf(told.firm, told.openedAt);
  await insertRows(client, paymentPages, pages);
  await writeItemPictures(client, told.firm, told.openedAt);
  await insertRows(client, pageItems, itemsOf(told.firm));
  await insertRows(
    client,
    pageViews,
    // Nobody has paid on the page of open invoices yet: what was filled in on the others is what payments of that source say.
    pages.flatMap((page) => (page.kind === "connect" ? [] : viewsOf(told, page.id))),
  );
  await writeSubmissions(client, told.firm);
  return pages.map(({ id, slug }) => ({ kind: "payment_page", key: addressKeyOf(told.firm.slug, slug), refId: id }));
}

function pagesOf(firm: SeedFirm, openedAt: Date): Page[] {
  const made = {
    firmId: firm.firmId,
    createdBy: `user:${firm.users[0]?.id}`,
    createdAt: openedAt,
    changedAt: openedAt,
  };
  const shown: Pick<Page, "status" | "hostSites" | "offersAllInvoices" | "fallbackPageId"> & typeof made = {
    ...made,
    status: "published",
    hostSites: SAMPLE_SITES,
    offersAllInvoices: false,
    fallbackPageId: null,
  };
  return [
    {
      ...shown,
      id: `ppg_${firm.slug}_pay`,
      slug: "pay",
      kind: "general",
      name: "Pay an invoice",
      accountId: firm.operating.id,
      heading: "Pay your invoice",
      body: "Thank you for your business. Enter the amount of your invoice as it stands there; the number helps us to put your payment where it belongs.",
      contact: `Questions about an invoice: ${firm.phone}`,
      confirmationText: "We put this on your invoice within one business day.",
      captcha: "none",
      amountRule: "chosen",
      leastCents: 100,
      fields: [
        { key: "email", isRequired: false },
        { key: "invoiceNumber", isRequired: false },
        { key: "clientRef", isRequired: false },
      ],
      makesPosting: true,
    },
    {
      ...shown,
      id: `ppg_${firm.slug}_retainer`,
      slug: "retainer",
      kind: "general",
      name: "Retainers",
      accountId: firm.trust.id,
      heading: "Deposit a retainer",
      body: "Your deposit is held in trust for your matter. Client and matter number stand in your engagement letter.",
      contact: `Questions about a retainer: ${firm.phone}`,
      confirmationText: "Your deposit is held in trust for your matter.",
      captcha: "none",
      amountRule: "chosen",
      leastCents: 10_000,
      fields: [
        { key: "email", isRequired: true },
        { key: "address", isRequired: false },
      ],
      makesPosting: true,
    },
    {
      ...shown,
      id: `ppg_${firm.slug}_services`,
      slug: "services",
      name: "Fees and services",
      kind: "items",
      accountId: firm.operating.id,
      heading: "Fees and services",
      body: "Choose what you pay for today.",
      contact: `Questions about a fee: ${firm.phone}`,
      confirmationText: "We call you within one business day.",
      captcha: "altcha",
      amountRule: "chosen",
      leastCents: null,
      fields: [{ key: "email", isRequired: false }],
      makesPosting: false,
    },
    {
      ...shown,
      id: `ppg_${firm.slug}_invoices`,
      slug: "invoices",
      name: "Open invoices",
      kind: "connect",
      accountId: firm.operating.id,
      heading: "Pay your open invoices",
      body: "Find your invoices by a number that stands on them, choose which you pay, and pay them at once.",
      contact: `Questions about an invoice: ${firm.phone}`,
      confirmationText: "We put this on your invoices within one business day.",
      // Each invoice in full.
      amountRule: "fixed",
      fields: [
        { key: "clientRef", isRequired: false },
        { key: "invoiceNumber", isRequired: false },
        { key: "email", isRequired: false },
      ],
      captcha: "none",
      makesPosting: true,
      offersAllInvoices: true,
      fallbackPageId: `ppg_${firm.slug}_pay`,
    },
  ];
}

function itemsOf(firm: SeedFirm): (typeof pageItems.$inferInsert)[] {
  const sold = [
    {
      name: "First consultation",
      note: "One hour, by telephone or in person",
      priceCents: SOLD_CENTS,
      mostQuantity: 4,
    },
    { name: "Certified copy", note: "For each document", priceCents: 4_500, taxThousandths: 8_875 },
    { name: "Courier", note: "The same day, within the city", priceCents: 2_850, taxThousandths: 8_875 },
    { name: "Estate planning seminar", note: "One seat", priceCents: 7_500, mostQuantity: 2, stock: 24 },
  ];
  return sold.map(({ name, note, priceCents, taxThousandths = 0, mostQuantity = 10, stock = null }, place) => ({
    ...{ firmId: firm.firmId, pageId: `ppg_${firm.slug}_services`, id: `pit_${firm.slug}_${place}`, place },
    ...{ name, note, priceCents, taxThousandths, mostQuantity, stock },
    pictureId: pictureIdOf(firm.slug, place),
    pictureAlt: ITEM_PICTURES.find((picture) => picture.place === place)?.alt ?? "",
  }));
}

function viewsOf({ random, firm, now }: Told, pageId: string): (typeof pageViews.$inferInsert)[] {
  // By the calendar: an hour less or more at the change of clocks would name one day twice.
  const today = Date.parse(`${dateInZone(now, firm.timeZone)}T00:00:00Z`);
  return Array.from({ length: 45 }, (_, ago) => ({
    firmId: firm.firmId,
    pageId,
    day: new Date(today - ago * DAY_MS).toISOString().slice(0, 10),
    views: random.int(2, 40),
  }));
}

/** Their tokens are not known to anybody: what was paid is opened by its receipt. */
async function writeSubmissions(client: ClientBase, firm: SeedFirm): Promise<void> {
  const pageOf = (name: string) => `ppg_${firm.slug}_${name}`;
  await client.query(
    `insert into page_submissions (firm_id, id, page_id, request_key, token_hash, token_sealed, account_id, amount_cents, currency,
       payer_name, email, invoice_number, client_ref, matter_ref, locale, created_at, expires_at, title)
     select p.firm_id, substr(p.obligation, 6), case when p.account_id = $2 then $4 when s.is_sold then $5 else $3 end, p.obligation,
       md5(p.obligation), '', p.account_id, p.amount_cents - p.surcharge_cents, p.currency, p.payer_name, coalesce(p.receipt_emails[1], ''),
       p.invoice_number, p.client_ref, p.matter_ref, p.locale, p.created_at, p.created_at + interval '1 day',
       case when s.is_sold then '1 \u00d7 First consultation' else '' end
     from payments p
     cross join lateral (select p.account_id <> $2 and p.invoice_number = '' and p.amount_cents - p.surcharge_cents = $6 as is_sold) s
     where p.firm_id = $1 and p.source = 'payment_page' and p.obligation like 'page:%' and p.attempt = 1`,
    [firm.firmId, firm.trust.id, pageOf("pay"), pageOf("retainer"), pageOf("services"), SOLD_CENTS],
  );
  await client.query(
    `insert into submission_items (firm_id, submission_id, item_id, place, name, quantity, price_cents, tax_thousandths, tax_cents)
     select s.firm_id, s.id, i.id, 0, i.name, 1, i.price_cents, 0, 0
     from page_submissions s join page_items i on i.firm_id = s.firm_id and i.page_id = s.page_id and i.place = 0
     where s.firm_id = $1 and s.page_id = $2`,
    [firm.firmId, pageOf("services")],
  );
}
