import { resolve } from "node:path";
import { z } from "zod";
import type { DropPlace } from "./drops/open-drop";

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

const Soap = z.strictObject({
  kind: z.literal("soap"),
  wsdl: text.refine(
    (address) => URL.canParse(address),
    "It is no address. Write https://.../TransactionService.asmx?wsdl",
  ),
  user: text.optional(),
  password: Secret.optional(),
  returnInfo: z.int().optional(),
});

/** Where posting files go: a folder, also of a share; a server by SFTP; Elite 3E's TransactionService by SOAP. */
export const DropSettings = z.discriminatedUnion(
  "kind",
  [Folder, Sftp, Soap],
  'Write "kind": "folder", "sftp" or "soap".',
);
export type DropSettings = z.infer<typeof DropSettings>;

/** The place with its secrets read and its paths whole. @param read gives a secret by its name in the settings */
export function placeOfDrop(
  drop: DropSettings,
  folder: string,
  read: (name: string, secret: Secret) => string,
): DropPlace {
  if (drop.kind === "folder") {
    const workFolder = drop.workFolder && resolve(folder, drop.workFolder);
    return { kind: "folder", folder: resolve(folder, drop.folder), workFolder };
  }
  const secret = (name: string, given: Secret | undefined) => given && read(`drop.${name}`, given);
  const password = secret("password", drop.password);
  if (drop.kind === "soap") return { ...drop, password };
  return {
    ...drop,
    password,
    privateKey: secret("privateKey", drop.privateKey),
    passphrase: secret("passphrase", drop.passphrase),
  };
}
