import { Client } from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { DEMO_AUTO_PAY_ID } from "@/db/seed/auto-pays";
import { BUILT_IN_LAYOUTS } from "@/lib/posting-layouts/built-in-layouts";
import { makeDraftInvoice, makeLink, readLink } from "../support/app-client";
import { fillRoute, listAppRoutes } from "../support/app-routes";
import { ask, signInByPost } from "../support/ask";
import { callServerAction, findServerAction, listServerActions } from "../support/server-actions";
import { guardServerLog } from "../support/server-log";
import { PASSWORD, STAFF } from "../support/sign-in";
import { makeUploadToReview, postUploadFile } from "../support/upload-file";

guardServerLog();

type Ids = {
  payment: string;
  link: string;
  invoice: string;
  upload: string;
  account: string;
  alert: string;
  payer: string;
  method: string;
  request: string;
  user: string;
  /** Of the demo's Auto-Pay. */
  autoPayer: string;
  page: string;
  connectPage: string;
  schedule: string;
  plan: string;
};
const ids: Ids = {
  ...{ payment: "", link: "", invoice: "", upload: "", account: "", alert: "", payer: "", method: "", request: "" },
  autoPayer: "",
  user: "usr_hartwell_billing",
  page: "ppg_hartwell_pay",
  connectPage: "ppg_hartwell_invoices",
  schedule: "",
  plan: "",
};
const cookies = { none: "", stranger: "", viewer: "" };

beforeAll(async () => {
  const link = await makeLink({ amountCents: 4_200 });
  const key = { authorization: "Bearer dp_demo_hartwell" };
  ids.link = link.id;
  ids.upload = await makeUploadToReview(UPLOADED);
  ids.account = JSON.parse((await ask(`/api/v1/links/${link.id}`, { headers: key })).body).accountId;
  const found = JSON.parse((await ask("/api/v1/payments?status=approved&limit=1", { headers: key })).body);
  ids.payment = found.data[0].id;
  ids.invoice = await makeDraftInvoice();
  const saved = await findSavedMethod();
  ids.payer = saved.payerId;
  ids.method = saved.methodId;
  ids.request = saved.requestId;
  ids.alert = saved.alertId;
  ids.autoPayer = saved.autoPayerId;
  ids.schedule = saved.scheduleId;
  ids.plan = saved.planId;
  cookies.stranger = await signInByPost(STAFF.stranger, PASSWORD);
  cookies.viewer = await signInByPost(STAFF.viewer, PASSWORD);
});

type Found = {
  autoPayerId: string;
  scheduleId: string;
  planId: string;
  payerId: string;
  methodId: string;
  requestId: string;
  alertId: string;
};

/** A method, an open request and an open alert of the demo firm. */
async function findSavedMethod(): Promise<Found> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    const { rows } = await client.query<Found>(
      `select m.payer_id as "payerId", m.id as "methodId", r.id as "requestId", a.id as "alertId", s.id as "scheduleId",
         s.plan_id as "planId",
         (select payer_id from auto_pays where firm_id = 'frm_hartwell' limit 1) as "autoPayerId" from payment_methods m
       join schedules s on s.firm_id = m.firm_id and s.plan_id is not null and s.status = 'active'
       join method_requests r on r.firm_id = m.firm_id
       join alerts a on a.firm_id = m.firm_id and a.closed_at is null and a.kind = 'dispute_opened'
       where m.firm_id = 'frm_hartwell' and m.status = 'active' and r.status = 'open' limit 1`,
    );
    if (!rows[0]) throw new Error("The seed has no saved method beside an open request and an open alert.");
    return rows[0];
  } finally {
    await client.end();
  }
}

const UPLOADED = ["W-1,2026-11-01,2026-12-01,Elena Marsh,elena@bluewater.example,5,"];

/** What each page of the staff asks for. A new page needs a line here. */
const PAGES: Record<
  string,
  {
    needs:
      | "reports.manage"
      | "payments.view"
      | "links.send"
      | "payers.manage"
      | "payments.take"
      | "settings.manage"
      | "connect.pay"
      | "postings.manage"
      | "pages.manage"
      | "users.manage"
      | "invoices.manage"
      | "signed-in";
    of?: keyof Ids;
    leads?: string;
    /** Without a draft it leads whoever may see it to the step before. */
    wantsDraft?: boolean;
  }
