import {
  AMOUNT_SOURCES,
  FILE_DATES,
  FILE_FIGURES,
  FILE_TEXTS,
  GROUP_FIGURES,
  LAYOUT_SOURCES,
  type LayoutField,
  type LayoutLine,
  type LayoutProblemCode,
  type LayoutSource,
  type PostingLayout,
  RECORD_DATES,
  RECORD_FIGURES,
  type SaidProblem,
  type XmlElement,
} from "./model";

type Path = readonly (string | number)[];
export type PlacedProblem = SaidProblem & { path: Path };
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

/** What is wrong with a layout beyond its shape. Nothing: every batch can be written, or is refused for what it holds. */
export function findLayoutProblems(layout: PostingLayout): PlacedProblem[] {
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

function say(code: LayoutProblemCode, values: SaidProblem["values"] = {}): SaidProblem {
  return { code, values };
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

function findFileNameProblems({ fileName }: PostingLayout): PlacedProblem[] {
  const names = [...fileName.matchAll(PLACEHOLDER)].map(([, inner = ""]) => inner.split(":")[0] ?? "");
  const strange = names.filter((name) => !NAME_SOURCES.includes(name));
  const known = NAME_SOURCES.join(", ");
  const problems = strange.map((name) => say("layout_file_name_source", { placeholder: `{${name}}`, known }));
  if (!names.includes("batchNumber") && !names.includes("batchId"))
    problems.push(say("layout_file_name_repeats", { placeholder: "{batchNumber}" }));
  return problems.map((problem) => ({ path: ["fileName"], ...problem }));
}

function findFormatProblems(layout: PostingLayout): PlacedProblem[] {
  if (layout.hasByteOrderMark && layout.encoding === "latin1")
    return [{ path: ["hasByteOrderMark"], ...say("layout_mark_latin1") }];
  return [];
}

function findFieldProblems(placed: Placed, layout: PostingLayout): PlacedProblem[] {
  const problems = [
    ...findContentProblems(placed),
    ...findChangeProblems(placed.field),
    ...(layout.format === "fixed" ? findColumnProblems(placed.field) : findIdleProblems(placed.field)),
    ...findAmountProblems(placed, layout),
  ];
  const { path, field } = placed;
  return problems.map(({ code, values }) => ({ path, code, values: { ...values, name: field.name } }));
}

function findContentProblems({ field, part }: Placed): SaidProblem[] {
  const { source, literal, template, dateFormat, amountFormat, values } = field;
  const problems: SaidProblem[] = [];
  const given = [source, literal, template].filter((what) => what !== undefined).length;
  if (given !== 1) problems.push(say("layout_field_content"));
  for (const used of [...(source ? [source] : []), ...namesIn(template)])
    problems.push(...findScopeProblem(used, part));
  if (dateFormat !== undefined && !(source && DATES.includes(source))) problems.push(say("layout_field_date_format"));
  if (amountFormat !== undefined && !(source && AMOUNTS.includes(source)))
    problems.push(say("layout_field_amount_format"));
  if (values !== undefined && (!source || DATES.includes(source) || AMOUNTS.includes(source)))
    problems.push(say("layout_field_values"));
  for (const [, inner = ""] of (template ?? "").matchAll(PLACEHOLDER)) {
    const [name = "", format] = inner.split(/:(.*)/s);
    if (!(LAYOUT_SOURCES as readonly string[]).includes(name))
      problems.push(say("layout_placeholder_source", { placeholder: `{${inner}}` }));
    else if (format !== undefined && !(DATES.includes(name as LayoutSource) && DATE_FORMAT.test(format)))
      problems.push(say("layout_placeholder_format", { placeholder: `{${inner}}` }));
  }
  return problems;
}

function namesIn(template: string | undefined): LayoutSource[] {
  return [...(template ?? "").matchAll(PLACEHOLDER)].map(
    ([, inner = ""]) => (inner.split(":")[0] ?? "") as LayoutSource,
  );
}

function findScopeProblem(source: LayoutSource, part: Part): SaidProblem[] {
  if (part !== "record" && (RECORD_FIGURES as readonly string[]).includes(source))
    return [say("layout_scope_record", { source })];
  if (part === "file" && (GROUP_FIGURES as readonly string[]).includes(source))
    return [say("layout_scope_group", { source })];
  return [];
}

function findChangeProblems({ source, literal, template, whenTooLong, whenUnwritable }: LayoutField): SaidProblem[] {
  const isFree =
    literal !== undefined || template !== undefined || (source !== undefined && FREE_TEXTS.includes(source));
  const hasNumber = namesIn(template).includes("reference");
  if (isFree && !hasNumber) return [];
  const problems: SaidProblem[] = [];
  if (whenTooLong === "truncate") problems.push(say("layout_no_cut"));
  if (whenUnwritable === "replace" && !isFree) problems.push(say("layout_no_replace"));
  return problems;
}

function findColumnProblems({ source, width, align, pad }: LayoutField): SaidProblem[] {
  if (width === undefined) return [say("layout_needs_width")];
  const isCounted =
    source !== undefined && (AMOUNTS.includes(source) || (FILE_FIGURES as readonly string[]).includes(source));
  if (pad !== undefined && /[0-9]/.test(pad) && align !== "right") return [say("layout_digits_right")];
  return isCounted && pad !== undefined && !/[ 0*]/.test(pad) ? [say("layout_figure_pad")] : [];
}

function findIdleProblems({ align, pad }: LayoutField): SaidProblem[] {
  return align !== undefined || pad !== undefined ? [say("layout_fixed_only")] : [];
}

function findAmountProblems({ field, line }: Placed, layout: PostingLayout): SaidProblem[] {
  const { source, amountFormat } = field;
  if (source === undefined || amountFormat === undefined) return [];
  const problems: SaidProblem[] = [];
  const tells = SIGNS[source] ?? [];
  if (amountFormat.sign === "none" && !line.some((other) => other.source !== undefined && tells.includes(other.source)))
    problems.push(say("layout_sign_beside", { known: tells.join(", ") }));
  if (
    layout.format === "delimited" &&
    layout.quoting === "never" &&
    layout.delimiter === "," &&
    amountFormat.decimals === "comma"
  )
    problems.push(say("layout_decimal_comma"));
  return problems;
}

/** A record must be found again by its reference, and its amount must stand somewhere. */
function findMissing(fields: readonly Placed[]): PlacedProblem[] {
  const hasReference = fields.some(
    ({ field, part }) =>
      part !== "file" && (field.source === "reference" || namesIn(field.template).includes("reference")),
  );
  const hasAmount = fields.some(({ field }) => field.source === "amountCents");
  const problems: PlacedProblem[] = [];
  if (!hasReference) problems.push({ path: [], ...say("layout_no_reference") });
  if (!hasAmount) problems.push({ path: [], ...say("layout_no_amount") });
  return problems;
}

function findElementProblems(element: XmlElement, path: Path, around: Part): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  const part = element.forEach ?? around;
  const add = (code: LayoutProblemCode): void => {
    problems.push({ path, ...say(code, { name: element.element }) });
  };
  if (element.text && element.children) add("layout_text_or_children");
  if (around === "record" && element.forEach) add("layout_record_in_record");
  if (around === "group" && element.forEach === "group") add("layout_group_in_group");
  const names = (element.attributes ?? []).map((field) => field.name);
  if (new Set(names).size < names.length) add("layout_attributes_twice");
  if (path.length === 2 && element.forEach) add("layout_document_once");
  const deeper = (element.children ?? []).flatMap((child, at) =>
    findElementProblems(child, [...path, "children", at], part),
  );
  return [...problems, ...deeper];
}
