import { Client } from "pg";
import { inject } from "vitest";
import { DEMO_AUTO_PAY_ID } from "@/db/seed/auto-pays";
import { keyOfAddress } from "@/lib/link-reminders/find-recipient";
import { makeLink, makeSentInvoice } from "./app-client";
import { inviteByPage } from "./invite-user";
import { askForMethod, cancelAskedMethod } from "./method-request";
import type { StaffRole } from "./sign-in";
import { makeUploadToReview } from "./upload-file";

/** A page as somebody sees it; `name` is also the name of its pictures. */
export type PageToSee = { name: string; path: string; role?: StaffRole; status?: number; prepare?: "refund" | "bank" };

/** Every page of the product in each of the states that it can be in, with the seed's objects. */
export async function listPagesToSee(): Promise<PageToSee[]> {
  const seeded = await findSeeded();
  const invoice = await makeSentInvoice();
  const cancelled = await makeLinkIn("cancelled");
  const expired = await makeLinkIn("expired");
  const asked = await askForMethod({ message: "As agreed on the telephone today." });
  const withdrawn = await askForMethod();
  await cancelAskedMethod(withdrawn);
  const uploads = await makeUploads();
  const invited = await inviteByPage();
  return [
    { name: "sign-in", path: "/sign-in" },
    { name: "signed-out", path: "/sign-in?next=/staff/payments" },
    { name: "forgot-password", path: "/sign-in/forgot" },
    { name: "invite", path: invited.path },
    { name: "invite-not-found", path: "/invite/unknown", status: 404 },
    { name: "reset-not-found", path: "/reset/unknown", status: 404 },
    { name: "setup-done", path: "/setup" },
    { name: "users", path: "/staff/users", role: "admin" },
    { name: "users-none", path: "/staff/users?q=zzzz-nothing", role: "admin" },
    { name: "user-invite", path: "/staff/users/invite", role: "admin" },
    { name: "user", path: "/staff/users/usr_hartwell_billing", role: "admin" },
    { name: "user-invited", path: `/staff/users/${invited.userId}`, role: "admin" },
    { name: "user-own", path: "/staff/users/usr_hartwell_admin", role: "admin" },
    { name: "api-keys", path: "/staff/settings/api", role: "admin" },
    { name: "audit", path: "/staff/settings/audit", role: "admin" },
    { name: "audit-none", path: "/staff/settings/audit?q=zzzz-nothing", role: "admin" },
    { name: "security", path: "/staff/settings/security", role: "admin" },
    { name: "firm-profile", path: "/staff/settings/firm", role: "admin" },
    { name: "branding", path: "/staff/settings/branding", role: "admin" },
    { name: "receipt-texts", path: "/staff/settings/receipts", role: "admin" },
    { name: "mail-texts", path: "/staff/settings/mails", role: "admin" },
    { name: "mail-text", path: "/staff/settings/mails?mail=receipt&for=fr", role: "admin" },
    { name: "retries", path: "/staff/settings/retries", role: "admin" },
    { name: "page-not-found", path: "/nothing-here", status: 404 },
    { name: "pay", path: inject("openPayLinkPath") },
    { name: "pay-bank", path: inject("openPayLinkPath"), prepare: "bank" },
    { name: "pay-trust", path: await makeTrustLink() },
    { name: "pay-reminders", path: await makeRemindersPath() },
    { name: "pay-expired", path: expired },
    { name: "pay-cancelled", path: cancelled },
    { name: "pay-not-found", path: "/pay/unknown", status: 404 },
    { name: "payment-page", path: "/pages/hartwell/pay" },
    { name: "payment-page-trust", path: "/pages/hartwell/retainer" },
    { name: "payment-page-not-found", path: "/pages/hartwell/unknown", status: 404 },
    { name: "payment-page-items", path: "/pages/hartwell/services?lang=fr" },
    { name: "pages", path: "/staff/pages", role: "clerk" },
    { name: "page-new", path: "/staff/pages/new", role: "clerk" },
    { name: "page", path: "/staff/pages/ppg_hartwell_pay", role: "clerk" },
    { name: "page-items", path: "/staff/pages/ppg_hartwell_services", role: "clerk" },
    { name: "payment-page-connect", path: "/pages/hartwell/invoices?lang=es" },
    { name: "connect-pages", path: "/staff/connect/pages", role: "clerk" },
    { name: "connect-page-new", path: "/staff/connect/pages/new", role: "clerk" },
    { name: "connect-page", path: "/staff/connect/pages/ppg_hartwell_invoices", role: "clerk" },
    { name: "connect-page-preview", path: "/staff/connect/pages/ppg_hartwell_invoices/preview", role: "clerk" },
    { name: "page-preview", path: "/staff/pages/ppg_hartwell_retainer/preview", role: "clerk" },
    { name: "method", path: asked.path },
    { name: "method-cancelled", path: withdrawn.path },
    { name: "method-not-found", path: "/method/unknown", status: 404 },
    { name: "receipt-not-found", path: "/receipt/unknown", status: 404 },
    { name: "dashboard", path: "/staff/dashboard", role: "clerk" },
    { name: "dashboard-trust", path: "/staff/dashboard?kind=trust", role: "viewer" },
    { name: "payments", path: "/staff/payments", role: "clerk" },
    {
      name: "payments-subtotals",
      path: "/staff/payments?source=quick_link,schedule&min=100.00&match=any&group=source&columns=date,payer,amount,net",
      role: "clerk",
    },
    { name: "payments-wrong-address", path: "/staff/payments?status=lost&last4=abcd&cursor=zzz", role: "viewer" },
    { name: "payments-none", path: "/staff/payments?q=zzzz-nothing", role: "clerk" },
    { name: "payment", path: `/staff/payments/${seeded.refunded}`, role: "clerk" },
    { name: "payment-refund", path: `/staff/payments/${seeded.approved}`, role: "clerk", prepare: "refund" },
    { name: "payment-refund-waiting", path: `/staff/payments/${seeded.refundWaits}`, role: "admin" },
    { name: "payment-unknown", path: `/staff/payments/${seeded.unknown}`, role: "viewer" },
    { name: "payment-returned", path: `/staff/payments/${seeded.returned}`, role: "clerk" },
    { name: "payment-trust", path: `/staff/payments/${seeded.trust}`, role: "clerk" },
    { name: "trust", path: "/staff/payments/trust?q=102", role: "clerk" },
    { name: "trust-matter", path: `/staff/payments/trust?${seeded.matter}`, role: "viewer" },
    { name: "payment-disputed", path: `/staff/payments/${seeded.disputed}`, role: "clerk" },
    { name: "postings", path: "/staff/connect/postings", role: "clerk" },
    { name: "alerts", path: "/staff/alerts", role: "clerk" },
    { name: "exports", path: "/staff/exports", role: "viewer" },
    { name: "exports-refused", path: "/staff/exports?problem=rate_limited", role: "clerk" },
    { name: "reports", path: "/staff/exports/reports?report=declines", role: "clerk" },
    { name: "alerts-resolved", path: "/staff/alerts?status=closed", role: "viewer" },
    { name: "enter-payment", path: "/staff/enter-payment", role: "clerk" },
    { name: "enter-payment-saved", path: `/staff/enter-payment?payer=${seeded.payer}`, role: "clerk" },
    { name: "payers", path: "/staff/payers", role: "clerk" },
    { name: "payers-none", path: "/staff/payers?q=zzzz-nothing", role: "viewer" },
    { name: "payer", path: `/staff/payers/${seeded.payer}`, role: "clerk" },
    { name: "payer-schedules", path: `/staff/payers/${seeded.payer}?tab=schedules`, role: "clerk" },
    { name: "schedules", path: "/staff/schedules", role: "clerk" },
    { name: "schedules-none", path: "/staff/schedules?q=zzzz-nothing", role: "viewer" },
    { name: "schedule", path: `/staff/schedules/${seeded.schedule}`, role: "clerk" },
    { name: "schedule-failed", path: `/staff/schedules/${seeded.failedSchedule}`, role: "clerk" },
    { name: "schedule-new", path: "/staff/schedules/new", role: "clerk" },
    { name: "schedule-change", path: `/staff/schedules/${seeded.schedule}/change`, role: "clerk" },
    { name: "schedule-plan", path: `/staff/schedules/plans/${seeded.plan}`, role: "clerk" },
    { name: "payer-methods", path: `/staff/payers/${seeded.payer}?tab=methods`, role: "clerk" },
    { name: "payer-history", path: `/staff/payers/${seeded.payer}?tab=history`, role: "viewer" },
    { name: "payer-connect", path: `/staff/payers/${seeded.payer}?tab=connect`, role: "clerk" },
    { name: "auto-pay", path: `/staff/payers/${seeded.autoPayer}/auto-pays/${DEMO_AUTO_PAY_ID}`, role: "clerk" },
    { name: "auto-pay-new", path: `/staff/payers/${seeded.payer}/auto-pays/new`, role: "clerk" },
    {
      name: "auto-pay-enroll",
      path: `/staff/payers/${seeded.autoPayer}/auto-pays/${DEMO_AUTO_PAY_ID}/enroll`,
      role: "clerk",
    },
    { name: "payer-new", path: "/staff/payers/new", role: "clerk" },
    { name: "payer-edit", path: `/staff/payers/${seeded.payer}/edit`, role: "clerk" },
    { name: "payer-merge", path: "/staff/payers/merge", role: "clerk" },
    { name: "payer-merge-choose", path: `/staff/payers/merge?a=${seeded.payer}`, role: "clerk" },
    { name: "payer-merge-two", path: `/staff/payers/merge?a=${seeded.payer}&b=${seeded.otherPayer}`, role: "clerk" },
    { name: "payer-import", path: "/staff/payers/import", role: "clerk" },
    { name: "send", path: "/staff/send", role: "clerk" },
    { name: "quick-link", path: "/staff/send/quick-link", role: "clerk" },
    { name: "quick-link-result", path: `/staff/send/sent/${seeded.link}?made=1`, role: "clerk" },
    { name: "bulk", path: "/staff/send/bulk", role: "clerk" },
    { name: "bulk-review", path: `/staff/send/bulk/${uploads.wrong}`, role: "clerk" },
    { name: "bulk-review-bad", path: `/staff/send/bulk/${uploads.wrong}?view=bad`, role: "clerk" },
    { name: "bulk-ready", path: `/staff/send/bulk/${uploads.ready}`, role: "clerk" },
    { name: "bulk-ready-none", path: `/staff/send/bulk/${uploads.ready}?view=twice`, role: "clerk" },
    { name: "bulk-done", path: `/staff/send/bulk/${uploads.done}`, role: "clerk" },
    { name: "bulk-stopped", path: `/staff/send/bulk/${uploads.stopped}`, role: "clerk" },
    { name: "bulk-not-found", path: "/staff/send/bulk/unknown", role: "clerk", status: 404 },
    { name: "sent", path: "/staff/send/sent?status=all", role: "clerk" },
    { name: "sent-none", path: "/staff/send/sent?status=all&q=zzzz-nothing", role: "clerk" },
    { name: "sent-link", path: `/staff/send/sent/${seeded.link}`, role: "clerk" },
    { name: "invoices", path: "/staff/invoices?status=all", role: "clerk" },
    { name: "invoices-aging", path: "/staff/invoices/aging", role: "clerk" },
    { name: "invoice-new", path: "/staff/invoices/new?payer=none", role: "clerk" },
    { name: "invoice", path: `/staff/invoices/${invoice.id}`, role: "clerk" },
    { name: "invoice-page", path: new URL(invoice.url).pathname },
    { name: "invoice-settings", path: "/staff/settings/invoices", role: "admin" },
    { name: "settings", path: "/staff/settings", role: "admin" },
    { name: "accounts", path: "/staff/settings/accounts", role: "admin" },
    { name: "account-new", path: "/staff/settings/accounts/new", role: "admin" },
    { name: "account", path: "/staff/settings/accounts/acc_hartwell_operating", role: "admin" },
    { name: "books", path: "/staff/settings/books", role: "admin" },
    { name: "custom-fields", path: "/staff/settings/custom-fields", role: "admin" },
    { name: "connect-pay", path: "/staff/connect/pay?change=1", role: "clerk" },
    { name: "connect-pay-search", path: "/staff/connect/pay/search?by=client_name&draft=drf_00000000", role: "clerk" },
    {
      name: "connect-pay-unreachable",
      path: "/staff/connect/pay/search?by=client_name&q=blue&draft=drf_00000000",
      role: "clerk",
    },
    { name: "connect-pay-nothing-selected", path: "/staff/connect/pay/allocate?by=client_name", role: "clerk" },
    { name: "connect-settings", path: "/staff/connect/settings", role: "admin" },
    { name: "connect-accounts", path: "/staff/connect/settings?tab=accounts", role: "admin" },
    { name: "connect-rules", path: "/staff/connect/settings?tab=rules", role: "admin" },
    { name: "connect-file", path: "/staff/connect/settings?tab=file", role: "admin" },
    { name: "link-settings", path: "/staff/settings/send", role: "admin" },
    { name: "surcharge", path: "/staff/settings/surcharge", role: "admin" },
    { name: "profile", path: "/staff/profile", role: "clerk" },
    { name: "no-permission", path: "/staff/no-permission?needs=links.send", role: "viewer" },
  ];
}

