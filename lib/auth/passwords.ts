import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice of argon2id settings: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const PRESENT_FORM = `$argon2id$v=19$m=${SETTINGS.memoryCost},t=${SETTINGS.timeCost},p=${SETTINGS.parallelism}$`;
/** Each hash takes 19 MiB and a thread; a flood of sign-ins must not take all of either. */
const AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];
let nobodysHash: Promise<string> | null = null;

/** The form in which a password is stored: salt and settings included. Takes some 30 ms. */
export function hashPassword(plain: string): Promise<string> {
  return inTurn(() => hash(comparable(plain), SETTINGS));
}

/**
 * Whether the password is the one that was hashed. An empty hash (there is no such user) is never right and takes as long to say so;
 * neither does a damaged hash throw.
 */
export async function verifyPassword(storedHash: string, plain: string): Promise<boolean> {
  if (storedHash === "") {
    nobodysHash ??= hashPassword("nobody has this password");
    const decoy = await nobodysHash;
    await inTurn(() => verify(decoy, comparable(plain)));
    return false;
  }
  return inTurn(() => verify(storedHash, comparable(plain)).catch(() => false));
}

/** True for a hash made with other settings than today's: hash the password anew at the next right sign-in. */
export function needsRehash(storedHash: string): boolean {
  return !storedHash.startsWith(PRESENT_FORM);
}

// One character can be typed as one code point or as two.
function comparable(plain: string): string {
  return plain.normalize("NFKC");
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    // The place passes to the next in line without becoming free, so that a newcomer cannot slip in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
