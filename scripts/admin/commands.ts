import { verifyAudit } from "@/lib/audit/verify-audit";
import { freezeMoney, unfreezeMoney } from "@/lib/firms/freeze-money";
import { listFirms } from "@/lib/firms/list-firms";
import type { FirmView } from "@/lib/firms/model";
import { freezeInstallation, unfreezeInstallation } from "@/lib/installation/freeze-installation";
import { findInstallation } from "@/lib/installation/queries";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { createAdmin } from "@/lib/staff/create-admin";
import { issuePassword } from "@/lib/staff/issue-password";
import { resetSecondFactor } from "@/lib/staff/reset-second-factor";
import { CreateAdminInput, SignInEmail } from "@/lib/staff/schemas";

export type AdminOptions = { firm?: string; email?: string; name?: string; all?: boolean; force?: boolean };

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
    name: "disable-2fa",
    options: "--email <address>",
    help: "Takes a user's second factor away, so that they sign in by their password alone or set up a new one; ends all their sessions.",
    run: runDisableSecondFactor,
  },
  {
    name: "freeze",
    options: "[--firm <slug>]",
    help: "Stops every charge, refund and void, of one firm or of all, at once and until unfreeze.",
    run: runFreeze,
  },
  {
    name: "unfreeze",
    options: "[--firm <slug>] [--force]",
    help: "Lets money move again. After a restore only once the charges since then are imported, or with --force.",
    run: runUnfreeze,
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

async function runDisableSecondFactor(options: AdminOptions): Promise<number> {
  const email = readEmail(options.email);
  const entry = await findInDirectory("sign_in", email);
  if (!entry) {
    console.error(`Nobody signs in as ${email}. Look at the spelling.`);
    return 1;
  }
  try {
    const { name } = await resetSecondFactor(systemContext(entry.firmId, JOB), { userId: entry.refId });
    console.info(`${name} (${email}) has no second factor any more. All their sessions have ended.`);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== "second_factor_off") throw error;
    console.info(`${email} had no second factor; nothing was changed.`);
  }
  return 0;
}

async function runFreeze(options: AdminOptions): Promise<number> {
  if (options.firm === undefined) {
    const changed = await freezeInstallation(JOB);
    console.info(
      changed
        ? "No charge, refund or void goes out for any firm from now on. npm run admin -- unfreeze lets money move again."
        : "All money was frozen before; nothing was changed.",
    );
    return 0;
  }
  for (const firm of await chooseFirms(options, { allIfNone: false })) {
    const changed = await freezeMoney(contextOf(firm));
    console.info(
      `${firm.name}: ${changed ? "no charge, refund or void goes out from now on." : "was frozen before; nothing was changed."}`,
    );
  }
  return 0;
}

async function runUnfreeze(options: AdminOptions): Promise<number> {
  if (options.firm === undefined) return unfreezeAll(options.force ?? false);
  for (const firm of await chooseFirms(options, { allIfNone: false })) {
    const changed = await unfreezeMoney(contextOf(firm));
    console.info(
      `${firm.name}: ${changed ? "its own freeze is lifted." : "had no freeze of its own; nothing was changed."}`,
    );
  }
  if ((await findInstallation())?.frozenAt)
    console.info("The money of all firms is still frozen: npm run admin -- unfreeze, without a firm, lifts that.");
  return 0;
}

const OBSTACLE_WORDS = {
  waiting: () => "not compared with its gateway since the restore",
  failed: () => "the comparison did not come to its end; Settings, Books says why",
  breaks: (openBreaks: number) => `${openBreaks} open ${openBreaks === 1 ? "break" : "breaks"}; see Settings, Books`,
};

async function unfreezeAll(force: boolean): Promise<number> {
  const result = await unfreezeInstallation(JOB, { force });
  if (result.kind === "refused") {
    console.error("This database was restored, and what the gateway charged since then is not all in its books:");
    for (const { firmName, accountName, kind, openBreaks } of result.obstacles)
      console.error(`  ${firmName}, ${accountName}: ${OBSTACLE_WORDS[kind](openBreaks)}.`);
    console.error(
      "The app and its worker compare by themselves within a minute of their start. Run this again afterwards.",
    );
    console.error("With --force money moves at once, and clients may be charged twice.");
    return 1;
  }
  console.info(
    result.kind === "unfrozen"
      ? "Charges, refunds and voids go out again."
      : "The money of all firms was not frozen; nothing was changed.",
  );
  const frozen = (await listFirms(JOB)).filter((firm) => firm.isMoneyFrozen);
  for (const firm of frozen)
    console.info(`${firm.name} is frozen by itself: npm run admin -- unfreeze --firm ${firm.slug} lifts that.`);
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
