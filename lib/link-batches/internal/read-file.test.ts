import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { BatchPreview, BatchRow } from "../model";
import { readBatchFile } from "./read-file";

const HEADER = "Invoice Number,Invoice Date,Due Date,Recipient Name,Recipient Email,Amount,Custom Message";
const GOOD = "204118,2026-11-01,2026-12-01,Elena Marsh,elena@bluewater.example,1250.00,Thank you";

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function read(file: string | Uint8Array, currency = "USD"): Promise<BatchPreview> {
  const result = await readBatchFile(typeof file === "string" ? bytesOf(file) : file, currency);
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.preview;
}

async function refusalOf(file: string | Uint8Array): Promise<string> {
  const result = await readBatchFile(typeof file === "string" ? bytesOf(file) : file, "USD");
  if (result.ok) return "none";
  expect(result.refusal.message).toMatch(/^[A-Z].*\.$/);
  return result.refusal.code;
}

/** One row whose cells differ from the good one's. */
async function row(
  changes: Partial<Record<"number" | "invoiced" | "due" | "name" | "email" | "amount" | "message", string>>,
  currency = "USD",
): Promise<BatchRow> {
  const cells = {
    number: "204118",
    invoiced: "2026-11-01",
    due: "2026-12-01",
    name: "Elena Marsh",
    email: "elena@bluewater.example",
    amount: "1250.00",
    message: "",
    ...changes,
  };
  const quoted = Object.values(cells).map((cell) => `"${cell.replaceAll('"', '""')}"`);
  const { rows } = await read(`${HEADER}\n${quoted.join(",")}\n`, currency);
  const [only] = rows;
  if (!only) throw new Error("no row");
  return only;
}

describe("a good file", () => {
  it("answers what the contract shows", async () => {
    expect(await read(`${HEADER}\n${GOOD}\n`)).toEqual({
      rows: [
        {
          line: 2,
          values: {
            invoiceNumber: "204118",
            invoiceDate: "2026-11-01",
            dueDate: "2026-12-01",
            recipientName: "Elena Marsh",
            recipientEmails: ["elena@bluewater.example"],
            amountCents: 125_000,
            customMessage: "Thank you",
          },
          errors: [],
          warnings: [],
        },
      ],
      counts: { rows: 1, valid: 1, invalid: 0 },
      totalCents: 125_000,
    });
  });

  it.each<[string, string | Uint8Array]>([
    ["with CRLF", `${HEADER}\r\n${GOOD}\r\n`],
    ["with the line breaks of old Macs", `${HEADER}\r${GOOD}\r`],
    ["with mixed line breaks", `${HEADER}\r\n\n\r${GOOD}`],
    ["without a last line break", `${HEADER}\n${GOOD}`],
    ["with a UTF-8 mark", `\ufeff${HEADER}\n${GOOD}`],
    ["with a mark before a quoted name", `\ufeff"Invoice Number"${HEADER.slice(14)}\n${GOOD}`],
    ["in UTF-16, little end first", iconv.encode(`${HEADER}\n${GOOD}`, "utf-16le", { addBOM: true })],
    ["in UTF-16, big end first", iconv.encode(`${HEADER}\n${GOOD}`, "utf-16be", { addBOM: true })],
    ["with semicolons", `${HEADER.replaceAll(",", ";")}\n${GOOD.replaceAll(",", ";")}`],
    ["with tabs", `${HEADER.replaceAll(",", "\t")}\n${GOOD.replaceAll(",", "\t")}`],
    ["with bars", `${HEADER.replaceAll(",", "|")}\n${GOOD.replaceAll(",", "|")}`],
    ["with Excel's hint", `sep=;\n${HEADER.replaceAll(",", ";")}\n${GOOD.replaceAll(",", ";")}`],
    ["with every cell in quotes", `"${HEADER.replaceAll(",", '","')}"\n"${GOOD.replaceAll(",", '","')}"`],
    [
      "with spaces around cells and quotes",
      `${HEADER.replaceAll(",", " , ")}\n ${GOOD.replaceAll(",", '" , "').replace('204118"', "204118").replace(/$/, '"')}`,
    ],
    ["with names in capitals and wide spaces", `${HEADER.toUpperCase().replaceAll(" ", " \u00a0 ")}\n${GOOD}`],
    ["with Ctrl-Z at its end", `${HEADER}\n${GOOD}\n\u001a`],
    ["with a column of its own between", `Notes,${HEADER}\nx,${GOOD}`],
    [
      "with columns in another order",
      `Amount,Recipient Email,Recipient Name,Due Date,Invoice Date,Invoice Number\n1250.00,elena@bluewater.example,Elena Marsh,2026-12-01,2026-11-01,204118`,
    ],
    ["with empty lines all over", `\n\n${HEADER}\n\n , , ,,,,\n${GOOD}\n\n;;\n`.replace("\n;;\n", "\n")],
    ["with empty columns at the end of every line", `${HEADER},,\n${GOOD},,`],
  ])("is read %s", async (_name, file) => {
    const { rows, counts, totalCents } = await read(file);
    expect({ counts, totalCents, errors: rows.flatMap((one) => one.errors) }).toEqual({
      counts: { rows: 1, valid: 1, invalid: 0 },
      totalCents: 125_000,
      errors: [],
    });
  });

  it("keeps the letters of Windows-1252, where UTF-8 would be wrong", async () => {
    const { rows } = await read(
      iconv.encode(`${HEADER}\n${GOOD.replace("Elena Marsh", "Amélie O’Neill – €")}`, "windows-1252"),
    );
    expect(rows[0]?.values.recipientName).toBe("Amélie O’Neill – €");
    const utf8 = await read(`${HEADER}\n${GOOD.replace("Elena Marsh", "Amélie Łukasz 山田")}`);
    expect(utf8.rows[0]?.values.recipientName).toBe("Amélie Łukasz 山田");
  });

  it("may hold no row", async () => {
    expect(await read(`${HEADER}\n\n`)).toEqual({ rows: [], counts: { rows: 0, valid: 0, invalid: 0 }, totalCents: 0 });
  });

  it("may lack the message, as a column and as a cell", async () => {
    const { rows } = await read(`${HEADER.replace(",Custom Message", "")}\n${GOOD.replace(",Thank you", "")}`);
    expect(rows[0]).toMatchObject({ values: { customMessage: "" }, errors: [] });
    const short = await read(`${HEADER}\n${GOOD.replace(",Thank you", "")}`);
    expect(short.rows[0]).toMatchObject({ values: { customMessage: "" }, errors: [] });
  });
});

