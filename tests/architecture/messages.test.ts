import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { messagesOf } from "@/lib/i18n/messages";
import { LOCALES, type Locale } from "@/lib/i18n/model";
import { MONEY_REFUSAL_CODES } from "@/lib/money/parse-money";
import { FREQUENCIES } from "@/lib/schedules/model";
import { type MessageParts, readMessage } from "./support/icu";
import { listPaths, readSource } from "./support/sources";

type Tree = { [key: string]: string | Tree };
type Texts = Map<string, string>;

const TRANSLATED: Locale[] = ["fr", "es"];
const LONGEST_UNTRANSLATED_WORDS = 3;
const DASHES = /[\u2010\u2013\u2014]/;

function flatten(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return typeof value === "string" ? [[here, value] as [string, string]] : flatten(value, here);
  });
}

function catalogue(locale: Locale): Texts {
  const files = listPaths([`messages/${locale}`], /\.json$/);
  return new Map(
    files.flatMap((path) => {
      const name = path.slice(`messages/${locale}/`.length, -".json".length);
      const namespace = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return flatten(JSON.parse(readSource(path).text) as Tree, namespace);
    }),
  );
}

/** Keys that one side has and the other lacks. */
function unmatchedKeys(english: Texts, other: Texts): string[] {
  return [
    ...[...english.keys()].filter((key) => !other.has(key)).map((key) => `${key} is missing`),
    ...[...other.keys()].filter((key) => !english.has(key)).map((key) => `${key} is not in English`),
  ];
}

function shape({ args, tags, choices }: MessageParts): string {
  const list = (values: Iterable<string>): string => [...new Set(values)].sort().join(" ");
  return `arguments ${list([...args].map(([name, kind]) => `${name}:${kind}`))}; tags ${list(tags)}; choices ${list(choices)}`;
}

/** Messages whose arguments, tags or choices differ from English, or that are no ICU message. */
function unmatchedShapes(english: Texts, other: Texts): string[] {
  return [...other].flatMap(([key, text]) => {
    try {
      const [ours, theirs] = [shape(readMessage(english.get(key) ?? text)), shape(readMessage(text))];
      return ours === theirs ? [] : [`${key}: ${theirs}, in English ${ours}`];
    } catch (error) {
      return [`${key}: ${String(error)}`];
    }
  });
}

function untranslated(english: Texts, other: Texts): string[] {
  return [...other]
    .filter(([key, text]) => text === english.get(key) && wordsOf(text).length > LONGEST_UNTRANSLATED_WORDS)
    .map(([key, text]) => `${key}: ${text}`);
}

/** The words of a message that a reader sees; arguments and tags are no words. */
function wordsOf(text: string): string[] {
  return text.replace(/\{[^{}]*\}|<[^<>]*>/g, " ").match(/\p{L}{2,}/gu) ?? [];
}

/** Marks that are wrong in a language: our voice has no exclamations, French holds its spaces, Spanish opens its questions. */
function wrongMarks(locale: Locale, texts: Texts): string[] {
  return [...texts].flatMap(([key, text]) => {
    const wrong = [
      text.trim() === "" && "is empty",
      text !== text.trim() && "begins or ends with a space",
      /[!¡]/.test(text) && "exclaims",
      DASHES.test(text) && "has a dash that our faces or voice lack",
      /\u202f/.test(text) && "has U+202F, which our faces lack",
      /'/.test(text.replace(/'[{}<>][^']*'/g, "")) && "has a typewriter apostrophe; write U+2019",
      /"/.test(text) && locale !== "en" && "has typewriter quotes",
      locale === "fr" &&
        /[\s\u00a0][?;]/.test(text) &&
        "has a space before ? or ;, which French in Canada does not write",
      locale === "fr" && /[^\s\d\u00a0]:(\s|$)|[^\u00a0]:$| :/.test(text) && "lacks U+00A0 before the colon",
      locale === "fr" && /«[^\u00a0]|[^\u00a0]»/.test(text) && "lacks U+00A0 within « »",
      locale === "es" && /\?/.test(text) && !/¿/.test(text) && "does not open its question with ¿",
    ].filter((problem) => problem !== false);
    return wrong.map((problem) => `${locale} ${key} ${problem}: ${text}`);
  });
}

