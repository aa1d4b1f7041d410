import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { getSandboxDesk } from "./registry";
import type { SandboxAction, SandboxChallenge, SandboxCharge, SandboxFaults, SandboxLedgerLine } from "./sandbox-desk";

// The sandbox processor's own desk, for /dev/sandbox and its challenge page.

/** The whole ledger: all firms, oldest first, one line per attempt. */
export function listSandboxLedger(): Promise<SandboxLedgerLine[]> {
  return getSandboxDesk().listLedger();
}

/** The newest charges first. */
export function listLatestSandboxCharges(limit: number): Promise<SandboxCharge[]> {
  return getSandboxDesk().listLatest(limit);
}

export function readSandboxFaults(): Promise<SandboxFaults> {
  return getSandboxDesk().readFaults();
}

/** @returns a sentence that says what is wrong with the text, or null */
export function checkSandboxFaults(text: string): string | null {
  return getSandboxDesk().checkFaults(text);
}

/** Sets the fault plan for every process. @returns a sentence that says what is wrong with the text, or null once it is set */
export function saveSandboxFaults(text: string): Promise<string | null> {
  return getSandboxDesk().saveFaults(text);
}

/** Goes back to the plan of SANDBOX_FAULTS. */
export function resetSandboxFaults(): Promise<void> {
  return getSandboxDesk().resetFaults();
}

/** Does now what the bank would do later. False when the charge's state does not allow it. */
export function actOnSandboxCharge(id: string, action: SandboxAction, returnCode: string): Promise<boolean> {
  return getSandboxDesk().actOnCharge(id, action, returnCode);
}

/** Null when there is no such charge, or it never asked for authentication. */
export function findSandboxChallenge(id: string): Promise<SandboxChallenge | null> {
  return getSandboxDesk().findChallenge(id);
}

/** False when the challenge is no longer open. */
export function answerSandboxChallenge(id: string, isApproved: boolean): Promise<boolean> {
  return getSandboxDesk().answerChallenge(id, isApproved);
}

/** Lets happen what is due at a firm's accounts at the sandbox, and has it tell of that. */
export async function runSandboxClock(ctx: Ctx): Promise<CronResult> {
  const done = await getSandboxDesk().runClock(ctx.firmId);
  return { examined: done, done, failed: 0, remaining: 0 };
}