> = {
  "/staff": { needs: "signed-in", leads: "/staff/dashboard" },
  // A viewer may open no screen of Connect.
  "/staff/connect": { needs: "signed-in", leads: "/staff/no-permission?needs=connect.pay" },
  "/staff/connect/pay": { needs: "connect.pay" },
  "/staff/connect/pay/search": { needs: "connect.pay", wantsDraft: true },
  "/staff/connect/pay/allocate": { needs: "connect.pay" },
  "/staff/connect/pay/payment": { needs: "connect.pay" },
  "/staff/connect/pay/result": { needs: "connect.pay", wantsDraft: true },
  "/staff/connect/postings": { needs: "postings.manage" },
  "/staff/connect/pages": { needs: "pages.manage" },
  "/staff/connect/pages/new": { needs: "pages.manage" },
  "/staff/connect/pages/[id]": { needs: "pages.manage", of: "connectPage" },
  "/staff/connect/pages/[id]/preview": { needs: "pages.manage", of: "connectPage" },
  "/staff/connect/settings": { needs: "settings.manage" },
  "/staff/dashboard": { needs: "payments.view" },
  "/staff/no-permission": { needs: "signed-in" },
  "/staff/alerts": { needs: "payments.view" },
  "/staff/exports": { needs: "payments.view" },
  "/staff/exports/reports": { needs: "reports.manage" },
  "/staff/enter-payment": { needs: "payments.take" },
  "/staff/invoices": { needs: "payments.view" },
  "/staff/invoices/aging": { needs: "payments.view" },
  "/staff/invoices/new": { needs: "invoices.manage" },
  "/staff/invoices/[id]": { needs: "payments.view", of: "invoice" },
  "/staff/invoices/[id]/edit": { needs: "invoices.manage", of: "invoice" },
  "/staff/settings/invoices": { needs: "settings.manage" },
  "/staff/pages": { needs: "pages.manage" },
  "/staff/pages/new": { needs: "pages.manage" },
  "/staff/pages/[id]": { needs: "pages.manage", of: "page" },
  "/staff/pages/[id]/preview": { needs: "pages.manage", of: "page" },
  "/staff/payers": { needs: "payments.view" },
  "/staff/payers/[id]": { needs: "payments.view", of: "payer" },
  "/staff/payers/[id]/auto-pays/new": { needs: "connect.pay", of: "payer" },
  "/staff/payers/[id]/auto-pays/[autoPayId]": { needs: "payments.view", of: "autoPayer" },
  "/staff/payers/[id]/auto-pays/[autoPayId]/edit": { needs: "connect.pay", of: "autoPayer" },
  "/staff/payers/[id]/auto-pays/[autoPayId]/enroll": { needs: "connect.pay", of: "autoPayer" },
  "/staff/payers/[id]/charge": { needs: "payments.take", of: "payer" },
  "/staff/payers/[id]/edit": { needs: "payers.manage", of: "payer" },
  "/staff/payers/import": { needs: "payers.manage" },
  "/staff/payers/merge": { needs: "payers.manage" },
  "/staff/payers/new": { needs: "payers.manage" },
  "/staff/payments": { needs: "payments.view" },
  "/staff/payments/[id]": { needs: "payments.view", of: "payment" },
  "/staff/payments/trust": { needs: "payments.view" },
  "/staff/schedules": { needs: "payments.view" },
  "/staff/schedules/new": { needs: "payments.take" },
  "/staff/schedules/[id]": { needs: "payments.view", of: "schedule" },
  "/staff/schedules/[id]/change": { needs: "payments.take", of: "schedule" },
  "/staff/schedules/plans/[id]": { needs: "payments.view", of: "plan" },
  "/staff/profile": { needs: "signed-in" },
  "/staff/send": { needs: "signed-in" },
  "/staff/send/quick-link": { needs: "links.send" },
  "/staff/send/bulk": { needs: "links.send" },
  "/staff/send/bulk/[id]": { needs: "links.send", of: "upload" },
  "/staff/send/sent": { needs: "payments.view" },
  "/staff/settings": { needs: "settings.manage" },
  "/staff/settings/accounts": { needs: "settings.manage" },
  "/staff/settings/accounts/[id]": { needs: "settings.manage", of: "account" },
  "/staff/settings/accounts/new": { needs: "settings.manage" },
  "/staff/settings/custom-fields": { needs: "settings.manage" },
  "/staff/settings/books": { needs: "settings.manage" },
  "/staff/settings/send": { needs: "settings.manage" },
  "/staff/settings/surcharge": { needs: "settings.manage" },
  "/staff/settings/security": { needs: "settings.manage" },
  "/staff/settings/retries": { needs: "settings.manage" },
  "/staff/settings/firm": { needs: "settings.manage" },
  "/staff/settings/branding": { needs: "settings.manage" },
  "/staff/settings/mails": { needs: "settings.manage" },
  "/staff/settings/receipts": { needs: "settings.manage" },
  "/staff/users": { needs: "users.manage" },
  "/staff/settings/api": { needs: "settings.manage" },
  "/staff/settings/audit": { needs: "settings.manage" },
  "/staff/users/invite": { needs: "users.manage" },
  "/staff/users/[id]": { needs: "users.manage", of: "user" },
  "/staff/send/sent/[id]": { needs: "payments.view", of: "link" },
};
// Another firm may call the bank account of its matter system IOLTA too.
const OURS = /Hartwell|IOLTA Trust|_hartwell|Bluewater/;