describe("lines", () => {
  it("are physical, and those on which a row begins", async () => {
    const multi = GOOD.replace("Thank you", '"Dear ""Elena"",\r\n\r\nthank you"');
    const { rows } = await read(`\r\n${HEADER}\r\n\r\n${multi}\r\n,,,\r\n${multi}\r\n${GOOD}`);
    expect(rows.map(({ line }) => line)).toEqual([4, 8, 11]);
    expect(rows[0]?.values.customMessage).toBe('Dear "Elena",\n\nthank you');
  });

  it.each<[string, string[], [number, boolean][]]>([
    [
      "a quote that is never closed",
      [GOOD, GOOD.replace("Elena", '"Elena'), GOOD],
      [
        [2, true],
        [3, false],
        [4, true],
      ],
    ],
    [
      "a quote in the last line",
      [GOOD, GOOD.replace("Elena", '"Elena')],
      [
        [2, true],
        [3, false],
      ],
    ],
    [
      "an open quote that a later one would close",
      [GOOD.replace("Elena", '"Elena'), GOOD, GOOD.replace("Thank you", '"Thank you"')],
      [
        [2, false],
        [3, true],
        [4, true],
      ],
    ],
    [
      "a quote within a cell",
      [GOOD.replace("Elena", 'El"ena'), GOOD],
      [
        [2, false],
        [3, true],
      ],
    ],
    [
      "text after a closing quote",
      [GOOD.replace("Elena Marsh", '"Elena" Marsh'), GOOD],
      [
        [2, false],
        [3, true],
      ],
    ],
    [
      "a quote alone",
      ['"', GOOD],
      [
        [2, false],
        [3, true],
      ],
    ],
    [
      "quotes alone",
      ['""', '""""""', GOOD],
      [
        [3, false],
        [4, true],
      ],
    ],
    [
      "a row as long as a file",
      [`${"x".repeat(150_000)}${GOOD}`, GOOD],
      [
        [2, false],
        [3, true],
      ],
    ],
    [
      "a quoted cell as long as a file",
      [`"${"x".repeat(150_000)}",1`, GOOD],
      [
        [2, false],
        [3, true],
      ],
    ],
    [
      "thousands of commas",
      [",".repeat(90_000), `${GOOD}${",x".repeat(40_000)}`, GOOD],
      [
        [3, false],
        [4, true],
      ],
    ],
  ])("of %s never hide another row", async (_name, lines, expected) => {
    const { rows } = await read([HEADER, ...lines].join("\n"));
    expect(rows.map((one) => [one.line, one.errors.length === 0])).toEqual(expected);
  });
});