async function withDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type Seeded = {
  autoPayer: string;
  approved: string;
  refunded: string;
  /** With a refund that waits for a second person, after one that was declined. */
  refundWaits: string;
  unknown: string;
  returned: string;
  disputed: string;
  link: string;
  payer: string;
  otherPayer: string;
  schedule: string;
  failedSchedule: string;
  plan: string;
  trust: string;
  /** The query that names the matter of `trust`. */
  matter: string;
};

async function findSeeded(): Promise<Seeded> {
  return withDatabase(async (client) => {
    const one = async (table: string, condition: string, first = "id is not null") => {
      const sql = `select id from ${table} where firm_id = 'frm_hartwell' and ${condition} order by ${first} desc, created_at desc limit 1`;
      const { rows } = await client.query<{ id: string }>(sql);
      if (!rows[0]) throw new Error(`The seed has no row of ${table} with ${condition}.`);
      return rows[0].id;
    };
    // Other journeys and the reconciler move payments on: one that stands there still, else one that once did.
    const onceAt = (status: string) =>
      one(
        "payments",
        `exists (select 1 from payment_events e where e.payment_id = payments.id and e.to_status = '${status}')`,
        `status = '${status}'`,
      );
    const trust = await one("payments", "status = 'settled' and account_id = 'acc_hartwell_trust'");
    return {
      trust,
      matter: await findMatterQuery(client, trust),
      approved: await onceAt("approved"),
      refunded: await onceAt("partially_refunded"),
      refundWaits: await makeRefundWait(client, await one("payments", "status = 'settled' and refunded_cents = 0")),
      unknown: await onceAt("unknown"),
      returned: await onceAt("returned"),
      disputed: await onceAt("disputed"),
      payer: await one("payers", "name like 'Bluewater%'"),
      autoPayer: await one("payers", "exists (select 1 from auto_pays a where a.payer_id = payers.id)"),
      otherPayer: await one("payers", "name not like 'Bluewater%' and archived_at is null"),
      schedule: await one("schedules", "frequency = 'twice_monthly'"),
      failedSchedule: await one("schedules", "id in (select object_id from alerts where kind = 'schedule_failed')"),
      plan: await one("schedule_plans", "true"),
      link: await one("pay_links", "request_key = 'demo:printed-link'"),
    };
  });
}

