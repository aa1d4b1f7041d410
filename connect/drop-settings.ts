import { resolve } from "node:path";
import { z } from "zod";
import type { FolderSettings } from "./drops/folder";
import type { SftpSettings } from "./drops/sftp";

export const text = z
  .string({ error: ({ input }) => (input === undefined ? "It is missing." : "Write a text.") })
  .trim()
  .min(1, "It is missing.");

/** A secret as it is, or the file that holds nothing else. */
export const Secret = z.union([text, z.strictObject({ file: text })], 'Write the secret, or {"file": "its-file"}.');
export type Secret = z.infer<typeof Secret>;

const Folder = z.strictObject({ kind: z.literal("folder"), folder: text, workFolder: text.optional() });

const Sftp = z
  .strictObject({
    kind: z.literal("sftp"),
    host: text,
    port: z.int().min(1).max(65_535).default(22),
    user: text,
    password: Secret.optional(),
    privateKey: Secret.optional(),
    passphrase: Secret.optional(),
    hostKey: text,
    folder: text,
    workFolder: text.optional(),
  })
  .refine((drop) => drop.password || drop.privateKey, { path: ["password"], message: "Write it, or privateKey." });

/** Where posting files go: a folder, also of a share, or a server by SFTP. */
export const DropSettings = z.discriminatedUnion("kind", [Folder, Sftp], 'Write "kind": "folder" or "sftp".');
export type DropSettings = z.infer<typeof DropSettings>;

/** The same with its secrets read and its paths whole. */
export type DropPlace = ({ kind: "folder" } & FolderSettings) | ({ kind: "sftp" } & SftpSettings);

/** @param read gives a secret by its name in the settings; null stays null */
export function placeOfDrop(
  drop: DropSettings,
  folder: string,
  read: (name: string, secret: Secret) => string,
): DropPlace {
  if (drop.kind === "folder") {
    const workFolder = drop.workFolder && resolve(folder, drop.workFolder);
    return { kind: "folder", folder: resolve(folder, drop.folder), workFolder };
  }
  const secret = (name: "password" | "privateKey" | "passphrase") => {
    const given = drop[name];
    return given === undefined ? undefined : read(`drop.${name}`, given);
  };
  return {
    ...drop,
    password: secret("password"),
    privateKey: secret("privateKey"),
    passphrase: secret("passphrase"),
  };
}