describe("a row", () => {
  it("with fewer cells has empty ones", async () => {
    const { rows } = await read(`${HEADER}\n204118,2026-11-01`);
    expect(rows[0]?.errors.map(({ column }) => column)).toEqual([
      "Due Date",
      "Recipient Name",
      "Recipient Email",
      "Amount",
    ]);
  });

  it.each(["x", "", "1,2,3"])("with more cells is wrong as a whole: %j", async (extra) => {
    const { rows, counts } = await read(`${HEADER}\n${GOOD},${extra}`);
    expect(rows[0]?.errors).toEqual([{ column: null, message: expect.stringContaining("more cells") }]);
    expect(counts).toEqual({ rows: 1, valid: 0, invalid: 1 });
  });

  it("names a column as the file does", async () => {
    const { rows } = await read(`${HEADER.replace("Amount", " aMOUNT ")}\n${GOOD.replace("1250.00", "x")}`);
    expect(rows[0]?.errors).toEqual([{ column: "aMOUNT", message: expect.any(String) }]);
    expect(rows[0]?.values.amountCents).toBeNull();
  });

  it("says every wrong cell, and counts in no total", async () => {
    const { rows, counts, totalCents } = await read(`${HEADER}\n,x,y,,z,-5,\n${GOOD}`);
    expect(rows[0]?.errors.map(({ column }) => column)).toEqual([
      "Invoice Number",
      "Invoice Date",
      "Due Date",
      "Recipient Name",
      "Recipient Email",
      "Amount",
    ]);
    expect(rows[0]?.values).toEqual({
      invoiceNumber: null,
      invoiceDate: null,
      dueDate: null,
      recipientName: null,
      recipientEmails: null,
      amountCents: null,
      customMessage: "",
    });
    for (const { message } of rows[0]?.errors ?? []) expect(message).toMatch(/^[A-Z"].*\.$/);
    expect([counts, totalCents]).toEqual([{ rows: 2, valid: 1, invalid: 1 }, 125_000]);
  });

  it("is warned about when it is due before its invoice", async () => {
    expect((await row({ invoiced: "2026-12-02" })).warnings).toEqual([
      { column: "Due Date", message: expect.stringContaining("before the invoice date") },
    ]);
    expect((await row({ invoiced: "2026-12-01" })).warnings).toEqual([]);
  });

  it("is warned about when it repeats an earlier one", async () => {
    const other = GOOD.replace("elena@", "elena.marsh@");
    const shared = GOOD.replace("elena@bluewater.example", "x@y.example; ELENA@bluewater.example");
    const { rows } = await read([HEADER, GOOD, other, GOOD.replace("204118", "204119"), shared, GOOD].join("\n"));
    expect(rows.map(({ warnings }) => warnings.map(({ message }) => /line (\d+)/.exec(message)?.[1]))).toEqual([
      [],
      [],
      [],
      ["2"],
      ["2"],
    ]);
    expect(rows.every((one) => one.errors.length === 0)).toBe(true);
  });
});

describe("amounts", () => {
  it.each<[string, number]>([
    ["1250", 125_000],
    ["1250.5", 125_050],
    ["$1,234.50", 123_450],
    ["$ 1,234.50", 123_450],
    ["USD 50.00", 5_000],
    ["usd 50", 5_000],
    ["USD1,000,000.00", 100_000_000],
    ["0.01", 1],
    [" 7.00 ", 700],
    ["\u00a0$7.00", 700],
    ["999,999,999.99", 99_999_999_999],
  ])("%j is %i cents", async (amount, cents) => {
    expect(await row({ amount })).toMatchObject({ values: { amountCents: cents }, errors: [] });
  });

  it.each([
    "",
    "0",
    "0.00",
    "$0",
    "-5",
    "$-5.00",
    "-$5.00",
    "−5",
    "(50.00)",
    "($50.00)",
    "50,00",
    "1.234,50",
    "1,23",
    "12,34.00",
    "1 234.50",
    "1.234",
    "5.005",
    "€50",
    "£50.00",
    "CA$50",
    "CAD 50.00",
    "EUR 50",
    "50 EUR",
    "1e3",
    "0x10",
    "five",
    "NaN",
    "Infinity",
    "=5+5",
    "5.0.0",
    "$",
    "USD",
    "1000000000.00",
    "٥٠",
    "50%",
    "50-",
    "+50",
  ])("%j is none", async (amount) => {
    const wrong = await row({ amount });
    expect(wrong.values.amountCents).toBeNull();
    expect(wrong.errors).toEqual([{ column: "Amount", message: expect.stringMatching(/^[A-Z].*\.$/) }]);
  });

  it.each<[string, string, number | null]>([
    ["£50.00", "GBP", 5_000],
    ["GBP 50", "GBP", 5_000],
    ["$50", "GBP", null],
    ["$50", "CAD", 5_000],
    ["USD 50", "CAD", null],
    ["500", "JPY", 500],
    ["500.00", "JPY", null],
  ])("%j into a %s account is %s", async (amount, currency, cents) => {
    expect((await row({ amount }, currency)).values.amountCents).toBe(cents);
  });
});

describe("dates", () => {
  it.each<[string, string]>([
    ["2026-11-21", "2026-11-21"],
    ["11/21/2026", "2026-11-21"],
    ["1/5/2026", "2026-01-05"],
    ["01/05/2026", "2026-01-05"],
    ["11-21-2026", "2026-11-21"],
    ["2028-02-29", "2028-02-29"],
    ["2/29/2028", "2028-02-29"],
  ])("%j is %s", async (due, iso) => {
    expect(await row({ due, invoiced: "2026-01-01" })).toMatchObject({
      values: { dueDate: iso },
      errors: [],
      warnings: [],
    });
  });

  it.each([
    "",
    "2026-02-29",
    "02/30/2026",
    "21/11/2026",
    "13/01/2026",
    "0/1/2026",
    "1/0/2026",
    "11/21/26",
    "2026/11/21",
    "2026-1-5",
    "20261121",
    "21.11.2026",
    "11/21-2026",
    "2026-11-21T00:00:00Z",
    "Nov 21, 2026",
    "46347",
    "0000-01-01",
    "1899-12-31",
    "2200-01-01",
    "99999-01-01",
    "tomorrow",
  ])("%j is none", async (due) => {
    const wrong = await row({ due });
    expect(wrong.values.dueDate).toBeNull();
    expect(wrong.errors).toEqual([{ column: "Due Date", message: expect.stringMatching(/^[A-Z].*\.$/) }]);
  });
});

describe("addresses", () => {
  it.each<[string, string[]]>([
    ["a@b.example", ["a@b.example"]],
    ["a@b.example;c@d.example", ["a@b.example", "c@d.example"]],
    [" a@b.example ; ; c@d.example; ", ["a@b.example", "c@d.example"]],
    ["a@b.example;A@B.example", ["a@b.example"]],
    ["o'neill+bills@sub.mail.example", ["o'neill+bills@sub.mail.example"]],
  ])("%j are read", async (email, addresses) => {
    expect(await row({ email })).toMatchObject({ values: { recipientEmails: addresses }, errors: [] });
  });

  it.each([
    "",
    ";",
    "a",
    "a@",
    "@b.example",
    "a@b",
    "a b@c.example",
    "a@b.example, c@d.example",
    "a@b.example c@d.example",
    "Elena <a@b.example>",
    "a@b.example;x",
    "a@@b.example",
    "a@b..example",
    "a@b.example\nBcc: c@d.example",
    `${"x".repeat(250)}@b.example`,
    Array.from({ length: 21 }, (_, index) => `a${index}@b.example`).join(";"),
  ])("%j is wrong", async (email) => {
    const wrong = await row({ email });
    expect(wrong.values.recipientEmails).toBeNull();
    expect(wrong.errors).toHaveLength(1);
    expect(wrong.errors[0]?.message.length).toBeLessThan(200);
  });
});

describe("texts", () => {
  it.each<[string, Parameters<typeof row>[0], string]>([
    ["a long number", { number: "x".repeat(61) }, "Invoice Number"],
    ["a long name", { name: "x".repeat(121) }, "Recipient Name"],
    ["a long message", { message: "x".repeat(2001) }, "Custom Message"],
    ["a name on two lines", { name: "Elena\nMarsh" }, "Recipient Name"],
    ["a control character", { name: "Elena\u0007" }, "Recipient Name"],
    ["a mark that turns the text around", { name: "Elena \u202ehsraM" }, "Recipient Name"],
    ["what a wrong encoding leaves", { message: "Am\ufffdlie" }, "Custom Message"],
    ["nothing but spaces", { number: "  \u00a0 " }, "Invoice Number"],
  ])("refuse %s", async (_name, changes, column) => {
    expect((await row(changes)).errors.map((error) => error.column)).toEqual([column]);
  });

  it("let through what only looks dangerous", async () => {
    const values = {
      number: "=HYPERLINK(1)",
      name: "<script>alert(1)</script> 'or 1=1--",
      message: "a\tb\nc {recipient} 山田",
    };
    expect(await row(values)).toMatchObject({
      values: { invoiceNumber: values.number, recipientName: values.name, customMessage: values.message },
      errors: [],
    });
  });
});

describe("a file that cannot be read", () => {
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]);
  const noise = Uint8Array.from({ length: 4096 }, (_, index) => 1 + ((index * 89 + ((index * index) % 251)) % 255));
  it.each<[string, string | Uint8Array, string]>([
    ["nothing", "", "file_empty"],
    ["only a mark", "\ufeff", "file_empty"],
    ["only line breaks and spaces", " \r\n\n \t\n", "file_empty"],
    ["a NUL", `${HEADER}\n${GOOD}\u0000`, "file_has_nul"],
    ["UTF-16 without a mark", iconv.encode(`${HEADER}\n${GOOD}`, "utf-16le"), "file_has_nul"],
    ["UTF-32", iconv.encode(`${HEADER}\n${GOOD}`, "utf-32le", { addBOM: true }), "file_has_nul"],
    ["an Excel file", zip, "file_binary"],
    ["an old Excel file", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "file_binary"],
    ["a PDF", "%PDF-1.7\n%âãÏÓ\n", "file_binary"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]), "file_binary"],
    ["noise", noise, "file_binary"],
    ["no header", GOOD, "column_missing"],
    ["a header alone that lacks a column", HEADER.replace("Amount", "Sum"), "column_missing"],
    ["a header with a broken quote", `"${HEADER}\n${GOOD}`, "column_missing"],
    ["a web page", "<!doctype html><html><body>Sign in</body></html>", "column_missing"],
    ["a column twice", `${HEADER},amount\n${GOOD},5`, "column_twice"],
    ["101 columns", `${HEADER}${",x".repeat(94)}\n${GOOD}`, "too_many_columns"],
    ["100,000 columns", `${HEADER}${",x".repeat(40_000)}\n${GOOD}`, "too_many_columns"],
    ["10,001 rows", `${HEADER}\n${`${GOOD}\n`.repeat(10_001)}`, "too_many_rows"],
    ["10 MB of line breaks", `${HEADER}\n${"\n".repeat(10_000_000)}`, "too_many_lines"],
  ])("is refused: %s", async (_name, file, code) => {
    expect(await refusalOf(file)).toBe(code);
  });

  it("has at most 10,000 rows", async () => {
    const { counts } = await read(`${HEADER}\n${`${GOOD}\n`.repeat(10_000)}`);
    expect(counts).toEqual({ rows: 10_000, valid: 10_000, invalid: 0 });
  });
});

describe("a hostile file", () => {
  const size = 10_000_000;
  it.each<[string, string]>([
    ["one line without end", "x".repeat(size)],
    ["commas only", ",".repeat(size)],
    ["quotes only", '"'.repeat(size)],
    ["open quotes", '"x\n'.repeat(150_000)],
    ["quotes that pair up across lines", '"""\n'.repeat(150_000)],
    ["empty rows", `,,,\n`.repeat(190_000)],
    ["a quote before megabytes", `"${"x,\n".repeat(190_000)}`],
  ])(
    "never takes long: %s",
    async (_name, body) => {
      const result = await readBatchFile(bytesOf(`${HEADER}\n${body}`), "USD");
      // Refused, or each of its rows is wrong.
      expect(result.ok ? result.preview.counts.valid : 0).toBe(0);
    },
    // A reading that is not linear would take hours, whatever else this machine does.
    30_000,
  );
});
