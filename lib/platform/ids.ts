import { randomBytes, randomUUID } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Ids are `<prefix>_` + 9 characters of time + 15 random ones (75 bits), so that rows made later sort later and
 * an index on the id stays compact.
 */
export type IdPrefix =
  | "frm"
  | "bat"
  | "upl"
  | "usr"
  | "ses"
  | "tok"
  | "acc"
  | "pyr"
  | "mth"
  | "mrq"
  | "cns"
  | "lnk"
  | "inv"
  | "itm"
  | "att"
  | "lgo"
  | "ppg"
  | "psb"
  | "pit"
  | "pic"
  | "pay"
  | "ref"
  | "rrq"
  | "void"
  | "alt"
  | "ntf"
  | "cmp"
  | "brk"
  | "crt"
  | "chg"
  | "rcp"
  | "mail"
  | "evt"
  | "evd"
  | "eep"
  | "aud"
  | "key"
  | "req"
  | "col"
  | "view"
  | "exp"
  | "rps"
  | "fld"
  | "con"
  | "crq"
  | "asc"
  | "apy"
  | "sch"
  | "spl"
  | "mdt"
  | "drf"
  | "pst"
  | "pbt";

export type Ids = {
  next(prefix: IdPrefix): string;
  /** A 256-bit secret, base64url: link, receipt, invite and reset tokens. Stored as a hash only (or sealed). */
  token(): string;
};

export const randomIds: Ids = {
  next: (prefix) => `${prefix}_${timePart(Date.now())}${randomPart(15)}`,
  token: () => randomBytes(32).toString("base64url"),
};

/** A reference that a user can read to support for one failed request. */
export function newRequestId(): string {
  return randomUUID();
}

function timePart(ms: number): string {
  let rest = ms;
  let out = "";
  for (let i = 0; i < 9; i++) {
    out = ALPHABET[rest % 32] + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

function randomPart(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % 32]).join("");
}
