import { getDocumentProxy } from "unpdf";

export type ReadPdf = {
  title: string;
  language: string;
  isTagged: boolean;
  showsTitle: boolean;
  fonts: { family: string; isEmbedded: boolean }[];
  pages: { text: string; width: number; height: number; tags: Record<string, number> }[];
};

/** A PDF as a reader that did not write it sees it (pdf.js); the fonts from the file's own objects. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const copy = Uint8Array.from(bytes);
  const pdf = await getDocumentProxy(copy);
  const { info } = await pdf.getMetadata();
  const known = info as { Title?: string; Language?: string };
  const pages: ReadPdf["pages"] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const [, , width = 0, height = 0] = page.view;
    const text = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? " " : ""}` : "")).join("");
    pages.push({ text, width, height, tags: countTags(await page.getStructTree()) });
  }
  const raw = Buffer.from(bytes).toString("latin1");
  return {
    title: known.Title ?? "",
    language: known.Language ?? "",
    isTagged: /\/Marked true/.test(raw) && /\/StructTreeRoot/.test(raw),
    showsTitle: /\/DisplayDocTitle true/.test(raw),
    fonts: fontsOf(raw),
    pages,
  };
}

type Node = { role?: string; children?: unknown[] };

function countTags(node: unknown, counts: Record<string, number> = {}): Record<string, number> {
  const { role, children = [] } = (node ?? {}) as Node;
  if (role) counts[role] = (counts[role] ?? 0) + 1;
  for (const child of children) countTags(child, counts);
  return counts;
}

/** Each font's descriptor, and whether it holds the font itself. A font without a descriptor is one of the reader's own. */
function fontsOf(raw: string): ReadPdf["fonts"] {
  const objects = raw.match(/\d+ 0 obj[\s\S]*?endobj/g) ?? [];
  const descriptors = objects.filter((text) => /\/Type \/FontDescriptor/.test(text));
  const bare = objects.filter((text) => /\/Subtype \/Type1\b/.test(text) && !/\/FontDescriptor/.test(text));
  return [
    ...descriptors.map((text) => ({
      family: /\/FontName \/[A-Z]{6}\+([A-Za-z0-9]+)/.exec(text)?.[1] ?? "",
      isEmbedded: /\/FontFile[23]? \d+ 0 R/.test(text),
    })),
    ...bare.map(() => ({ family: "standard", isEmbedded: false })),
  ];
}
