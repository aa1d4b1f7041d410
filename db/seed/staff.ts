import type { ClientBase } from "pg";
import { notificationAddresses } from "@/db/schema/notifications";
import { apiKeys, users } from "@/db/schema/staff";
import { hashPassword } from "@/lib/auth/passwords";
import type { NotificationEvent } from "@/lib/notifications/model";
import { hashToken } from "@/lib/platform/secrets";
import { PERMISSIONS } from "@/lib/staff/model";
import { DEMO_PASSWORD, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";

/** The firm's users and its API key. Password and key are published: demo data only. */
export async function writeStaff(client: ClientBase, firm: SeedFirm, createdAt: Date): Promise<void> {
  const rows = await Promise.all(
    firm.users.map(async ({ id, email, name, permissions, isAdmin }) => ({
      firmId: firm.firmId,
      id,
      email,
      name,
      passwordHash: await hashPassword(DEMO_PASSWORD),
      permissions: [...permissions],
      isAdmin,
      sessionVersion: 1,
      failedSignIns: 0,
      locale: "en",
      theme: "",
      density: "",
      createdAt,
    })),
  );
  await insertRows(client, users, rows);
  await writeNotifications(client, firm, createdAt);
  const { id, name, plain } = firm.apiKey;
  await insertRows(client, apiKeys, [
    { firmId: firm.firmId, id, name, keyHash: hashToken(plain), permissions: [...PERMISSIONS], createdAt },
  ]);
}

/** The administrator hears of what needs a person, the bookkeeper's shared address of postings. */
async function writeNotifications(
  client: ClientBase,
  { firmId, users: people }: SeedFirm,
  createdAt: Date,
): Promise<void> {
  const admin = people.find(({ isAdmin }) => isAdmin);
  if (!admin) return;
  const domain = admin.email.split("@")[1] ?? "";
  const wishes: { address: string; events: NotificationEvent[] }[] = [
    { address: admin.email, events: ["large_payment", "echeck_returned", "payment_disputed", "connector_down"] },
    { address: `bookkeeping@${domain}`, events: ["posting_failed"] },
  ];
  const rows = wishes.map(({ address, events }, position) => ({
    ...{ firmId, userId: admin.id, id: `ntf_${firmId.slice(4)}_${position}`, address, events },
    ...{ largeCents: 2_500_000, position, createdAt },
  }));
  await insertRows(client, notificationAddresses, rows);
}
