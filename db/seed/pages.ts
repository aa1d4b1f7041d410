import type { ClientBase } from "pg";
import { pageViews, paymentPages } from "@/db/schema/payment-pages";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addressKeyOf } from "@/lib/payment-pages/rules";
import type { DirectoryEntry } from "./directory";
import type { SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { Random } from "./random";

const DAY_MS = 86_400_000;
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
  await insertRows(
    client,
    pageViews,
    pages.flatMap((page) => viewsOf(told, page.id)),
  );
  const [general, retainer] = pages;
  if (general && retainer) await writeSubmissions(client, told.firm, general.id, retainer.id);
  return pages.map(({ id, slug }) => ({ kind: "payment_page", key: addressKeyOf(told.firm.slug, slug), refId: id }));
}

function pagesOf(firm: SeedFirm, openedAt: Date): Page[] {
  const made = {
    firmId: firm.firmId,
    createdBy: `user:${firm.users[0]?.id}`,
    createdAt: openedAt,
    changedAt: openedAt,
  };
  const shown: Pick<Page, "status" | "hostSites"> & typeof made = {
    ...made,
    status: "published",
    hostSites: SAMPLE_SITES,
  };
  return [
    {
      ...shown,
      id: `ppg_${firm.slug}_pay`,
      slug: "pay",
      name: "Pay an invoice",
      accountId: firm.operating.id,
      heading: "Pay your invoice",
      body: "Thank you for your business. Enter the amount of your invoice as it stands there; the number helps us to put your payment where it belongs.",
      contact: `Questions about an invoice: ${firm.phone}`,
      confirmationText: "We put this on your invoice within one business day.",
      amountRule: "chosen",
      leastCents: 100,
      fields: [
        { key: "email", isRequired: false },
        { key: "invoiceNumber", isRequired: false },
      ],
      makesPosting: true,
    },
    {
      ...shown,
      id: `ppg_${firm.slug}_retainer`,
      slug: "retainer",
      name: "Retainers",
      accountId: firm.trust.id,
      heading: "Deposit a retainer",
      body: "Your deposit is held in trust for your matter. Client and matter number stand in your engagement letter.",
      contact: `Questions about a retainer: ${firm.phone}`,
      confirmationText: "Your deposit is held in trust for your matter.",
      amountRule: "chosen",
      leastCents: 10_000,
      fields: [{ key: "email", isRequired: true }],
      makesPosting: true,
    },
  ];
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
async function writeSubmissions(client: ClientBase, firm: SeedFirm, general: string, retainer: string): Promise<void> {
  await client.query(
    `insert into page_submissions (firm_id, id, page_id, request_key, token_hash, token_sealed, account_id, amount_cents, currency,
       payer_name, email, invoice_number, client_ref, matter_ref, locale, created_at, expires_at)
     select p.firm_id, substr(p.obligation, 6), case when p.account_id = $2 then $4 else $3 end, p.obligation, md5(p.obligation), '',
       p.account_id, p.amount_cents - p.surcharge_cents, p.currency, p.payer_name, coalesce(p.receipt_emails[1], ''), p.invoice_number,
       p.client_ref, p.matter_ref, p.locale, p.created_at, p.created_at + interval '1 day'
     from payments p where p.firm_id = $1 and p.source = 'payment_page' and p.obligation like 'page:%' and p.attempt = 1`,
    [firm.firmId, firm.trust.id, general, retainer],
  );
}
