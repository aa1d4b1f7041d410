import type { ClientBase } from "pg";
import type { DirectoryKind } from "@/db/schema/directory";
import { hashToken } from "@/lib/platform/secrets";
import { GATEWAY, type SeedFirm } from "./firms";

export type DirectoryEntry = { kind: DirectoryKind; key: string; refId: string };

/** Adds entries for the firm that the transaction has set. */
export async function putEntries(client: ClientBase, entries: readonly DirectoryEntry[]): Promise<void> {
  await client.query(
    "select count(directory_put(kind, key, ref_id)) from unnest($1::text[], $2::text[], $3::text[]) as entry (kind, key, ref_id)",
    [entries.map((entry) => entry.kind), entries.map((entry) => entry.key), entries.map((entry) => entry.refId)],
  );
}

/** How the firm itself, its people, its key and its gateway accounts are found. */
export function firmEntries(firm: SeedFirm): DirectoryEntry[] {
  return [
    { kind: "firm", key: firm.firmId, refId: firm.slug },
    { kind: "api_key", key: hashToken(firm.apiKey.plain), refId: firm.apiKey.id },
    ...firm.users.map((user): DirectoryEntry => ({ kind: "sign_in", key: user.email, refId: user.id })),
    ...[firm.operating, firm.trust].map(
      (account): DirectoryEntry => ({
        kind: "gateway_account",
        key: `${GATEWAY}:${account.id}`,
        refId: account.id,
      }),
    ),
  ];
}
