/**
 * What a failure means and how to mend it, for logs, the portal and the check command. A driver's own message is never passed on,
 * because it may quote the value that it stumbled over; what our own code throws as a plain Error is words already.
 */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return UNFORESEEN;
  const known = wordsOfDriver(error) ?? wordsOfFiles(error);
  if (known) return known;
  return isOwn(error) ? error.message : `${UNFORESEEN} (${error.name})`;
}

/** Thrown on purpose, with words for whoever reads them. */
function isOwn(error: Error): boolean {
  return (error.constructor === Error || error.name === "DeliveryUnknown") && codeOf(error) === "";
}

const UNFORESEEN = "Something unforeseen happened in the Connect service; its log has the place.";

/** Where an unforeseen failure happened, without its message: safe for a log. Empty for what `explainFailure` has words for. */
export function placeOfFailure(error: unknown): string {
  if (!explainFailure(error).startsWith(UNFORESEEN)) return "";
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .join("\n");
}

const BY_NUMBER: Record<number, (name: string) => string> = {
  2812: (name) => `The procedure ${name} is missing in the database. Run the system's procedures.sql there.`,
  229: (name) => `The login may not execute ${name}. Run the last part of procedures.sql, which grants it.`,
  201: outdated,
  8144: outdated,
  8145: outdated,
  8146: outdated,
  207: (name) => `The matter system has no column ${name}. Change the setting in procedures.sql that names it.`,
  208: (name) =>
    `The matter system has no table ${name}. Run procedures.sql in its own database, and look at its settings.`,
  916: () => "The login is no user of this database. Make it one, as the guide of the matter system says.",
  4060: () => "The database of the settings cannot be opened by this login. Check its name and the login's rights.",
  18456: login,
  1205: () => "The matter system was busy with the same rows. Try again.",
  1222: () => "The matter system kept the rows locked for too long. Try again.",
};

function outdated(): string {
  return "The installed procedures are of another version than this service. Run procedures.sql of this version.";
}

function login(): string {
  return "The database server refuses the login. Check user, password and database in the settings.";
}

function wordsOfDriver(error: Error): string | null {
  const code = codeOf(error);
  const number = "number" in error && typeof error.number === "number" ? error.number : null;
  if (error.name === "RequestError" && code === "ETIMEOUT")
    return "The matter system took too long to answer. Search for less, and see whether its database is busy.";
  if (number !== null) {
    // Names of procedures, tables and columns, never a value.
    const name = /'([A-Za-z0-9_.]{1,128})'/.exec(error.message)?.[1] ?? "";
    const named = /object '([A-Za-z0-9_.]{1,128})'/.exec(error.message)?.[1] ?? name;
    return BY_NUMBER[number]?.(named) ?? `The matter system's database answered with error ${number}.`;
  }
  if (code === "ELOGIN") return login();
  if (code === "EINSTLOOKUP")
    return "The named instance was not found. Check its name, and that the SQL Server Browser runs; or write the port instead.";
  if (error.name === "ConnectionError" && /certificate|self.signed/i.test(error.message))
    return 'The database server\'s certificate is not trusted here. Give its root to Node in NODE_EXTRA_CA_CERTS, or set "trustServerCertificate".';
  if (error.name === "ConnectionError" && code === "ETIMEOUT")
    return "The database server did not answer in time. Check server and port in the settings, and the firewall between.";
  if (error.name === "ConnectionError" || code === "ECONNCLOSED" || code === "ENOTOPEN")
    return "The database server cannot be reached. Check server and port in the settings, and that it runs.";
  return /^[0-9A-Z]{5}$/.test(code) ? `The demo matter system answered with error ${code}.` : null;
}

const BY_FILE_CODE: Record<string, string> = {
  EACCES: "may not be written by the user of this service. Give that user the right.",
  EPERM: "may not be written by the user of this service. Give that user the right.",
  EROFS: "lies on a disk that can only be read.",
  ENOENT: "does not exist. Make the folder, or correct the settings.",
  ENOTDIR: "is no folder. Correct the settings.",
  ENOSPC: "lies on a disk that is full. Free some space.",
  EDQUOT: "lies on a disk whose quota is used up.",
  EIO: "lies on a disk or share that fails.",
};

function wordsOfFiles(error: Error): string | null {
  const code = codeOf(error);
  const words = BY_FILE_CODE[code];
  if (words) return `${"path" in error && typeof error.path === "string" ? error.path : "The folder"} ${words}`;
  const isNetwork = ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH", "EPIPE"].includes(code);
  return isNetwork ? `The place it must reach does not answer (${code}).` : null;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
