import { sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword } from "@/lib/auth/passwords";
import type { Ctx } from "@/lib/platform/context";
import { listFirmIds, putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { PERMISSIONS } from "@/lib/staff/model";
import { decideNewPassword } from "@/lib/staff/rules";
import { monogramOf } from "./rules";
import type { SetupInput } from "./schemas";

/** Whether this installation still waits for its first firm. */
export async function isSetupOpen(): Promise<boolean> {
  return (await listFirmIds()).length === 0;
}

/**
 * Makes the first firm with its first administrator, for whoever opens /setup first; once, also when several do at the same time.
 * @throws AppError refused (setup_done), invalid_input (password_guessable)
 */
export async function createFirstFirm(input: SetupInput, ip: string): Promise<{ firmId: string }> {
  if (!(await isSetupOpen())) throw setupDone();
  const { name, email, password } = input;
  const decision = decideNewPassword({ currentPassword: "", newPassword: password, name, email });
  if (!decision.ok) throw new AppError("invalid_input", { fields: [{ path: "password", message: decision.refusal }] });
  const passwordHash = await hashPassword(password);
  const nobody = systemContext("", "setup");
  const ctx: Ctx = { ...nobody, firmId: nobody.ids.next("frm"), ip };
  return inFirm(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('docketpay/setup', 0))`);
    // Asked once more by a statement that begins after the lock: whoever came first is done by now.
    const known = await tx.execute(sql`select firm_id from directory_firms() limit 1`);
    if (known.rows.length > 0) throw setupDone();
    await insertFirm(ctx, tx, input);
    const userId = ctx.ids.next("usr");
    const now = ctx.clock.now();
    await putInDirectory(tx, "sign_in", email, userId);
    await tx.insert(users).values({
      ...{ firmId: ctx.firmId, id: userId, email, name, passwordHash },
      ...{ permissions: [...PERMISSIONS], isAdmin: true, activeSince: now, createdAt: now },
    });
    await appendAudit(ctx, tx, {
      action: "firm.setup",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: null, after: { firm: input.firmName, administrator: email } },
    });
    return { firmId: ctx.firmId };
  });
}

async function insertFirm(ctx: Ctx, tx: Tx, input: SetupInput): Promise<void> {
  const { firmName, timeZone, currency, email } = input;
  await tx.insert(firms).values({
    firmId: ctx.firmId,
    slug: slugOf(firmName),
    name: firmName,
    monogram: monogramOf(firmName),
    ...{ timeZone, currency, email, addressLine: "", phone: "" },
    createdAt: ctx.clock.now(),
  });
  await putInDirectory(tx, "firm", ctx.firmId, ctx.firmId);
}

/** "Hartwell & Lowe LLP" is "hartwell-lowe-llp" in addresses. */
function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 40) || "firm";
}

function setupDone(): AppError {
  return new AppError("refused", { reason: "setup_done" });
}
