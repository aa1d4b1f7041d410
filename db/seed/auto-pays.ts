import type { ClientBase } from "pg";
import { associations } from "@/db/schema/associations";
import { autoPayEnrollments, autoPayEvents, autoPays } from "@/db/schema/auto-pays";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { textsOf } from "@/lib/i18n/texts";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { runInstant } from "@/lib/schedules/rules";
import { CURRENCY, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { MatterPlace } from "./matter-systems/places";

/** A client of the demo with a saved bank account; its open invoices are in the demo's matter system. */
const CLIENT = { number: "10277", name: "St. Brigid’s Academy" };
export const DEMO_AUTO_PAY_ID = "apy_demo_monthly";
const DAYS_AHEAD = 20;
const CAP_CENTS = 150_000;

/** One Auto-Pay that is running, so that its dry run shows live balances; its first run is weeks ahead. For the firm that the transaction has set. */
export async function writeAutoPays(client: ClientBase, firm: SeedFirm, place: MatterPlace, now: Date): Promise<void> {
  const { firmId } = firm;
  const found = await client.query<{ payer: string; method: string }>(
    `select p.id as payer, m.id as method from payers p
     join payment_methods m on m.firm_id = p.firm_id and m.payer_id = p.id and m.status = 'active' and m.account_id = $2
     where p.firm_id = $1 and $3 = any (p.client_refs) order by m.id limit 1`,
    [firmId, firm.operating.id, CLIENT.number],
  );
  const [row] = found.rows;
  if (!row) return;
  const { timeZone } = firm;
  const by = `user:${firm.users[0].id}`;
  const startDate = addDays(dateInZone(now, timeZone), DAYS_AHEAD);
  const made = { firmId, createdBy: by, createdAt: now };
  const associationId = "asc_demo_auto_pay";
  const id = DEMO_AUTO_PAY_ID;
  const { connectionId } = place;
  const ofClient = { level: "client", clientNumber: CLIENT.number, clientName: CLIENT.name } as const;
  await insertRows(client, associations, [
    { ...made, ...ofClient, id: associationId, payerId: row.payer, connectionId },
  ]);
  await insertRows(client, autoPays, [
    {
      ...{ ...made, id, requestKey: "demo:auto-pay", payerId: row.payer, connectionId, accountId: firm.operating.id },
      ...{
        methodId: row.method,
        name: "Monthly, up to $1,500",
        arMessage: "Auto-Pay",
        currency: CURRENCY,
        capCents: CAP_CENTS,
      },
      ...{ frequency: "monthly", startDate, days: [], status: "active", startedOn: startDate, nextRunOn: startDate },
      nextAt: new Date(runInstant(startDate, { timeZone })),
      acknowledgedText: textsOf("en", "autoPays")("acknowledgement", { system: MATTER_SYSTEM_NAMES[place.system] }),
      ...{ acknowledgedBy: by, acknowledgedAt: now },
    },
  ]);
  await insertRows(client, autoPayEnrollments, [
    { firmId, autoPayId: id, associationId, enrolledBy: by, enrolledAt: now },
  ]);
  const events: { kind: string; detail: Record<string, string> }[] = [
    { kind: "created", detail: {} },
    { kind: "enrolled", detail: { added: `${CLIENT.number} ${CLIENT.name}`, removed: "" } },
    { kind: "started", detail: {} },
  ];
  await insertRows(
    client,
    autoPayEvents,
    events.map((event) => ({ ...event, firmId, autoPayId: id, actor: by, at: now })),
  );
}
