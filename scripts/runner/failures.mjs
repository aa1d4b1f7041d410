/**
 * What failed, and what was said of it: message and stack.
 * @typedef {{name: string, text: string}} Failure
 */

const MOST_SHOWN = 20;
const MOST_LINES = 24;
const MOST_CHARACTERS = 400;
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/**
 * The failures of a run once more, short, for the end of its output: of a long one often no more than that is kept.
 * @param {Failure[]} failures
 * @returns {string} empty when nothing failed
 */
export function describeFailures(failures) {
  if (failures.length === 0) return "";
  const shown = failures.slice(0, MOST_SHOWN).map(({ name, text }) => `FAILED ${name}\n${shorten(text)}`);
  const rest = failures.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more, told above.`] : [])].join("\n");
}

/** The lines nearest to the cause: the first ones, without those of packages. */
function shorten(text) {
  const lines = text
    .replace(COLOURS, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at .*(node_modules|<anonymous>)/.test(line))
    .map((line) => line.slice(0, MOST_CHARACTERS));
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length > shown.length) shown.push(`(${lines.length - shown.length} more lines above)`);
  return shown.map((line) => `     ${line}`).join("\n");
}

/**
 * What a program that failed as a whole said last.
 * @param {string} output
 */
export function lastLinesOf(output) {
  return output.trimEnd().split("\n").slice(-MOST_LINES).join("\n");
}
