import type { ClientBase } from "pg";
import { firms } from "@/db/schema/firms";
import { mailTexts } from "@/db/schema/mail-texts";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { keptBrand } from "@/lib/branding/rules";
import { PERMISSIONS, type Permission } from "@/lib/staff/model";
import { insertRows } from "./insert-rows";
import { OKAFOR_LOGO, writeLogo } from "./logo";

export type SeedAccount = {
  id: string;
  name: string;
  kind: "operating" | "trust";
  bankLast4: string;
  isDefault: boolean;
  /** Of a trust account: where its fees are paid from, and how long settled money waits until it counts as cleared. */
  feeAccountId: string | null;
  holdDays: number;
};

export type SeedUser = {
  id: string;
  email: string;
  name: string;
  permissions: readonly Permission[];
  isAdmin: boolean;
};

export type SeedFirm = {
  firmId: string;
  slug: string;
  name: string;
  monogram: string;
  timeZone: string;
  addressLine: string;
  phone: string;
  email: string;
  brand: Record<string, string>;
  defaultMessage: string;
  disclaimer: string;
  operating: SeedAccount;
  trust: SeedAccount;
  users: readonly [SeedUser, ...SeedUser[]];
  apiKey: { id: string; name: string; plain: string };
};

/** Of every demo user. */
export const DEMO_PASSWORD = "docketpay-demo";
export const LINK_LIFE_DAYS = 30;
export const CURRENCY = "USD";
export const GATEWAY = "sandbox";

/** Banks take debits back for days after they have settled. */
const TRUST_HOLD_DAYS = 5;

type NamedAccount = Pick<SeedAccount, "id" | "name" | "bankLast4">;

function accountPair({ operating, trust }: { operating: NamedAccount; trust: NamedAccount }) {
  return {
    operating: { ...operating, kind: "operating", isDefault: true, feeAccountId: null, holdDays: 0 },
    trust: { ...trust, kind: "trust", isDefault: false, feeAccountId: operating.id, holdDays: TRUST_HOLD_DAYS },
  } satisfies { operating: SeedAccount; trust: SeedAccount };
}

const BILLING = PERMISSIONS.filter((permission) => permission !== "settings.manage" && permission !== "users.manage");

export const HARTWELL: SeedFirm = {
  firmId: "frm_hartwell",
  slug: "hartwell",
  name: "Hartwell & Lowe LLP",
  monogram: "HL",
  timeZone: "America/New_York",
  addressLine: "118 Chambers Street, Suite 900, New York, NY 10007",
  phone: "(212) 555-0142",
  email: "billing@hartwell.example",
  brand: {},
  defaultMessage:
    "Dear {recipient}, use this page to pay invoice {invoice} by card or from a bank account. Call (212) 555-0142 with any question about it.",
  disclaimer: "A payment on this page does not by itself make you a client of Hartwell & Lowe LLP.",
  ...accountPair({
    operating: { id: "acc_hartwell_operating", name: "Operating", bankLast4: "3310" },
    trust: { id: "acc_hartwell_trust", name: "IOLTA Trust", bankLast4: "7702" },
  }),
  users: [
    {
      id: "usr_hartwell_admin",
      email: "admin@hartwell.example",
      name: "Miles Hartwell",
      permissions: PERMISSIONS,
      isAdmin: true,
    },
    {
      id: "usr_hartwell_billing",
      email: "billing@hartwell.example",
      name: "Dana Whitfield",
      permissions: BILLING,
      isAdmin: false,
    },
    {
      id: "usr_hartwell_viewer",
      email: "viewer@hartwell.example",
      name: "Owen Pryce",
      permissions: ["payments.view"],
      isAdmin: false,
    },
  ],
  apiKey: { id: "key_hartwell_demo", name: "Demo key", plain: "dp_demo_hartwell" },
};

export const OKAFOR: SeedFirm = {
  firmId: "frm_okafor",
  slug: "okafor",
  name: "Okafor Legal",
  monogram: "OL",
  timeZone: "America/Chicago",
  addressLine: "410 North Larkin Street, Suite 1200, Chicago, IL 60654",
  phone: "(312) 555-0178",
  email: "office@okafor.example",
  brand: keptBrand(
    { accent: "#5b2a52", background: "two_tone", ground: "#5b2a52", ground2: "#efe9ee" },
    { id: OKAFOR_LOGO.id, kind: "png", width: OKAFOR_LOGO.size, height: OKAFOR_LOGO.size, hasName: false },
  ),
  defaultMessage: "Dear {recipient}, this page takes your payment for invoice {invoice}.",
  disclaimer: "",
  ...accountPair({
    operating: { id: "acc_okafor_general", name: "General", bankLast4: "9046" },
    trust: { id: "acc_okafor_trust", name: "Client Trust", bankLast4: "5518" },
  }),
  users: [
    {
      id: "usr_okafor_admin",
      email: "admin@okafor.example",
      name: "Chidi Okafor",
      permissions: PERMISSIONS,
      isAdmin: true,
    },
  ],
  apiKey: { id: "key_okafor_demo", name: "Demo key", plain: "dp_demo_okafor" },
};

/** What the demo firm adds to its receipts, in the three languages of its clients. */
const RECEIPT_TEXTS = {
  en: {
    message: "Thank you. Our billing desk answers questions about this payment from 9 to 5.",
    footer: "Hartwell & Lowe LLP, attorneys at law. Money paid in advance of work is held in trust until it is earned.",
  },
  fr: {
    message: "Merci. Notre service de facturation répond de 9 h à 17 h à toute question sur ce paiement.",
    footer:
      "Hartwell & Lowe LLP, avocats. Les sommes versées avant le travail sont détenues en fiducie jusqu’à ce qu’elles soient gagnées.",
  },
  es: {
    message: "Gracias. Nuestra oficina de facturación responde de 9 a 17 a preguntas sobre este pago.",
    footer:
      "Hartwell & Lowe LLP, abogados. El dinero pagado antes del trabajo se guarda en custodia hasta que se gana.",
  },
};

/** One mail of the demo firm opens with words of its own. */
const OWN_WORDS = {
  kind: "invoice-reminder",
  locale: "en",
  subject: "A reminder of invoice {invoice} from {firm}",
  opening: "Dear {recipient},\n\nour billing desk, {phone}, is glad to talk about any line of this invoice.",
};

export async function writeFirm(client: ClientBase, firm: SeedFirm, createdAt: Date): Promise<void> {
  const { firmId, slug, name, monogram, timeZone, addressLine, phone, email, brand, defaultMessage, disclaimer } = firm;
  const own = { firmId, slug, name, monogram, timeZone, addressLine, phone, email, brand, defaultMessage, disclaimer };
  await insertRows(client, firms, [
    {
      ...{ ...own, currency: CURRENCY, locale: "en", linkLifeDays: LINK_LIFE_DAYS, createdAt },
      receiptTexts: firmId === HARTWELL.firmId ? RECEIPT_TEXTS : {},
    },
  ]);
  if (firmId === HARTWELL.firmId)
    await insertRows(client, mailTexts, [{ ...OWN_WORDS, firmId, changedBy: "Miles Hartwell", changedAt: createdAt }]);
  if (brand.logo === OKAFOR_LOGO.id) await writeLogo(client, firmId, createdAt);
  await insertRows(
    client,
    merchantAccounts,
    [firm.operating, firm.trust].map((account) => ({
      ...account,
      firmId,
      currency: CURRENCY,
      gateway: GATEWAY,
      credentialsSealed: "",
      acceptsCard: true,
      acceptsEcheck: true,
      createdAt,
    })),
  );
}