const UNWANTED: Record<Locale, RegExp> = {
  en: /\b(please|oops|sorry|successfully|something went wrong|invalid)\b/i,
  fr: /\b(s’il vous plaît|veuillez|désolée?|avec succès|invalide)\b/i,
  es: /\b(por favor|lo sentimos|lo siento|con éxito|exitosamente|inválid[oa]|no válid[oa])\b/i,
};

/** Second words for a thing that has one: trust account, operating account, firm. Readers take two words for two things. */
const SECOND_WORDS: Record<Locale, RegExp> = {
  en: /\b(escrow|client account|office account|law office)\b/i,
  fr: /fidéicommis|compte (général|d’honoraires|d’administration)|\bétude\b|\be-?mails?\b/i,
  es: /fiduciari|cuenta (de honorarios|general|de explotación)|\b(despacho|bufete)\b|\be-?mails?\b/i,
};

function unwantedWords(locale: Locale, texts: Texts): string[] {
  const isUnwanted = (text: string): boolean => {
    const words = text.replace(/\{\w+\}/g, " ");
    return UNWANTED[locale].test(words) || SECOND_WORDS[locale].test(words);
  };
  return [...texts].filter(([, text]) => isUnwanted(text)).map(([key, text]) => `${locale} ${key}: ${text}`);
}

/** Renders every message with made-up arguments, through the library that the screens use. */
function unrenderable(locale: Locale, texts: Texts): string[] {
  const problems: string[] = [];
  for (const [key, text] of texts) {
    const { args, tags } = readMessage(text);
    const values: Record<string, unknown> = {};
    for (const [name, kind] of args) values[name] = sampleOf(kind);
    for (const tag of tags) values[tag] = (chunks: unknown) => String(chunks);
    const onError = (error: Error): void => {
      problems.push(`${locale} ${key}: ${error.message}`);
    };
    const translate = createTranslator({ locale, messages: { text }, timeZone: "UTC", onError });
    translate.markup("text", values as Record<string, string>);
  }
  return problems;
}

function sampleOf(kind: string): unknown {
  if (kind === "date" || kind === "time") return new Date(0);
  return kind === "" || kind === "select" ? "other" : 2;
}

describe("texts of screens, mails and receipts", () => {
  const english = catalogue("en");

  it("are all loaded", () => {
    expect(english.size).toBeGreaterThanOrEqual(250);
    for (const locale of LOCALES) {
      const loaded = new Map(flatten(messagesOf(locale) as unknown as Tree));
      expect(unmatchedKeys(catalogue(locale), loaded)).toEqual([]);
    }
  });

  it.each(TRANSLATED)("have the same keys in English and in %s", (locale) => {
    expect(unmatchedKeys(english, catalogue(locale))).toEqual([]);
  });

  it("name how often as the specification does, and plans and Auto-Pays alike in every language", () => {
    const named = FREQUENCIES.map((frequency) => english.get(`schedules.frequency.${frequency}`)?.toLowerCase());
    expect(named).toEqual(
      "single, daily, weekly, every two weeks, twice a month, monthly, quarterly, semi-annual, annual".split(", "),
    );
    for (const locale of LOCALES) {
      const texts = catalogue(locale);
      for (const frequency of FREQUENCIES)
        expect(texts.get(`schedules.frequency.${frequency}`)).toBe(texts.get(`autoPays.frequency.${frequency}`));
    }
  });

  it.each(LOCALES)("ask for the same arguments in English and in %s", (locale) => {
    expect(unmatchedShapes(english, catalogue(locale))).toEqual([]);
  });

  it.each(LOCALES)("can be rendered in %s", (locale) => {
    expect(unrenderable(locale, catalogue(locale))).toEqual([]);
  });

  it.each(TRANSLATED)("are translated into %s", (locale) => {
    expect(untranslated(english, catalogue(locale))).toEqual([]);
  });

  it.each(LOCALES)("have the marks of %s", (locale) => {
    expect(wrongMarks(locale, catalogue(locale))).toEqual([]);
  });

  it.each(LOCALES)("speak in our voice in %s", (locale) => {
    expect(unwantedWords(locale, catalogue(locale))).toEqual([]);
  });
});

