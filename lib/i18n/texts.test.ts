import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { messagesOf } from "./messages";
import { LOCALES } from "./model";
import { textsOf } from "./texts";

/** What a firm may call itself or a client: none of it is a sign to us. */
const ODD = "O’Neil & {amount} <b>'$&'</b> | #1";

describe("textsOf", () => {
  it.each(LOCALES)("says what next-intl says, for each message of the catalogue (%s)", (locale) => {
    const messages = messagesOf(locale);
    const said = listMessages(messages).map(({ namespace, key, message }) => {
      const values = valuesFor(message);
      return { namespace, key, ours: textsOf(locale, namespace)(key, values), values };
    });
    const expected = said.map(({ namespace, key, values }) => {
      const translate = createTranslator({ locale, messages, namespace, timeZone: "UTC" } as Options) as Translate;
      return { namespace, key, ours: translate(key, values), values };
    });
    expect(said.length).toBeGreaterThan(1_000);
    expect(said).toEqual(expected);
  });

  it("knows which texts there are", () => {
    const t = textsOf("en", "pay");
    expect([t.has("asks"), t.has("nothing")]).toEqual([true, false]);
  });
});

type Options = Parameters<typeof createTranslator>[0];
type Translate = (key: string, values: Record<string, string>) => string;

/** Messages that take words alone: a choice or a number needs a value of its own kind, and a tag a function. */
function listMessages(messages: object): { namespace: string; key: string; message: string }[] {
  return Object.entries(messages).flatMap(([namespace, texts]) =>
    flatten(texts as object)
      .filter(({ message }) => !/\{\w+,|</.test(message))
      .map((found) => ({ namespace, ...found })),
  );
}

function flatten(texts: object, before = ""): { key: string; message: string }[] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === "string" ? [{ key: before + name, message: value }] : flatten(value, `${before}${name}.`),
  );
}

function valuesFor(message: string): Record<string, string> {
  return Object.fromEntries([...message.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, ODD]));
}
