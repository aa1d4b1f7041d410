import type { ZodError } from "zod";
import type { FieldError } from "@/lib/platform/errors";

type Issue = ZodError["issues"][number];

/** More would hide the first ones. */
const MOST_ERRORS = 100;

/** Every wrong field of an input, with its path in dots; "" is the whole body. */
export function fieldErrorsOf(error: ZodError): FieldError[] {
  return error.issues.slice(0, MOST_ERRORS).map((issue) => {
    const { path, message } = telling(issue);
    return { path: path.map(String).join("."), message };
  });
}

/** Of a value that may be one thing or another, the last way to write it is the one that people mean. */
function telling(issue: Issue): { path: PropertyKey[]; message: string } {
  if (issue.code === "unrecognized_keys") {
    const [first = ""] = issue.keys;
    return { path: [...issue.path, first], message: "There is no such field. Leave it out, or correct its name." };
  }
  // A union with a sentence of its own says it better than any of its parts.
  if (issue.code === "invalid_union" && issue.message === "Invalid input") {
    const inner = issue.errors.at(-1)?.[0];
    if (inner) return telling({ ...inner, path: [...issue.path, ...inner.path] } as Issue);
  }
  return { path: issue.path, message: issue.message };
}