describe("texts that quote a heading", () => {
  it.each(LOCALES)("quote it as it stands on the page, in %s", (locale) => {
    const { links, pay } = messagesOf(locale);
    expect(links.result.nextOpenText).toContain(pay.dead.expiredTitle);
    expect(links.action.cancelLead).toContain(pay.dead.cancelledTitle);
  });
});

describe("refusals of amounts", () => {
  it("have a sentence for each reason", () => {
    expect(Object.keys(messagesOf("en").money.refusal).sort()).toEqual([...MONEY_REFUSAL_CODES].sort());
  });
});

describe("what the guards of texts would catch", () => {
  const one = (text: string): Texts => new Map([["a.b", text]]);

  it.each([
    ["a missing argument", "Pay {amount}", "Payer", 1],
    ["another argument", "Pay {amount}", "Payer {sum}", 1],
    ["an argument of another kind", "{count, plural, one {# link} other {# links}}", "{count} liens", 1],
    ["an argument within a choice", "{n, plural, one {{who}} other {{who}s}}", "{n, plural, one {x} other {y}}", 1],
    ["a missing choice", "{kind, select, card {card} other {bank}}", "{kind, select, other {banque}}", 1],
    ["a missing tag", "Read <link>this</link>", "Lisez ceci", 1],
    ["an open brace", "Pay {amount}", "Payer {amount", 1],
    ["a brace too many", "Pay {amount}", "Payer {amount}}", 1],
    ["another plural form", "{n, plural, one {a} other {b}}", "{n, plural, one {a} many {b} other {b}}", 0],
    ["another order", "{a} of {b}", "{b} : {a}", 0],
  ])("in its shape: %s", (_name, english, other, problems) => {
    expect(unmatchedShapes(one(english), one(other))).toHaveLength(problems);
  });

  it.each<[string, Locale, string, number]>([
    ["nothing", "fr", " ", 2],
    ["an exclamation", "es", "Pagado!", 1],
    ["a dash", "en", "Paid \u2014 thank you", 1],
    ["U+202F", "fr", "1\u202f000", 1],
    ["a typewriter apostrophe", "fr", "l'argent", 1],
    ["a space before the question mark", "fr", "Payer\u00a0?", 1],
    ["a breaking space before the colon", "fr", "Total : 5", 1],
    ["no space before the colon", "fr", "Total: 5", 1],
    ["breaking spaces in guillemets", "fr", "« Payer »", 1],
    ["no opening question mark", "es", "Pagar?", 1],
    ["right French", "fr", "Payer «\u00a0{name}\u00a0»?", 0],
    ["a time", "fr", "à 14:30, heure de l’Est\u00a0: ouvert", 0],
    ["right Spanish", "es", "¿Pagar?", 0],
  ])("in its marks: %s", (_name, locale, text, problems) => {
    expect(wrongMarks(locale, one(text))).toHaveLength(problems);
  });

  it("in its words", () => {
    expect(untranslated(one("Nothing was charged today"), one("Nothing was charged today"))).toHaveLength(1);
    expect(untranslated(one("IOLTA Trust"), one("IOLTA Trust"))).toEqual([]);
    expect(unwantedWords("en", one("Please try again"))).toHaveLength(1);
    expect(unwantedWords("fr", one("Veuillez réessayer"))).toHaveLength(1);
    expect(unwantedWords("fr", one("Compte en fidéicommis"))).toHaveLength(1);
    expect(unmatchedKeys(one("a"), new Map([["a.c", "a"]]))).toHaveLength(2);
    expect(unrenderable("en", one("{n, plural, one {a}}"))).toHaveLength(1);
  });
});

describe("a permission that an action asks for", () => {
  const asked = new Set(
    listPaths(["app/staff"], /actions\.ts$/).flatMap((path) =>
      [...readSource(path).text.matchAll(/permission: "([a-z.]+)"/g)].map(([, name]) => name ?? ""),
    ),
  );

  it("is named in words to who lacks it", () => {
    expect(asked.size).toBeGreaterThan(4);
    for (const locale of LOCALES) {
      const texts = catalogue(locale);
      const silent = [...asked].filter((name) => !texts.has(`errors.reason.needs_${name.replace(".", "_")}`));
      expect(silent, locale).toEqual([]);
    }
  });
});
