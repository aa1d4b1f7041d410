import type { DelimitedLayout, FixedLayout, LayoutField, LayoutLine } from "../model";
import { fitText } from "./fit-text";
import { holds, recordsIn, referenceOf, type Scope } from "./scope";
import type { Tally } from "./tally";
import { writeValue } from "./write-value";

type LinesLayout = DelimitedLayout | FixedLayout;

/** The whole content of a delimited or fixed file. The first pass only counts lines, for those that tell how many there are. */
export function writeLines(layout: LinesLayout, scope: Scope, tally: Tally): string {
  const end = layout.lineEnd === "crlf" ? "\r\n" : "\n";
  const planned = planLines(layout, scope);
  const whole = { ...scope, fileLines: planned.length };
  return planned.map(({ line, at }) => `${writeLine(layout, line, { ...whole, ...at }, tally)}${end}`).join("");
}

type Planned = { line: LayoutLine | "names"; at: Partial<Scope> };

function planLines(layout: LinesLayout, scope: Scope): Planned[] {
  const pick = (lines: readonly LayoutLine[], at: Partial<Scope>): Planned[] =>
    lines.filter((line) => holds(line.when, { ...scope, ...at })).map((line) => ({ line, at }));
  const names: Planned[] = layout.format === "delimited" && layout.hasColumnNames ? [{ line: "names", at: {} }] : [];
  return [
    ...names,
    ...pick(layout.fileHeader, {}),
    ...scope.groups.flatMap((group) => [
      ...pick(layout.groupHeader, { group }),
      ...recordsIn({ ...scope, group }).flatMap((record) => pick(layout.record, { group, record })),
      ...pick(layout.groupTrailer, { group }),
    ]),
    ...pick(layout.fileTrailer, {}),
  ];
}

function writeLine(layout: LinesLayout, line: LayoutLine | "names", scope: Scope, tally: Tally): string {
  if (line === "names") return layout.format === "delimited" ? writeNames(layout) : "";
  const texts = line.fields.map((field) => {
    tally.note(field, scope);
    return fitText(writeValue(field, scope), field, layout, referenceOf(scope));
  });
  if (layout.format === "fixed") return texts.map((text, at) => fillColumn(text, line.fields[at])).join("");
  return texts.map((text) => quote(text, layout)).join(layout.delimiter);
}

function writeNames(layout: DelimitedLayout): string {
  return (layout.record[0]?.fields ?? []).map((field) => quote(field.name, layout)).join(layout.delimiter);
}

function quote(text: string, { delimiter, quoting }: DelimitedLayout): string {
  if (quoting === "never") return text;
  const isNeeded = text.includes(delimiter) || text.includes('"') || text !== text.trim();
  return quoting === "always" || isNeeded ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Exactly as wide as its column. Zeros go between a sign and its figure. */
function fillColumn(text: string, field: LayoutField | undefined): string {
  const width = field?.width ?? text.length;
  const pad = field?.pad ?? " ";
  if (field?.align !== "right") return text.padEnd(width, pad);
  const sign = pad === "0" ? (/^[-+(]/.exec(text)?.[0] ?? "") : "";
  return sign + text.slice(sign.length).padStart(width - sign.length, pad);
}
