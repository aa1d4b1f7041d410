import { parseArgs } from "node:util";

/** Reads options of this command that are whole numbers, such as `--rounds 7`. @throws Error in words for any other */
export function readNumbers<Name extends string>(defaults: Record<Name, number>): Record<Name, number> {
  const names = Object.keys(defaults) as Name[];
  const known = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ options: known });
  const numbers = { ...defaults };
  for (const name of names) {
    const text = values[name];
    if (typeof text !== "string") continue;
    if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} is ${text}; it must be a whole number above 0.`);
    numbers[name] = Number(text);
  }
  return numbers;
}
