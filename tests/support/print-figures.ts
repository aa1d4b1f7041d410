/** One line that `npm test` shows also when all is well; what was measured, in words. */
export function printFigures(words: string): void {
  process.stdout.write(`figures: ${words}\n`);
}
