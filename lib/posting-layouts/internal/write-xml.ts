import type { FileEncoding, LayoutField, XmlElement, XmlLayout } from "../model";
import { fitText } from "./fit-text";
import { refuse } from "./refuse";
import { holds, recordsIn, referenceOf, type Scope } from "./scope";
import type { Tally } from "./tally";
import { writeValue } from "./write-value";

const ENCODING_NAMES = { utf8: "utf-8", latin1: "iso-8859-1", utf16le: "utf-16" } as const;

/** The whole content of an XML file. */
export function writeXml(layout: XmlLayout, scope: Scope, tally: Tally): string {
  const root = layout.roots.find((element) => holds(element.when, scope));
  if (!root)
    return refuse(
      "no_root",
      "No document of the layout has conditions that these records meet. Add one, or take one's conditions away.",
    );
  const writer: Writer = { layout, tally, end: layout.isIndented ? "\n" : "" };
  const declaration = layout.hasDeclaration
    ? `<?xml version="1.0" encoding="${ENCODING_NAMES[layout.encoding]}"?>${writer.end}`
    : "";
  return declaration + writeElement(writer, root, scope, 0);
}

type Writer = { layout: XmlLayout; tally: Tally; end: string };

function writeElement(writer: Writer, element: XmlElement, scope: Scope, depth: number): string {
  return scopesOf(element, scope)
    .filter((inner) => holds(element.when, inner))
    .map((inner) => writeOne(writer, element, inner, depth))
    .join("");
}

/** A group is gone through record by record; outside of a group, every record of the file is. */
function scopesOf({ forEach }: XmlElement, scope: Scope): Scope[] {
  if (forEach === "group") return scope.groups.map((group) => ({ ...scope, group }));
  if (forEach !== "record") return [scope];
  const groups = scope.group ? [scope.group] : scope.groups;
  return groups.flatMap((group) => recordsIn({ ...scope, group }).map((record) => ({ ...scope, group, record })));
}

function writeOne(writer: Writer, element: XmlElement, scope: Scope, depth: number): string {
  const indent = writer.layout.isIndented ? "  ".repeat(depth) : "";
  const attributes = (element.attributes ?? [])
    .map((field) => ` ${field.name}="${escapeXml(writeField(writer, field, scope), writer.layout.encoding)}"`)
    .join("");
  const open = `${indent}<${element.element}${attributes}`;
  if (element.children) {
    const inner = element.children.map((child) => writeElement(writer, child, scope, depth + 1)).join("");
    if (inner !== "") return `${open}>${writer.end}${inner}${indent}</${element.element}>${writer.end}`;
  }
  const text = element.text ? escapeXml(writeField(writer, element.text, scope), writer.layout.encoding) : "";
  if (text === "" && element.isLeftOutWhenEmpty) return "";
  return text === "" ? `${open}/>${writer.end}` : `${open}>${text}</${element.element}>${writer.end}`;
}

function writeField({ layout, tally }: Writer, field: LayoutField, scope: Scope): string {
  tally.note(field, scope);
  return fitText(writeValue(field, scope), field, layout, referenceOf(scope));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Line breaks and tabs as numbers, because a reader may turn them into spaces; so what the encoding has no place for. */
function escapeXml(text: string, encoding: FileEncoding): string {
  const escaped = text.replaceAll(/[&<>"'\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
  const others = encoding === "latin1" ? /[\u0080-\u{10ffff}]/gu : /[\u0080-\u009f]/g;
  return escaped.replaceAll(others, (sign) => `&#${sign.codePointAt(0)};`);
}