async function makeRefundWait(client: Client, paymentId: string): Promise<string> {
  const decided = "'user:usr_hartwell_admin', now(), 'Wrong matter: the retainer is still needed there.'";
  for (const [id, state] of [
    ["rrq_seen1", `'declined', ${decided}`],
    ["rrq_seen2", "'waiting', '', null, ''"],
  ]) {
    await client.query(
      `insert into refund_requests (firm_id, id, payment_id, amount_cents, currency, reason, request_key, asked_by, asked_person, asked_name,
         asked_at, status, decided_by, decided_at, note)
       select firm_id, $2, id, amount_cents, currency, 'Matter closed, unused retainer', $2, 'user:usr_hartwell_billing',
         'user:usr_hartwell_billing', 'Dana Whitfield', now(), ${state} from payments where id = $1 on conflict do nothing`,
      [paymentId, id],
    );
  }
  await client.query(
    `insert into alerts (firm_id, id, kind, object_type, object_id, account_id, detail, raised_at)
     select firm_id, 'alt_refund_waits', 'refund_waiting', 'payment', id, account_id, jsonb_build_object('requestId', 'rrq_seen2', 'amountCents',
       amount_cents::text, 'asker', 'Dana Whitfield', 'person', 'user:usr_hartwell_billing', 'reason', ''), now()
     from payments where id = $1 on conflict do nothing`,
    [paymentId],
  );
  return paymentId;
}

