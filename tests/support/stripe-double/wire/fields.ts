import { invalid, type StripeFailure } from "./failures";
import type { Params, Value } from "./form";

/** Reads one parameter. `name` is what a message calls it, such as `card[number]`. @throws StripeFailure 400 */
export type Field<T> = { read(value: Value, name: string): T; isRequired?: boolean };
export type Shape = Record<string, Field<unknown>>;
export type Reads<S extends Shape> = { [K in keyof S]?: S[K] extends Field<infer T> ? T : never };

/** Ties the names in a shape to those that the SDK's types publish for the call; a name that Stripe lacks does not compile. */
export function shapeOf<P>() {
  return <S extends Shape>(shape: S & { [K in keyof S]: K extends keyof P ? unknown : never }): S => shape;
}

export function required<T>(field: Field<T>): Field<T> {
  return { ...field, isRequired: true };
}

/** Reads all parameters of a call, refusing the unknown before it looks for the missing. */
export function readShape<S extends Shape>(shape: S, params: Params, prefix = ""): Reads<S> {
  const full = (name: string) => (prefix === "" ? name : `${prefix}[${name}]`);
  for (const name of Object.keys(params)) {
    if (name === "payment_method_types" && prefix === "" && "allowed_payment_method_types" in shape) throw noTypes();
    if (!Object.hasOwn(shape, name)) {
      const message = `Received unknown parameter: ${full(name)}`;
      throw invalid(message, { code: "parameter_unknown", param: full(name) });
    }
  }
  const read: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    const value = params[name];
    if (value !== undefined) read[name] = field.read(value, full(name));
    else if (field.isRequired) {
      throw invalid(`Missing required param: ${full(name)}.`, { code: "parameter_missing", param: full(name) });
    }
  }
  return read as Reads<S>;
}

/** Published for API versions from 2026-09-30.endive on. */
function noTypes(): StripeFailure {
  return invalid(
    "The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types`, `excluded_payment_method_types` or dynamic payment methods.",
    { code: "payment_method_types_no_longer_supported", param: "payment_method_types" },
  );
}

function asText(value: Value, name: string): string {
  if (typeof value !== "string") throw invalid(`Invalid string: ${JSON.stringify(value)}`, { param: name });
  return value;
}

export function text(maxLength = 5_000): Field<string> {
  return {
    read(value, name) {
      const read = asText(value, name);
      if (read === "") {
        const message = `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`;
        throw invalid(message, { code: "parameter_invalid_empty", param: name });
      }
      if (read.length > maxLength)
        throw invalid(`Invalid string: ${read.slice(0, 20)}...; must be at most ${maxLength} characters`, {
          param: name,
        });
      return read;
    },
  };
}

/** An empty text unsets it: null. */
export function unsettable<T>(field: Field<T>): Field<T | null> {
  return { read: (value, name) => (value === "" ? null : field.read(value, name)) };
}

export const integer: Field<number> = {
  read(value, name) {
    const read = asText(value, name);
    if (!/^-?\d{1,15}$/.test(read))
      throw invalid(`Invalid integer: ${read}`, { code: "parameter_invalid_integer", param: name });
    return Number(read);
  },
};

export const flag: Field<boolean> = {
  read(value, name) {
    const read = asText(value, name);
    if (read !== "true" && read !== "false") throw invalid(`Invalid boolean: ${read}`, { param: name });
    return read === "true";
  },
};

export function oneOf<const T extends string>(...values: T[]): Field<T> {
  return {
    read(value, name) {
      const read = asText(value, name);
      const found = values.find((one) => one === read);
      if (found) return found;
      const names = [...values.slice(0, -1).map((one) => `${one}, `), `or ${values.at(-1)}`].join("");
      throw invalid(`Invalid ${name}: must be one of ${values.length > 1 ? names : values[0]}`, { param: name });
    },
  };
}

export function either<A, B>(first: Field<A>, second: Field<B>): Field<A | B> {
  return {
    read(value, name) {
      try {
        return first.read(value, name);
      } catch {
        return second.read(value, name);
      }
    },
  };
}

export function listOf<T>(field: Field<T>): Field<T[]> {
  return {
    read(value, name) {
      if (value === "") return [];
      if (!Array.isArray(value)) throw invalid("Invalid array", { param: name });
      return value.map((one, index) => field.read(one, `${name}[${index}]`));
    },
  };
}

export function group<S extends Shape>(shape: S): Field<Reads<S>> {
  return {
    read(value, name) {
      // An object without any entry reaches the wire as an empty text.
      if (value === "") return readShape(shape, {}, name);
      if (typeof value === "string" || Array.isArray(value)) throw invalid("Invalid object", { param: name });
      return readShape(shape, value, name);
    },
  };
}

/** Null unsets all; an empty value unsets that key. */
export const metadata: Field<Record<string, string> | null> = {
  read(value, name) {
    if (value === "") return null;
    if (typeof value === "string") throw invalid("Invalid object", { param: name });
    const entries = Object.entries(value).map(([key, inner]): [string, string] => [
      key,
      asText(inner, `${name}[${key}]`),
    ]);
    if (entries.length > 50) throw invalid("Metadata can have up to 50 keys.", { param: name });
    for (const [key, inner] of entries) {
      if (key.length > 40) throw invalid("Metadata keys can have up to 40 characters.", { param: name });
      if (inner.length > 500)
        throw invalid(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${inner.length} characters. Invalid value: ${inner.slice(0, 20)}...`,
          { param: `${name}[${key}]` },
        );
    }
    return Object.fromEntries(entries);
  },
};

/** What an object holds after such a parameter: keys are added to those it has. */
export function mergeMetadata(
  before: Record<string, string>,
  given: Record<string, string> | null | undefined,
): Record<string, string> {
  if (given === undefined) return before;
  if (given === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ""));
}

const RANGE = { gt: integer, gte: integer, lt: integer, lte: integer };
export type Range = number | Reads<typeof RANGE>;
export const range: Field<Range> = {
  read: (value, name) => (typeof value === "string" ? integer.read(value, name) : group(RANGE).read(value, name)),
};

/** Who may stand in a list: `limit` from 1 to 100, and a cursor. */
export const PAGE = {
  limit: {
    read(value: Value, name: string) {
      const read = integer.read(value, name);
      if (read >= 1 && read <= 100) return read;
      throw invalid(`Invalid ${read < 1 ? "positive " : ""}integer`, { param: name });
    },
  },
  starting_after: text(),
  ending_before: text(),
  expand: listOf(text()),
};
