import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BrandStyle } from "@/components/layout/brand-style";
import { initialsOf } from "@/components/layout/monogram";

test.each([
  ["Hartwell & Lowe LLP", "HL"],
  ["Okafor Legal", "OL"],
  ["Dana Whitfield", "DW"],
  ["Marsh, Lindqvist, Takeda & Osei, P.C.", "MO"],
  ["Élan LLP", "É"],
  ["LLC", "L"],
])("the initials of %s are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("colours of a firm become one rule; whatever could end the rule is left out", () => {
  const html = renderToStaticMarkup(
    <BrandStyle
      nonce="abc"
      values={{
        "--brand-accent": "#5b2a52",
        "--brand-background-image": "linear-gradient(#5b2a52 0 15rem, transparent 15rem)",
        "--brand-link": "red;} body{display:none",
        "--ink": "#ffffff",
        "--brand-logo": "url(https://elsewhere.example/x)",
      }}
    />,
  );
  expect(html).toBe(
    '<style nonce="abc">:root{--brand-accent:#5b2a52;--brand-background-image:linear-gradient(#5b2a52 0 15rem, transparent 15rem)}</style>',
  );
});
