const WAY_OUT =
  "Start a PostgreSQL server (16 or newer) and set DATABASE_URL, for example postgres://user:password@127.0.0.1:5432/docketpay.";

/** The embedded database cannot run on this machine. `message` is one plain reason and the way out, fit to print without a stack. */
export class CannotRunHere extends Error {
  /** @param {string} reason one sentence @param {{cause?: unknown}} [options] */
  constructor(reason, options) {
    super(`The built-in database cannot run here: ${reason} ${WAY_OUT}`, options);
    this.name = "CannotRunHere";
  }
}

/** Something on this machine must be changed first (a folder's owner, a full disk). `message` says what. */
export class LauncherError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "LauncherError";
  }
}