async function findMatterQuery(client: Client, paymentId: string): Promise<string> {
  const sql = "select account_id as account, client_ref as client, matter_ref as matter from payments where id = $1";
  const { rows } = await client.query<Record<string, string>>(sql, [paymentId]);
  return new URLSearchParams(rows[0]).toString();
}

const GOOD_ROWS = [
  '204201,10/01/2026,10/31/2026,Aurelia Banks,abanks@banksllc.example,"$1,250.00",Thank you for your business.',
  "204202,10/01/2026,10/31/2026,Hugo Lindqvist,hugo@lindqvist.example,480,",
];
const WRONG_ROWS = [
  ...GOOD_ROWS,
  "204203,10/01/2026,31/31/26,Mirabel Stores Inc.,ap@mirabel.example,3412.75,September statement",
  "204204,10/02/2026,11/01/2026,Jun Takeda,jun.takeda@,12O.00,",
  "204201,10/01/2026,10/31/2026,Aurelia Banks,abanks@banksllc.example,1250,",
  '204205,"open,1',
  "204207,10/02/2026,10/01/2026,R. Osei,r.osei@osei.example,760,",
];

/** Uploads in each state, as their rows could say it; no link is made of them. */
async function makeUploads(): Promise<{ wrong: string; ready: string; done: string; stopped: string }> {
  const [wrong, ready, done, stopped] = [
    await makeUploadToReview(WRONG_ROWS),
    await makeUploadToReview(GOOD_ROWS),
    await makeUploadToReview(GOOD_ROWS),
    await makeUploadToReview(GOOD_ROWS),
  ];
  const begun =
    "batch_id = 'bat_' || substr(id, 5), by_email = true, started_by_name = 'Dana Whitfield', started_at = now()";
  await withDatabase(async (client) => {
    await client.query(
      `insert into link_batches (firm_id, id, request_key, account_id, links, total_cents, currency, by_email, created_by, created_at)
       select firm_id, 'bat_' || substr(id, 5), 'upload:' || id, account_id, 2, 173000, currency, true, 'test', now()
       from link_uploads where id in ($1, $2)`,
      [done, stopped],
    );
    await client.query(`update link_uploads set status = 'done', finished_at = now(), ${begun} where id = $1`, [done]);
    await client.query(`update link_uploads set status = 'stopped', failure = 'given_up', ${begun} where id = $1`, [
      stopped,
    ]);
  });
  return { wrong, ready, done, stopped };
}

async function makeLinkIn(state: "expired" | "cancelled"): Promise<string> {
  const link = await makeLink({ invoiceNumber: "204118" });
  const change = {
    expired: "expires_at = now() - interval '1 day'",
    cancelled: "status = 'cancelled', closed_at = now()",
  };
  await withDatabase((client) => client.query(`update pay_links set ${change[state]} where id = $1`, [link.id]));
  return new URL(link.url).pathname;
}

/** The address in the mails that follow up a link, by which its reader wants no more of them. */
async function makeRemindersPath(): Promise<string> {
  const address = "elena.marsh@bluewater.example";
  const link = await makeLink({ recipientName: "Elena Marsh", recipientEmail: address });
  return `${new URL(link.url).pathname}/reminders/${keyOfAddress(address)}`;
}

async function makeTrustLink(): Promise<string> {
  const trust = { account: "IOLTA Trust", amountCents: 500_000, clientRef: "10455", matterRef: "10455-0001" };
  const link = await makeLink({ ...trust, recipientName: "Adaeze Nwosu", message: "The retainer for your matter." });
  return new URL(link.url).pathname;
}