describe("each page of the staff", () => {
  const patterns = listAppRoutes()
    .filter((route) => route.pattern.startsWith("/staff") && route.kind === "page")
    .map((route) => route.pattern);

  it.each(patterns)("%s is for those of the firm who have its permission", async (pattern) => {
    const page = PAGES[pattern];
    if (!page) throw new Error(`Say in this test what ${pattern} needs.`);
    const path = fillRoute(pattern, { id: page.of ? ids[page.of] : "", autoPayId: DEMO_AUTO_PAY_ID });
    const isAllowed = (page.needs === "payments.view" || page.needs === "signed-in") && !page.leads;
    const stranger = await ask(path, { headers: { cookie: cookies.stranger } });
    const shown = page.wantsDraft ? 307 : 200;
    if (!page.leads) expect(stranger.status).toBe(page.of ? 404 : shown);
    const viewer = await ask(path, { headers: { cookie: cookies.viewer } });
    expect(viewer.status).toBe(isAllowed ? 200 : 307);
    if (!isAllowed) expect(viewer.headers.location).toBe(page.leads ?? `/staff/no-permission?needs=${page.needs}`);

    // A component request says the same within its stream.
    const askParts = (cookie: string) => ask(`${path}?_rsc`, { headers: { cookie, rsc: "1" } });
    const [strangerPart, viewerPart] = [await askParts(cookies.stranger), await askParts(cookies.viewer)];
    if (page.of) expect(strangerPart.body).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
    if (!isAllowed) expect(viewerPart.body).toContain("NEXT_REDIRECT");
    // The address that was asked for stands in the answer; the seed's accounts are named after their firm.
    const asked = page.of ? ids[page.of] : "-";
    for (const { body } of [stranger, strangerPart]) expect(OURS.test(body.replaceAll(asked, ""))).toBe(false);
  });

  it("answers for another firm's object as for one that does not exist", async () => {
    for (const [pattern, page] of Object.entries(PAGES)) {
      if (!page.of) continue;
      const headers = { cookie: cookies.stranger };
      const foreign = await ask(fillRoute(pattern, { id: ids[page.of], autoPayId: DEMO_AUTO_PAY_ID }), { headers });
      const unknown = await ask(
        fillRoute(pattern, { id: `${ids[page.of].slice(0, 4)}00000000000000000000`, autoPayId: DEMO_AUTO_PAY_ID }),
        {
          headers,
        },
      );
      expect([foreign.status, unknown.status]).toEqual([404, 404]);
      const visible = (body: string) =>
        body.replace(/<script[\s\S]*?<\/script>|nonce="[^"]*"|(lnk|inv|upl|pay|pyr|mth|mrq|usr)_\w+/g, "");
      expect(visible(foreign.body)).toBe(visible(unknown.body));
    }
  });
});

type ActionLine =
  /** Acts on an object or in the name of the firm: `viewer` is what a viewer is told. */
  | { path: (ids: Ids) => string; args: (ids: Ids) => unknown[]; stranger: string; viewer: string | null }
  /** Acts on nobody but the caller. */
  | { own: string; args: unknown[] }
  /** For everybody. */
  | "public";

const QUICK_LINK = {
  amountCents: 100,
  invoiceNumber: "",
  dueDate: "",
  delivery: "link",
  recipientName: "",
  recipientEmails: "",
  message: "",
  clientRef: "",
  matterRef: "",
};

const INVOICE_FORM = { billTo: "Walls", issueDate: "2026-11-01", termsDays: 30, lines: [] };

const PAYER_FORM = {
  customFields: {},
  kind: "business",
  name: "Walls",
  givenName: "",
  familyName: "",
  locale: "en",
};

const VIEW = { viewId: "view_0000000000000000" };

const ENTRY = {
  ...{ requestId: "req_0000000000wa0000", amountCents: 100, payerId: "", payerName: "Walls", payerKind: "person" },
  ...{ savePayer: false, methodKind: "card", methodId: "", methodToken: "walls-token", receiptEmails: "" },
  ...{ invoiceNumber: "", clientRef: "", matterRef: "", line1: "", line2: "", city: "", region: "", postalCode: "" },
  ...{ country: "", customFields: {}, note: "", authorizedBy: "", authorizedHow: "phone", isAuthorized: false },
};

const CONNECTION = "con_hartwell_three_e";
const LAYOUT = JSON.stringify(BUILT_IN_LAYOUTS.threeE[0]);

/** Nobody's: a draft is its user's own, so that each other one is as unknown as this. */
const DRAFT = { draftId: "drf_0000000000wa0000" };
const CONNECT_PAYER = {
  ...{ ...DRAFT, payerId: "", payerName: "Walls", payerKind: "person", savePayer: false, arMessage: "" },
  receiptEmails: "walls@walls.example",
};
const CONNECT_ENTRY = {
  ...{ ...CONNECT_PAYER, methodKind: "card", methodIds: {}, line1: "", line2: "", city: "", region: "" },
  ...{ postalCode: "", country: "", authorizedBy: "", authorizedHow: "phone", isAuthorized: false },
};

