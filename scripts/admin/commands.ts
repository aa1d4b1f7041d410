import { verifyAudit } from "@/lib/audit/verify-audit";
import { freezeMoney, unfreezeMoney } from "@/lib/firms/freeze-money";
import { listFirms } from "@/lib/firms/list-firms";
import type { FirmView } from "@/lib/firms/model";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { createAdmin } from "@/lib/staff/create-admin";
import { issuePassword } from "@/lib/staff/issue-password";
import { CreateAdminInput, SignInEmail } from "@/lib/staff/schemas";

export type AdminOptions = { firm?: string; email?: string; name?: string; all?: boolean };

/** The command line is wrong; shown with the help. */
export class UsageError extends Error {}

type AdminCommand = {
  name: string;
  options: string;
  help: string;
  /** @returns the exit code */
  run(options: AdminOptions): Promise<number>;
};

const JOB = "admin-tool";

export const ADMIN_COMMANDS: readonly AdminCommand[] = [
  {
    name: "create-admin",
    options: "--firm <slug> --email <address> --name <name>",
    help: "Makes a user with every permission and prints the password once.",
    run: runCreateAdmin,
  },
  {
    name: "reset-password",
    options: "--email <address>",
    help: "Gives a user a new password, printed once; lifts a lock-out and ends all their sessions.",
    run: runResetPassword,
  },
  {
    name: "freeze",
    options: "--firm <slug> | --all",
    help: "Stops every charge and refund, at once and until unfreeze.",
    run: (options) => runFreeze(options, true),
  },
  {
    name: "unfreeze",
    options: "--firm <slug> | --all",
    help: "Lets money move again.",
    run: (options) => runFreeze(options, false),
  },
  {
    name: "verify-audit",
    options: "[--firm <slug>]",
    help: "Checks every row of the audit log, of one firm or of all, and names the first that was changed.",
    run: runVerifyAudit,
  },
];

async function runCreateAdmin(options: AdminOptions): Promise<number> {
  const email = readEmail(options.email);
  const input = CreateAdminInput.safeParse({ email, name: options.name ?? "" });
  if (!input.success) throw new UsageError("--name is missing or longer than 120 characters.");
  const [firm] = await chooseFirms(options, { allIfNone: false });
  if (!firm || options.all) throw new UsageError("Name one firm: --firm <slug>.");
  try {
    const { password } = await createAdmin(contextOf(firm), input.data);
    console.info(`${input.data.name} can sign in to ${firm.name} as ${email} with the password`);
    console.info(`  ${password}`);
    return 0;
  } catch (error) {
    if (error instanceof AppError && error.reason === "email_taken") {
      console.error(
        `${email} signs in already, to this firm or another. Choose another address, or use reset-password.`,
      );
      return 1;
    }
    throw error;
  }
}

async function runResetPassword(options: AdminOptions): Promise<number> {
  const email = readEmail(options.email);
  const entry = await findInDirectory("sign_in", email);
  if (!entry) {
    console.error(`Nobody signs in as ${email}. Look at the spelling; create-admin makes a new user.`);
    return 1;
  }
  const { password, name, isDisabled } = await issuePassword(systemContext(entry.firmId, JOB), { userId: entry.refId });
  console.info(`The new password of ${name} (${email}) is`);
  console.info(`  ${password}`);
  console.info("All their sessions have ended.");
  if (isDisabled) console.info("This user is deactivated and cannot sign in until an administrator activates them.");
  return 0;
}

const FREEZE_WORDS = {
  freeze: {
    changed: "no charge and no refund goes out from now on.",
    already: "was frozen before; nothing was changed.",
  },
  unfreeze: { changed: "charges and refunds go out again.", already: "was not frozen; nothing was changed." },
} as const;

async function runFreeze(options: AdminOptions, isFrozen: boolean): Promise<number> {
  const firms = await chooseFirms(options, { allIfNone: false });
  for (const firm of firms) {
    const ctx = contextOf(firm);
    const changed = await (isFrozen ? freezeMoney(ctx) : unfreezeMoney(ctx));
    console.info(`${firm.name}: ${FREEZE_WORDS[isFrozen ? "freeze" : "unfreeze"][changed ? "changed" : "already"]}`);
  }
  return 0;
}

const FAULT_WORDS = {
  rows_missing: "rows before it are missing",
  chain_broken: "it does not follow the row before it",
  row_changed: "it was changed after it was written",
} as const;

async function runVerifyAudit(options: AdminOptions): Promise<number> {
  let exitCode = 0;
  for (const firm of await chooseFirms(options, { allIfNone: true })) {
    const { rows, lastAt, headHash, broken } = await verifyAudit(contextOf(firm));
    if (broken) {
      exitCode = 1;
      const { seq, at, action, actor, fault } = broken;
      console.error(
        `${firm.slug}: row ${seq} is wrong: ${FAULT_WORDS[fault]} (${action} by ${actor}, ${at.toISOString()}).`,
      );
    } else {
      console.info(
        `${firm.slug}: ${rows} rows, unchanged${lastAt ? `, the last of ${lastAt.toISOString()} with hash ${headHash}` : ""}.`,
      );
    }
  }
  return exitCode;
}

async function chooseFirms(options: AdminOptions, { allIfNone }: { allIfNone: boolean }): Promise<FirmView[]> {
  if (options.firm !== undefined && options.all) throw new UsageError("Give --firm or --all, not both.");
  if (options.firm === undefined && !options.all && !allIfNone) throw new UsageError("Which firm? Give --firm <slug>.");
  const firms = await listFirms(JOB);
  if (firms.length === 0) throw new Error("The database holds no firm yet. Open /setup in the browser to make one.");
  if (options.firm === undefined) return firms;
  const chosen = firms.filter((firm) => firm.slug === options.firm);
  if (chosen.length > 0) return chosen;
  throw new UsageError(`There is no firm ${options.firm}. There are: ${firms.map((firm) => firm.slug).join(", ")}.`);
}

function readEmail(text: string | undefined): string {
  const email = SignInEmail.safeParse(text ?? "");
  if (!email.success) throw new UsageError("--email is missing or is no address.");
  return email.data;
}

function contextOf(firm: FirmView): Ctx {
  return systemContext(firm.firmId, JOB);
}
