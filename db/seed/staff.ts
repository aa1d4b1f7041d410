import type { ClientBase } from "pg";
import { apiKeys, users } from "@/db/schema/staff";
import { hashPassword } from "@/lib/auth/passwords";
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
  const { id, name, plain } = firm.apiKey;
  await insertRows(client, apiKeys, [
    { firmId: firm.firmId, id, name, keyHash: hashToken(plain), permissions: [...PERMISSIONS], createdAt },
  ]);
}
