import { z } from "zod";

const text = z.string("Write a text.").trim().min(1, "It is missing.");
export const Secret = z.union([text, z.strictObject({ file: text })], 'Write the secret, or {"file": "its-file"}.');
export type Secret = z.infer<typeof Secret>;

/** Where posting files go: a folder, also of a share; a server by SFTP; a SOAP service such as 3E's TransactionService. */
export const DropSettings = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("folder"), folder: text }),
    z.strictObject({
      kind: z.literal("sftp"),
      host: text,
      port: z.int().min(1).max(65_535).default(22),
      user: text,
      password: Secret.optional(),
      privateKey: Secret.optional(),
      passphrase: Secret.optional(),
      /** As `ssh-keygen -lf` prints it: SHA256:... */
      hostKey: text,
      folder: text,
    }),
    z.strictObject({
      kind: z.literal("soap"),
      wsdl: text,
      user: text.optional(),
      password: Secret.optional(),
    }),
  ],
  'Write "kind": "folder", "sftp" or "soap".',
);
export type DropSettings = z.infer<typeof DropSettings>;