/** Every server action, and what it answers to whom. A new one needs a line here. */
const ACTIONS: Record<string, ActionLine> = {
  saveSearchAction: { own: "/staff/connect/pay", args: [{ by: "client_number", kind: "invoice", always: false }] },
  changeSelectionAction: {
    path: () => "/staff/connect/pay",
    args: () => [{ draftId: "not wanted" }],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveAllocationAction: {
    path: () => "/staff/connect/pay",
    args: () => [{ ...DRAFT, amountToPayCents: null, accountId: "", lines: [] }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  leaveAllocationAction: {
    path: () => "/staff/connect/pay",
    args: () => [{ ...DRAFT, amountToPayCents: null, accountId: "", lines: [] }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  createPostingAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment, itemKey: null }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  searchItemsAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  ...Object.fromEntries(
    [
      "queuePostingsAction",
      "unqueuePostingsAction",
      "removePostingsAction",
      "restorePostingsAction",
      "previewPostingsAction",
      "searchPostingItemsAction",
    ].map((name): [string, ActionLine] => [
      name,
      {
        path: () => "/staff/connect/postings",
        args: () => ["not wanted"],
        stranger: "invalid_input",
        viewer: "forbidden",
      },
    ]),
  ),
  reallocatePostingAction: {
    path: () => "/staff/connect/postings",
    args: () => [{ postingId: "pst_0000000000000000", lines: [{ itemKey: "x", amountCents: null }] }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  retryPostingFileAction: {
    path: () => "/staff/connect/postings",
    args: () => [{ batchId: "pbt_0000000000000000" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  payDraftAction: {
    path: () => "/staff/connect/pay",
    args: () => [CONNECT_ENTRY],
    stranger: "not_found",
    viewer: "forbidden",
  },
  sendDraftAction: {
    path: () => "/staff/connect/pay",
    args: () => [{ ...CONNECT_PAYER, delivery: "mail", message: "" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  findDraftSurchargeAction: {
    path: () => "/staff/connect/pay",
    args: () => [{ ...DRAFT, methodId: "", methodToken: "walls-token" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  completeDraftPaymentAction: {
    path: () => "/staff/connect/pay",
    args: ({ payment }) => [{ ...DRAFT, paymentId: payment }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  copyDraftAction: {
    path: () => "/staff/connect/pay",
    args: () => [DRAFT],
    stranger: "not_found",
    viewer: "forbidden",
  },
  getConnectPayerAction: {
    path: () => "/staff/connect/pay",
    args: ({ payer }) => [{ payerId: payer }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  listConnectPayersAction: {
    path: () => "/staff/connect/pay",
    args: () => [{ q: 1 }],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  // Whose connection, account or association it is, is asked after the permission; Okafor has a connection of its own.
  saveConnectModuleAction: {
    path: () => "/staff/settings",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveConnectSettingsAction: {
    path: () => "/staff/connect/settings?tab=rules",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  addConnectionAction: {
    path: () => "/staff/connect/settings",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  chooseConnectionAction: {
    path: () => "/staff/connect/settings",
    args: () => [{ connectionId: CONNECTION }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  renameConnectionAction: {
    path: () => "/staff/connect/settings",
    args: () => [{ connectionId: CONNECTION, name: "Walls" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  revokeConnectionAction: {
    path: () => "/staff/connect/settings",
    args: () => [{ connectionId: CONNECTION }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  savePostingAccountAction: {
    path: () => "/staff/connect/settings?tab=accounts",
    args: ({ account }) => [
      { connectionId: CONNECTION, accountId: account, ledgerCode: "W", transactionType: "W", bankAccount: "W" },
    ],
    stranger: "not_found",
    viewer: "forbidden",
  },
  previewPostingLayoutAction: {
    path: () => "/staff/connect/settings?tab=file",
    args: () => [{ connectionId: CONNECTION, text: LAYOUT }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  savePostingLayoutAction: {
    path: () => "/staff/connect/settings?tab=file",
    args: () => [{ connectionId: CONNECTION, text: LAYOUT }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  resetPostingLayoutAction: {
    path: () => "/staff/connect/settings?tab=file",
    args: () => [{ connectionId: CONNECTION }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  // Its matter system is asked before the payer: what it finds is the stranger's own, and the payer is not theirs.
  searchAssociationsAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=connect`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  createAssociationsAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=connect`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  removeAssociationAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=connect`,
    args: () => [{ associationId: "asc_0000000000000000" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  submitAutoPayAction: {
    path: ({ autoPayer }) => `/staff/payers/${autoPayer}/auto-pays/${DEMO_AUTO_PAY_ID}/edit`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  enrollAction: {
    path: ({ autoPayer }) => `/staff/payers/${autoPayer}/auto-pays/${DEMO_AUTO_PAY_ID}/enroll`,
    args: () => [{ autoPayId: DEMO_AUTO_PAY_ID, associationIds: ["asc_none"] }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  ...Object.fromEntries(
    ["pauseAutoPayAction", "resumeAutoPayAction", "cancelAutoPayAction", "renewAutoPayAction"].map((name) => [
      name,
      {
        path: ({ autoPayer }: Ids) => `/staff/payers/${autoPayer}/auto-pays/${DEMO_AUTO_PAY_ID}`,
        args: () => [{ autoPayId: DEMO_AUTO_PAY_ID }],
        stranger: "not_found",
        viewer: "forbidden",
      },
    ]),
  ),
  saveAutoPayAction: {
    path: ({ autoPayer }) => `/staff/payers/${autoPayer}/auto-pays/${DEMO_AUTO_PAY_ID}`,
    args: () => [{ autoPayId: DEMO_AUTO_PAY_ID, acknowledged: true }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  retryRunAction: {
    path: ({ autoPayer }) => `/staff/payers/${autoPayer}/auto-pays/${DEMO_AUTO_PAY_ID}`,
    args: () => [{ autoPayId: DEMO_AUTO_PAY_ID, runOn: "2026-12-01" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  tellMeAction: { own: "/staff/payers", args: [{ event: "auto_pay_failed" }] },
  refundAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment, amountCents: 100, reason: "", requestKey: "walls:refund" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  ...Object.fromEntries(
    (["approveRefundAction", "declineRefundAction", "cancelRefundRequestAction"] as const).map((name) => [
      name,
      {
        path: ({ payment }: Ids) => `/staff/payments/${payment}`,
        args: () => [{ requestId: "rrq_unknown", note: "not theirs" }],
        stranger: "not_found",
        viewer: "forbidden",
      },
    ]),
  ),
  voidAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment, reason: "" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  checkPaymentAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  checkAlertPaymentAction: {
    path: () => "/staff/alerts",
    args: ({ payment }) => [{ paymentId: payment }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  closeAlertAction: {
    path: () => "/staff/alerts",
    args: ({ alert }) => [{ alertId: alert, note: "Walls" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  pauseReportScheduleAction: {
    path: () => "/staff/exports/reports",
    args: () => [{ scheduleId: "rps_0000000000000000" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  resumeReportScheduleAction: {
    path: () => "/staff/exports/reports",
    args: () => [{ scheduleId: "rps_0000000000000000" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  removeReportScheduleAction: {
    path: () => "/staff/exports/reports",
    args: () => [{ scheduleId: "rps_0000000000000000" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  createReportScheduleAction: {
    path: () => "/staff/exports/reports",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  cancelExportAction: {
    path: () => "/staff/exports",
    args: () => [{ exportId: "exp_0000000000000000" }],
    stranger: "not_found",
    viewer: "not_found",
  },
  retryExportAction: {
    path: () => "/staff/exports",
    args: () => [{ exportId: "exp_0000000000000000" }],
    stranger: "not_found",
    viewer: "not_found",
  },
  savePayerAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment, payerId: "", kind: "person", name: "Walls", email: "" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  requestMethodAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=methods`,
    args: ({ payer, account }) => [
      { payerId: payer, account, emails: "walls@clients.example", message: "", requestKey: "walls:request" },
    ],
    stranger: "not_found",
    viewer: "forbidden",
  },
  cancelMethodRequestAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=methods`,
    args: ({ request }) => [{ requestId: request }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  resendMethodRequestAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=methods`,
    args: ({ request }) => [{ requestId: request }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  setDefaultMethodAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=methods`,
    args: ({ method }) => [{ methodId: method }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  removeMethodAction: {
    path: ({ payer }) => `/staff/payers/${payer}?tab=methods`,
    args: ({ method }) => [{ methodId: method }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  enterPaymentAction: {
    path: () => "/staff/enter-payment",
    args: ({ account }) => [{ ...ENTRY, account }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  findEntrySurchargeAction: {
    path: () => "/staff/enter-payment",
    args: ({ account }) => [{ account, amountCents: 100, methodId: "", methodToken: "walls-token" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  completeEnteredPaymentAction: {
    path: () => "/staff/enter-payment",
    args: () => [{ requestId: ENTRY.requestId }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  getEntryPayerAction: {
    path: () => "/staff/enter-payment",
    args: ({ payer }) => [{ payerId: payer }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  // What they find and keep is their own firm's, and their own: only a wrong input shows that the wall stands.
  listPayerMatchesAction: {
    path: () => "/staff/enter-payment",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveEntryLayoutAction: {
    path: () => "/staff/enter-payment",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  savePaymentPageAction: {
    path: () => `/staff/pages/${ids.page}`,
    args: () => [
      {
        ...{ pageId: ids.page, name: "Walls", slug: "walls", accountId: ids.account, locale: "", heading: "Walls" },
        ...{ body: "", disclaimer: "", contact: "", confirmationText: "", amountRule: "chosen", amountCents: null },
        ...{
          leastCents: null,
          mostCents: null,
          choices: [],
          items: [],
          methods: "all",
          fields: {},
          makesPosting: false,
          captcha: "none",
          notifyEmails: "",
          sites: "",
        },
      },
    ],
    stranger: "not_found",
    viewer: "forbidden",
  },
  publishPaymentPageAction: {
    path: () => `/staff/pages/${ids.page}`,
    args: () => [{ pageId: ids.page }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  withdrawPaymentPageAction: {
    path: () => `/staff/pages/${ids.page}`,
    args: () => [{ pageId: ids.page }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  saveCustomFieldAction: {
    path: () => "/staff/settings/custom-fields",
    args: () => [
      {
        ...{ fieldId: "fld_0000000000000000", module: "payment", label: "Walls" },
        ...{ kind: "text", options: "", isRequired: false },
      },
    ],
    stranger: "not_found",
    viewer: "forbidden",
  },
  moveCustomFieldAction: {
    path: () => "/staff/settings/custom-fields",
    args: () => [{ fieldId: "fld_0000000000000000", direction: "up" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  archiveCustomFieldAction: {
    path: () => "/staff/settings/custom-fields",
    args: () => [{ fieldId: "fld_0000000000000000", isArchived: true }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  saveMethodAction: "public",
  completeSavingAction: "public",
  mergePayersAction: {
    path: ({ payer }) => `/staff/payers/${payer}`,
    args: ({ payer }) => [{ keepId: payer, mergeId: "pyr_unknown", keepRevision: 1, mergeRevision: 1 }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  submitPayerAction: {
    path: ({ payer }) => `/staff/payers/${payer}/edit`,
    args: ({ payer }) => [{ ...PAYER_FORM, payerId: payer, revision: 1 }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  updateNoteAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment, note: "walls" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  recordPrintAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment }],
    stranger: "not_found",
    viewer: null,
  },
  resendReceiptAction: {
    path: ({ payment }) => `/staff/payments/${payment}`,
    args: ({ payment }) => [{ paymentId: payment, emails: ["walls@clients.example"], requestKey: "walls:receipt" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  createQuickLinkAction: {
    path: () => "/staff/send/quick-link",
    args: ({ account }) => [{ ...QUICK_LINK, account, requestId: "walls-quick-link" }],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  ...Object.fromEntries(
    (
      [
        ["changeCellAction", { line: 2, field: "amountCents", text: "6" }],
        ["addRowAction", {}],
        ["removeRowsAction", { which: 2 }],
        ["restoreRowsAction", { lines: [2] }],
        ["startUploadAction", { send: true, revision: 0 }],
        ["resumeUploadAction", {}],
        ["removeUploadAction", {}],
      ] as const
    ).map(([name, wish]): [string, ActionLine] => [
      name,
      {
        path: ({ upload }) => `/staff/send/bulk/${upload}`,
        args: ({ upload }) => [{ uploadId: upload, ...wish }],
        stranger: "not_found",
        viewer: "forbidden",
      },
    ]),
  ),
  createInvoiceAction: {
    path: () => "/staff/invoices/new?payer=none",
    args: ({ account }) => [{ ...INVOICE_FORM, account, requestKey: "walls-invoice" }],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  updateInvoiceAction: {
    path: ({ invoice }) => `/staff/invoices/${invoice}/edit`,
    args: ({ invoice, account }) => [{ ...INVOICE_FORM, account, invoiceId: invoice, revision: 0 }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  ...Object.fromEntries(
    (
      [
        ["duplicateInvoiceAction", { requestKey: "walls-duplicate" }],
        ["sendInvoiceAction", { isMailed: false }],
        ["remindInvoiceAction", {}],
        ["setInvoiceRemindersAction", { isReminderOff: true }],
        ["writeOffInvoiceAction", {}],
        ["cancelInvoiceAction", {}],
        ["removeAttachmentAction", { attachmentId: "att_0000000000000000" }],
      ] as const
    ).map(([name, wish]): [string, ActionLine] => [
      name,
      {
        path: ({ invoice }) => `/staff/invoices/${invoice}`,
        args: ({ invoice }) => [{ invoiceId: invoice, ...wish }],
        stranger: "not_found",
        viewer: "forbidden",
      },
    ]),
  ),
  saveInvoiceSettingsAction: {
    path: () => "/staff/settings/invoices",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveItemAction: {
    path: () => "/staff/settings/invoices",
    args: () => [{ itemId: "itm_0000000000000000", description: "Walls", unitPriceCents: 1, isTaxable: false }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  removeItemAction: {
    path: () => "/staff/settings/invoices",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  cancelLinkAction: {
    path: ({ link }) => `/staff/send/sent/${link}`,
    args: ({ link }) => [{ linkId: link }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  resendLinkAction: {
    path: ({ link }) => `/staff/send/sent/${link}`,
    args: ({ link }) => [{ linkId: link }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  compareNowAction: {
    path: () => "/staff/settings/books",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  closeBreakAction: {
    path: () => "/staff/settings/books",
    args: () => [{ breakId: "brk_0000000000000000", note: "Walls" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  markReplacedAction: {
    path: () => "/staff/payments/trust",
    args: () => [{ chargeIds: ["chg_0000000000000000"], outcome: "replaced", note: "Walls" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  saveLinkSettingsAction: {
    path: () => "/staff/settings/send",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  extendLinkAction: {
    path: ({ link }) => `/staff/send/sent/${link}`,
    args: ({ link }) => [{ linkId: link, openUntil: "2026-12-31", send: false }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  setLinkRemindersAction: {
    path: ({ link }) => `/staff/send/sent/${link}`,
    args: ({ link }) => [{ linkId: link, isOff: true }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  saveSurchargeAction: {
    path: () => "/staff/settings/surcharge",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveAccountAction: {
    path: () => "/staff/settings/accounts/new",
    args: ({ account }) => [
      {
        accountId: account,
        name: "Nobody",
        kind: "operating",
        currency: "USD",
        bankLast4: "",
        gateway: "sandbox",
        acceptsCard: true,
        acceptsEcheck: true,
        isDefault: true,
      },
    ],
    stranger: "not_found",
    viewer: "forbidden",
  },
  checkAccountAction: {
    path: ({ account }) => `/staff/settings/accounts/${account}`,
    args: ({ account }) => [{ accountId: account }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  saveViewAction: {
    path: () => "/staff/payments",
    args: () => [{ ...VIEW, name: "Walls", isShared: true, query: "", columns: [{ id: "date" }], listId: "payments" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  renameViewAction: {
    path: () => "/staff/payments",
    args: () => [{ ...VIEW, name: "Walls" }],
    stranger: "not_found",
    viewer: "not_found",
  },
  removeViewAction: { path: () => "/staff/payments", args: () => [VIEW], stranger: "not_found", viewer: "not_found" },
  saveArrangementAction: { own: "/staff/payments", args: [{ listId: "payments", columns: [], sort: null }] },
  resetArrangementAction: { own: "/staff/payments", args: [{ listId: "payments" }] },
  ...Object.fromEntries(
    [
      "resendInviteAction",
      "withdrawInviteAction",
      "disableUserAction",
      "enableUserAction",
      "sendPasswordResetAction",
      "resetSecondFactorAction",
      "endUserSessionsAction",
    ].map((name): [string, ActionLine] => [
      name,
      {
        path: ({ user }) => `/staff/users/${user}`,
        args: ({ user }) => [{ userId: user }],
        stranger: "not_found",
        viewer: "forbidden",
      },
    ]),
  ),
  createApiKeyAction: {
    path: () => "/staff/settings/api",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  revokeApiKeyAction: {
    path: () => "/staff/settings/api",
    args: () => [{ keyId: "key_hartwell_demo" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  createEndpointAction: {
    path: () => "/staff/settings/api",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  setEndpointOnAction: {
    path: () => "/staff/settings/api",
    args: () => [{ endpointId: "eep_hartwell_demo", isOn: false }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  removeEndpointAction: {
    path: () => "/staff/settings/api",
    args: () => [{ endpointId: "eep_hartwell_demo" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  resendDeliveryAction: {
    path: () => "/staff/settings/api",
    args: () => [{ deliveryId: "evd_hartwell_demo" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  askAuditCheckAction: {
    path: () => "/staff/settings/audit",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveNotificationsAction: {
    path: ({ user }) => `/staff/users/${user}`,
    args: ({ user }) => [{ userId: user, addresses: [], before: "x" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  changePermissionsAction: {
    path: ({ user }) => `/staff/users/${user}`,
    args: ({ user }) => [{ userId: user, permissions: ["payments.view"], before: [] }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  changeUserAccountsAction: {
    path: ({ user }) => `/staff/users/${user}`,
    args: ({ user }) => [{ userId: user, scope: "all", accountIds: [], before: [] }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  endUserSessionAction: {
    path: ({ user }) => `/staff/users/${user}`,
    args: () => [{ sessionId: "ses_0000000000000000" }],
    stranger: "not_found",
    viewer: "forbidden",
  },
  // Whom they invite comes to their own firm: only a wrong input shows that the wall stands.
  inviteUserAction: {
    path: () => "/staff/users/invite",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveSecurityAction: {
    path: () => "/staff/settings/security",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  createSchedulesAction: {
    path: () => "/staff/schedules/new",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  changeScheduleAction: {
    path: ({ schedule }) => `/staff/schedules/${schedule}/change`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  pauseSchedulesAction: {
    path: ({ schedule }) => `/staff/schedules/${schedule}`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  resumeSchedulesAction: {
    path: ({ schedule }) => `/staff/schedules/${schedule}`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  cancelSchedulesAction: {
    path: ({ schedule }) => `/staff/schedules/${schedule}`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  skipRunAction: {
    path: ({ schedule }) => `/staff/schedules/${schedule}`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  resubmitRunAction: {
    path: ({ schedule }) => `/staff/schedules/${schedule}`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  resolveRunAction: {
    path: ({ schedule }) => `/staff/schedules/${schedule}`,
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveFirmProfileAction: {
    path: () => "/staff/settings/firm",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveBrandingAction: {
    path: () => "/staff/settings/branding",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  removeLogoAction: {
    path: () => "/staff/settings/branding",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveReceiptTextsAction: {
    path: () => "/staff/settings/receipts",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveMailTextAction: {
    path: () => "/staff/settings/mails?mail=receipt",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  previewMailTextAction: {
    path: () => "/staff/settings/mails?mail=receipt",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  sendTestMailAction: {
    path: () => "/staff/settings/mails?mail=receipt",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  saveRetryPolicyAction: {
    path: () => "/staff/settings/retries",
    args: () => ["not wanted"],
    stranger: "invalid_input",
    viewer: "forbidden",
  },
  endOwnSessionAction: { own: "/staff/profile", args: [{ sessionId: "ses_0000000000000000" }] },
  startSecondFactorAction: { own: "/staff/profile", args: [null] },
  enableSecondFactorAction: { own: "/staff/profile", args: [{ pending: "x", code: "000000" }] },
  disableSecondFactorAction: { own: "/staff/profile", args: [{ password: "x" }] },
  renewRecoveryCodesAction: { own: "/staff/profile", args: [{ password: "x" }] },
  acceptInvite: "public",
  resetPassword: "public",
  askForReset: "public",
  setUp: "public",
  changeProfileAction: {
    own: "/staff/profile",
    args: [{ name: "Nobody", locale: "en", theme: "", density: "", backdrop: "" }],
  },
  saveOwnNotificationsAction: {
    own: "/staff/profile",
    args: [{ userId: "usr_hartwell_viewer", addresses: [], before: "x" }],
  },
  changePasswordAction: { own: "/staff/profile", args: [{ currentPassword: "x", newPassword: "y" }] },
  endSessionsAction: { own: "/staff/profile", args: [null] },
  signIn: "public",
  signOut: "public",
  payLinkAction: "public",
  linkCaptchaAction: "public",
  submissionCaptchaAction: "public",
  submitPageAction: "public",
  submitInvoicesAction: "public",
  paySubmissionAction: "public",
  quoteSubmissionAction: "public",
  completeSubmissionChallengeAction: "public",
  quoteSurchargeAction: "public",
  completeChallengeAction: "public",
};

describe("each server action", () => {
  const names = listServerActions().map((action) => action.name);

  it.each(names)("%s refuses whoever has no session, another firm and who lacks the permission", async (name) => {
    const line = ACTIONS[name];
    if (!line) throw new Error(`Say in this test who may call ${name}.`);
    if (line === "public") return;
    const action = findServerAction(name);
    const path = "own" in line ? line.own : line.path(ids);
    const args = "own" in line ? line.args : line.args(ids);
    const none = await callServerAction({ path, action, args });
    // A script is told in words: led to the sign-in, it would lose what was typed.
    expect([none.status, none.result]).toMatchObject([200, { ok: false, code: "unauthenticated" }]);
    if ("own" in line) return;
    const stranger = await callServerAction({ path: "/staff/payments", action, args, cookie: cookies.stranger });
    expect(stranger.result).toMatchObject({ ok: false, code: line.stranger });
    const viewer = await callServerAction({ path, action, args, cookie: cookies.viewer });
    if (line.viewer) expect(viewer.result).toMatchObject({ ok: false, code: line.viewer });
  });

  it.each(names.filter((name) => ACTIONS[name] !== "public"))(
    "%s does nothing when called on a page of the public",
    async (name) => {
      const line = ACTIONS[name];
      if (!line || line === "public") return;
      const args = "own" in line ? line.args : line.args(ids);
      for (const path of ["/sign-in", "/pay/unknown", "/", "/receipt/unknown"]) {
        const { result, status } = await callServerAction({ path, action: findServerAction(name), args });
        expect([path, result?.ok ?? false]).toEqual([path, false]);
        expect(status).not.toBe(500);
      }
    },
  );

  it("refuses a call from another site, whatever it carries", async () => {
    const action = findServerAction("cancelLinkAction");
    const call = { path: `/staff/send/sent/${ids.link}`, action, args: [{ linkId: ids.link }], cookie: cookies.viewer };
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: inject("appUrl"), "sec-fetch-site": "cross-site" },
      { origin: inject("appUrl"), "sec-fetch-site": "same-site" },
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ] as Record<string, string>[]) {
      expect((await callServerAction({ ...call, headers })).status).toBe(403);
    }
    expect((await readLink(ids.link)).status).toBe("outstanding");
  });
});

describe("the upload of a file", () => {
  it("is taken from whoever may send links, into an account of their own firm", async () => {
    const wish = { lines: UPLOADED, account: ids.account };
    expect(await postUploadFile(wish)).toMatchObject({ ok: false, code: "unauthenticated" });
    expect(await postUploadFile({ ...wish, cookie: cookies.viewer })).toMatchObject({ code: "forbidden" });
    const foreign = await postUploadFile({ ...wish, cookie: cookies.stranger });
    expect(foreign).toMatchObject({ ok: false, reason: "account_unknown" });
  });
});

describe("each address of the API", () => {
  const bodies: Record<string, unknown> = {
    "POST /links": { account: "Operating", amountCents: 100, send: false },
    "POST /payments/{id}/refunds": { amountCents: 1 },
    "POST /payments/{id}/voids": {},
    "POST /payers": { name: "Walls", kind: "business" },
    "POST /payers/{id}": { name: "Walls" },
  };

  it("needs a key, and knows nothing of another firm under the right id", async () => {
    const { paths } = JSON.parse((await ask("/api/v1/openapi.json")).body) as {
      paths: Record<string, Record<string, unknown>>;
    };
    for (const [pattern, operations] of Object.entries(paths)) {
      const short = pattern.replace(/^\/api\/v1/, "");
      const nouns = {
        "/payments": ids.payment,
        "/payers": ids.payer,
        "/links": ids.link,
        "/invoices": ids.invoice,
        "/auto-pays": DEMO_AUTO_PAY_ID,
      };
      const [, id = ""] = Object.entries(nouns).find(([prefix]) => short.startsWith(prefix)) ?? [];
      const path = `/api/v1${short}`.replace("{id}", id);
      for (const method of Object.keys(operations).map((name) => name.toUpperCase())) {
        if (method !== "GET" && method !== "POST") continue;
        const body = method === "POST" ? JSON.stringify(bodies[`${method} ${short}`] ?? {}) : undefined;
        const send = (authorization: string) =>
          ask(path, {
            method,
            body,
            headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
          });
        const what = `${method} ${path}`;
        if (!short.endsWith("openapi.json")) {
          for (const key of ["", "Bearer dp_demo_nobody", "Basic ZHBfZGVtb19oYXJ0d2VsbDo="]) {
            const refused = await send(key);
            expect([what, refused.status, refused.headers["content-type"]]).toEqual([
              what,
              401,
              "application/problem+json",
            ]);
          }
        }
        const foreign = await send("Bearer dp_demo_okafor");
        expect([what, OURS.test(foreign.body)]).toEqual([what, false]);
        if (short.includes("{id}")) expect([what, foreign.status]).toEqual([what, 404]);
      }
    }
    expect((await readLink(ids.link)).status).toBe("outstanding");
  });

  it("of the machine's side needs the secret", async () => {
    for (const [path, status] of [
      ["/api/cron/reconcile", 401],
      ["/api/cron/link-expiry", 401],
      ["/api/cron/expiring-cards", 401],
      ["/api/cron/idle-users", 401],
      ["/api/webhooks/sandbox", 401],
      // No secret is set here, so nothing is taken.
      ["/api/webhooks/resend", 404],
    ] as const) {
      const method = path.includes("webhooks") ? "POST" : "GET";
      expect([path, (await ask(path, { method, body: method === "POST" ? "{}" : undefined })).status]).toEqual([
        path,
        status,
      ]);
    }
  });
});
