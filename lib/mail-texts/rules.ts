import { MERGE_FIELDS, type MergeField, type MergeValues, type OwnWords } from "./model";

export type TextFault = { kind: "unknown_field" | "brace"; near: string };

const BRACES = /\{([^{}]*)\}/g;
const AFTER_SENTENCE = /(?<=[.?!]\s|\n)/;

/**
 * What is wrong with words that a firm typed: a field that this mail does not have, or a brace without its partner; null for nothing.
 * `near` is where it stands, with a little of what is round it.
 */
export function findTextFault(text: string, fields: readonly MergeField[]): TextFault | null {
  for (const found of text.matchAll(BRACES)) {
    if (!fields.some((field) => field === found[1])) return { kind: "unknown_field", near: found[0] };
  }
  const rest = text.replace(BRACES, (known) => " ".repeat(known.length));
  const at = rest.search(/[{}]/);
  return at < 0 ? null : { kind: "brace", near: text.slice(Math.max(0, at - 12), at + 12).trim() };
}

/** The fields of a mail, in the order in which they are offered. */
export function fieldsOf(values: MergeValues): MergeField[] {
  return MERGE_FIELDS.filter((field) => values[field] !== undefined);
}

/**
 * An opening with its fields filled in. A sentence that names something this mail has none of is left out whole, because half of it
 * would read wrong.
 */
export function fillOpening(opening: string, values: MergeValues): string {
  const said = opening.split(AFTER_SENTENCE).filter((sentence) => fieldsIn(sentence).every((field) => values[field]));
  return fill(said.join(""), values).trim();
}

/** A subject with its fields filled in; null when it names something that this mail has none of. */
export function fillSubject(subject: string, values: MergeValues): string | null {
  return subject !== "" && fieldsIn(subject).every((field) => values[field]) ? fill(subject, values) : null;
}

function fieldsIn(text: string): MergeField[] {
  return [...text.matchAll(BRACES)].flatMap(([, name]) => MERGE_FIELDS.filter((field) => field === name));
}

function fill(text: string, values: MergeValues): string {
  return text.replace(BRACES, (whole, name: string) => {
    const field = MERGE_FIELDS.find((known) => known === name);
    return field ? (values[field] ?? "") : whole;
  });
}

type Opened = { subject: string; paragraphs: readonly string[] };

/**
 * A letter with the firm's own words. The opening takes the place of the greeting; whatever the letter says of the money stays, since
 * no firm may leave it out by mistake. `keepsSubject`: the subject says something that words for every case would hide.
 */
export function openLetter(
  { subject, paragraphs }: Opened,
  {
    words,
    values,
    greeting,
    keepsSubject,
  }: { words: OwnWords; values: MergeValues; greeting: string; keepsSubject: boolean },
): { subject: string; paragraphs: string[] } {
  const opening = fillOpening(words.opening, values);
  const rest = paragraphs[0] === greeting ? paragraphs.slice(1) : paragraphs;
  return {
    subject: (keepsSubject ? null : fillSubject(words.subject, values)) ?? subject,
    paragraphs: opening === "" ? [...paragraphs] : [...opening.split(/\n{2,}/), ...rest],
  };
}
