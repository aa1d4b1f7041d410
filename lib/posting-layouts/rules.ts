import {
  AMOUNT_SOURCES,
  FILE_DATES,
  FILE_FIGURES,
  FILE_TEXTS,
  GROUP_FIGURES,
  LAYOUT_SOURCES,
  type LayoutField,
  type LayoutLine,
  type LayoutSource,
  type PostingLayout,
  RECORD_DATES,
  RECORD_FIGURES,
  type XmlElement,
} from "./model";

type Path = readonly (string | number)[];
export type LayoutProblem = { path: Path; message: string };
type Part = "file" | "group" | "record";
/** A field with where it stands: `line` are those beside it. */
type Placed = { field: LayoutField; path: Path; part: Part; line: readonly LayoutField[] };

/**
 * What may be changed to make it fit: words for people. A number that loses a digit, or has one replaced, is the number of something
 * else, and money would be put on it.
 */
const FREE_TEXTS: readonly LayoutSource[] = [
  "clientName",
  "matterName",
  "payorName",
  "payerName",
  "arMessage",
  "firmName",
  "methodKind",
  "authCode",
];
const DATES: readonly LayoutSource[] = [...RECORD_DATES, ...FILE_DATES];
const AMOUNTS: readonly LayoutSource[] = AMOUNT_SOURCES;
const NAME_SOURCES: readonly string[] = [...FILE_TEXTS.filter((source) => source !== "firmName"), ...FILE_DATES];
const SIGNS: Partial<Record<LayoutSource, readonly LayoutSource[]>> = {
  amountCents: ["amountSign", "kind"],
  groupTotalCents: ["groupTotalSign", "kind"],
  fileTotalCents: ["fileTotalSign"],
};
const PLACEHOLDER = /\{([^{}]*)\}/g;
const DATE_FORMAT = /^(YYYY|YY|MM|DD|[-/. :T0_])+$/;

/** What is wrong with a layout beyond its shape, in words. Nothing: every batch can be written, or is refused for what it holds. */
export function findLayoutProblems(layout: PostingLayout): LayoutProblem[] {
  const fields = layout.format === "xml" ? placeXmlFields(layout.roots, ["roots"], "file") : placeLineFields(layout);
  return [
    ...findFileNameProblems(layout),
    ...findFormatProblems(layout),
    ...fields.flatMap((placed) => findFieldProblems(placed, layout)),
    ...findMissing(fields),
    ...(layout.format === "xml"
      ? layout.roots.flatMap((root, at) => findElementProblems(root, ["roots", at], "file"))
      : []),
  ];
}

function placeLineFields(layout: Exclude<PostingLayout, { format: "xml" }>): Placed[] {
  const place = (part: Part, key: string, lines: readonly LayoutLine[]): Placed[] =>
    lines.flatMap(({ fields }, at) =>
      fields.map((field, index) => ({ field, part, line: fields, path: [key, at, "fields", index] })),
    );
  return [
    ...place("file", "fileHeader", layout.fileHeader),
    ...place("group", "groupHeader", layout.groupHeader),
    ...place("record", "record", layout.record),
    ...place("group", "groupTrailer", layout.groupTrailer),
    ...place("file", "fileTrailer", layout.fileTrailer),
  ];
}

function placeXmlFields(elements: readonly XmlElement[], path: Path, around: Part): Placed[] {
  const beside = elements.flatMap(({ text, attributes }) => [...(text ? [text] : []), ...(attributes ?? [])]);
  return elements.flatMap((element, at) => {
    const part = element.forEach ?? around;
    const here = [...path, at];
    const own = (element.attributes ?? []).map((field, index) => ({ field, path: [...here, "attributes", index] }));
    const text = element.text ? [{ field: element.text, path: [...here, "text"] }] : [];
    return [
      ...[...own, ...text].map((placed) => ({ ...placed, part, line: beside })),
      ...placeXmlFields(element.children ?? [], [...here, "children"], part),
    ];
  });
}

function findFileNameProblems({ fileName }: PostingLayout): LayoutProblem[] {
  const names = [...fileName.matchAll(PLACEHOLDER)].map(([, inner = ""]) => inner.split(":")[0] ?? "");
  const strange = names.filter((name) => !NAME_SOURCES.includes(name));
  const problems = strange.map((name) => `A file name cannot hold {${name}}; it can hold ${NAME_SOURCES.join(", ")}.`);
  if (!names.includes("batchNumber") && !names.includes("batchId"))
    problems.push("Put {batchNumber} into the file name, so that no two files share one.");
  return problems.map((message) => ({ path: ["fileName"], message }));
}

function findFormatProblems(layout: PostingLayout): LayoutProblem[] {
  if (layout.hasByteOrderMark && layout.encoding === "latin1")
    return [{ path: ["hasByteOrderMark"], message: "latin1 has no byte order mark." }];
  return [];
}

function findFieldProblems(placed: Placed, layout: PostingLayout): LayoutProblem[] {
  const messages = [
    ...findContentProblems(placed),
    ...findChangeProblems(placed.field),
    ...(layout.format === "fixed" ? findColumnProblems(placed.field) : findIdleProblems(placed.field)),
    ...findAmountProblems(placed, layout),
  ];
  return messages.map((message) => ({ path: placed.path, message: `${placed.field.name}: ${message}` }));
}

