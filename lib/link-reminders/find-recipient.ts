import { hashToken } from "@/lib/platform/secrets";

/** A recipient's address as opt-outs keep it. */
export function plainAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** Tells the recipients of one link apart in an address of ours, without writing theirs into it. */
export function keyOfAddress(address: string): string {
  return hashToken(plainAddress(address)).slice(0, 24);
}

/** The recipient whose key it is, or null. */
export function findRecipient(recipients: readonly string[], key: string): string | null {
  return recipients.find((address) => keyOfAddress(address) === key) ?? null;
}
