import { expect, it } from "vitest";
import { ICON_SHAPES } from "./icon-shapes";

it.each(Object.entries<string | { line: string; heavy: string }>(ICON_SHAPES))(
  "%s is drawn by paths alone",
  (_, shape) => {
    // Written into the page as markup, so nothing may stand in it that could end the attribute.
    for (const path of typeof shape === "string" ? [shape] : [shape.line, shape.heavy])
      expect(path).toMatch(/^[MmLlHhVvCcSsQqTtAaZz\d .,-]*$/);
  },
);