function findContentProblems({ field, part }: Placed): string[] {
  const { source, literal, template, dateFormat, amountFormat, values } = field;
  const problems: string[] = [];
  const given = [source, literal, template].filter((what) => what !== undefined).length;
  if (given !== 1) problems.push("say one of source, literal and template.");
  for (const used of [...(source ? [source] : []), ...namesIn(template)])
    problems.push(...findScopeProblem(used, part));
  if (dateFormat !== undefined && !(source && DATES.includes(source))) problems.push("dateFormat is for dates.");
  if (amountFormat !== undefined && !(source && AMOUNTS.includes(source)))
    problems.push("amountFormat is for amounts.");
  if (values !== undefined && (!source || DATES.includes(source) || AMOUNTS.includes(source)))
    problems.push("values is for texts.");
  for (const [, inner = ""] of (template ?? "").matchAll(PLACEHOLDER)) {
    const [name = "", format] = inner.split(/:(.*)/s);
    if (!(LAYOUT_SOURCES as readonly string[]).includes(name)) problems.push(`{${inner}} is no source.`);
    else if (format !== undefined && !(DATES.includes(name as LayoutSource) && DATE_FORMAT.test(format)))
      problems.push(`{${inner}} has a format that is none of a date.`);
  }
  return problems;
}

function namesIn(template: string | undefined): LayoutSource[] {
  return [...(template ?? "").matchAll(PLACEHOLDER)].map(
    ([, inner = ""]) => (inner.split(":")[0] ?? "") as LayoutSource,
  );
}

function findScopeProblem(source: LayoutSource, part: Part): string[] {
  if (part !== "record" && (RECORD_FIGURES as readonly string[]).includes(source))
    return [`${source} is of one record; use it in the lines of records.`];
  if (part === "file" && (GROUP_FIGURES as readonly string[]).includes(source))
    return [`${source} is of one group; use it in the lines of groups or records.`];
  return [];
}

function findChangeProblems({ source, literal, template, whenTooLong, whenUnwritable }: LayoutField): string[] {
  const isFree =
    literal !== undefined || template !== undefined || (source !== undefined && FREE_TEXTS.includes(source));
  const hasNumber = namesIn(template).includes("reference");
  if (isFree && !hasNumber) return [];
  const problems: string[] = [];
  if (whenTooLong === "truncate")
    problems.push("only words for people may be cut; a number that is cut is another number.");
  if (whenUnwritable === "replace" && !isFree) problems.push("only words for people may have characters replaced.");
  return problems;
}

function findColumnProblems({ source, width, align, pad }: LayoutField): string[] {
  if (width === undefined) return ["a field of a fixed layout needs a width."];
  const isCounted =
    source !== undefined && (AMOUNTS.includes(source) || (FILE_FIGURES as readonly string[]).includes(source));
  if (pad !== undefined && /[0-9]/.test(pad) && align !== "right")
    return ["a field that is filled with digits stands right, or its value changes."];
  return isCounted && pad !== undefined && !/[ 0*]/.test(pad) ? ["fill figures with spaces, zeros or stars."] : [];
}

function findIdleProblems({ align, pad }: LayoutField): string[] {
  return align !== undefined || pad !== undefined ? ["align and pad are for fixed layouts."] : [];
}

function findAmountProblems({ field, line }: Placed, layout: PostingLayout): string[] {
  const { source, amountFormat } = field;
  if (source === undefined || amountFormat === undefined) return [];
  const problems: string[] = [];
  const tells = SIGNS[source] ?? [];
  if (amountFormat.sign === "none" && !line.some((other) => other.source !== undefined && tells.includes(other.source)))
    problems.push(`without a sign, a field beside it must tell it: ${tells.join(" or ")}.`);
  if (
    layout.format === "delimited" &&
    layout.quoting === "never" &&
    layout.delimiter === "," &&
    amountFormat.decimals === "comma"
  )
    problems.push("a decimal comma in a file of commas needs quotes.");
  return problems;
}

/** A record must be found again by its reference, and its amount must stand somewhere. */
function findMissing(fields: readonly Placed[]): LayoutProblem[] {
  const hasReference = fields.some(
    ({ field, part }) =>
      part !== "file" && (field.source === "reference" || namesIn(field.template).includes("reference")),
  );
  const hasAmount = fields.some(({ field }) => field.source === "amountCents");
  const problems: LayoutProblem[] = [];
  if (!hasReference)
    problems.push({
      path: [],
      message: "Put reference into the lines of records or groups: by it a receipt is recognised later.",
    });
  if (!hasAmount) problems.push({ path: [], message: "Put amountCents into the lines of records." });
  return problems;
}

function findElementProblems(element: XmlElement, path: Path, around: Part): LayoutProblem[] {
  const problems: LayoutProblem[] = [];
  const part = element.forEach ?? around;
  const say = (message: string): void => {
    problems.push({ path, message: `${element.element}: ${message}` });
  };
  if (element.text && element.children) say("an element has a text or children, not both.");
  if (around === "record" && element.forEach) say("a record holds no further records or groups.");
  if (around === "group" && element.forEach === "group") say("a group holds no further groups.");
  const names = (element.attributes ?? []).map((field) => field.name);
  if (new Set(names).size < names.length) say("two of its attributes have the same name.");
  if (path.length === 2 && element.forEach) say("the document itself stands once.");
  const deeper = (element.children ?? []).flatMap((child, at) =>
    findElementProblems(child, [...path, "children", at], part),
  );
  return [...problems, ...deeper];
}
