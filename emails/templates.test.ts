import { readdirSync } from "node:fs";
import { createElement } from "react";
import { describe, expect, it } from "vitest";
import { MAIL_KINDS } from "@/lib/email/model";
import { LOCALES, type Locale } from "@/lib/i18n/model";
import { letterText } from "./letter-text";
import type { MailTemplate } from "./template";
import { renderHtml } from "./ui";

type AnyFacts = { locale: Locale };

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".tsx") && file !== "ui.tsx")
  .map((file) => file.replace(".tsx", ""));

async function templateOf(name: string): Promise<MailTemplate<AnyFacts>> {
  const file = (await import(/* @vite-ignore */ `./${name}.tsx`)) as { default: MailTemplate<AnyFacts> };
  return file.default;
}

/** What a reader sees: no tags, no styles, entities read. */
function visibleText(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replace(/[ \n]+/g, " ");
}

it("has one template per kind of mail, and no other file", () => {
  expect(names.toSorted()).toEqual([...MAIL_KINDS].toSorted());
});

describe.each(names)("the mail %s", (name) => {
  it.each(LOCALES)("in %s says the same in both parts, with the button's address as text", async (locale) => {
    const template = await templateOf(name);
    const facts = { ...template.PreviewProps, locale };
    const letter = template.write(facts);
    const html = await renderHtml(createElement(template, facts));
    const text = letterText(letter);
    const shown = visibleText(html);

    const said = [
      ...letter.paragraphs,
      ...(letter.amount ? [letter.amount.text, letter.amount.account] : []),
      ...letter.facts.flatMap((fact) => [fact.name, fact.value]),
      ...letter.notes,
      letter.firm.addressLine,
      letter.firm.phone,
      letter.closing,
    ];
    for (const part of said) {
      expect(part).not.toBe("");
      expect(text).toContain(part);
      expect(shown).toContain(part);
    }
    if (letter.button) {
      expect(text.split("\n")).toContain(letter.button.url);
      expect(shown).toContain(letter.button.url);
      expect(html).toContain(`href="${letter.button.url}"`);
      expect(shown).toContain(letter.button.label);
    }
    expect(letter.subject).not.toMatch(/[\r\n]/);
    expect(`${letter.subject}${text}`).not.toMatch(/mail\.\w|\{|\}|undefined|null/);
    expect(html).toContain(`lang="${locale}"`);
    expect(html).toContain('content="light dark"');
    expect(html).not.toContain("var(--");
    // Gmail cuts a mail at 102 kB.
    expect(html.length).toBeLessThan(60_000);
  });
});

describe("words about money", () => {
  it("calls trust money held in trust and not yet earned on a receipt", async () => {
    const template = await templateOf("receipt");
    const letter = template.write({ ...template.PreviewProps, accountKind: "trust" } as AnyFacts);
    expect(letterText(letter)).toContain("held in trust and not yet earned");
    expect(letter.amount?.isTrust).toBe(true);
  });

  it("never calls an eCheck in flight paid", async () => {
    const template = await templateOf("receipt");
    const facts = {
      ...template.PreviewProps,
      isClearing: true,
      method: { kind: "echeck", brand: "bank", last4: "6789" },
      authCode: "",
    };
    const letter = template.write(facts as AnyFacts);
    const text = `${letter.subject}\n${letterText(letter)}`;
    expect(text).toContain("Payment submitted, clears in 3-5 business days");
    expect(text).toContain("Bank account ending in 6789");
    expect(text).not.toMatch(/\bpaid\b/i);
    expect(text).not.toContain("Authorization code");
  });

  it("asks for a deposit into the trust account in words", async () => {
    const template = await templateOf("pay-link");
    const letter = template.write({
      ...template.PreviewProps,
      accountKind: "trust",
      message: "",
      invoiceNumber: "",
    } as AnyFacts);
    expect(letter.subject).toBe("Payment request from Hartwell & Lowe LLP");
    expect(letterText(letter)).toContain("trust account, where it is held in trust for you");
    expect(letterText(letter)).toContain("Dear Elena Marsh,");
  });

  it("names the invoice in the subject when there is one", async () => {
    const template = await templateOf("pay-link");
    expect(template.write(template.PreviewProps).subject).toBe("Invoice 204118 from Hartwell & Lowe LLP");
  });
});

it("keeps what a firm or client wrote from becoming markup", async () => {
  const template = await templateOf("pay-link");
  const facts = { ...template.PreviewProps, message: '<script>alert(1)</script> & "quotes"' };
  const html = await renderHtml(createElement(template, facts as AnyFacts));
  expect(html).not.toContain("<script>alert");
  expect(html).toContain("&lt;script&gt;");
});
