/** "2.9 %" from 290 basis points, with the decimal mark of the language. */
export function formatRate(basisPoints: number, locale: string): string {
  const figure = String(basisPoints / 100);
  return `${locale.startsWith("en") ? figure : figure.replace(".", ",")}\u00a0%`;
}
