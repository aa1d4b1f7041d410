import { XMLParser } from "fast-xml-parser";
import { z } from "zod";

/** What the TransactionService says that became of a process. */
export type ProcessAnswer =
  /** Saved, or (`waits`) in the action list of the service's user, where a person submits it. */
  | { kind: "taken"; waits: boolean; item: string }
  /** Nothing of it was kept: it may be sent again once the cause is mended. */
  | { kind: "failed"; reason: string }
  /** It ended, but with errors in its data: whether any of it was kept is for a person to see. */
  | { kind: "unsure"; reason: string };

const results = z.object({
  ProcessExecutionResults: z.object({
    Result: z.enum(["Success", "Interface", "Failure"]),
    OutputId: z.string().optional(),
    ProcessItemId: z.string().optional(),
    Message: z.string().optional(),
    MESSAGE: z.unknown().optional(),
    DATA_ERRORS: z.unknown().optional(),
  }),
});

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", parseTagValue: false });

/** Null when it is no answer of the service. */
export function readProcessAnswer(xml: string): ProcessAnswer | null {
  const parsed = results.safeParse(parse(xml));
  if (!parsed.success) return null;
  const { Result, OutputId, ProcessItemId = "", Message = "", DATA_ERRORS } = parsed.data.ProcessExecutionResults;
  const errors = textsOf(DATA_ERRORS).join(" ");
  const reason = [Message, errors, ...textsOf(parsed.data.ProcessExecutionResults.MESSAGE)].filter(Boolean).join(" ");
  if (Result === "Failure") return { kind: "failed", reason: reason || "3E gives no reason." };
  // An item with errors in the action list is there to be corrected by hand; one that has ended with errors is not.
  if (Result === "Interface") return { kind: "taken", waits: true, item: ProcessItemId };
  if (OutputId === "Failure" || errors !== "")
    return { kind: "unsure", reason: reason || "3E says that the process ended in failure." };
  return { kind: "taken", waits: false, item: ProcessItemId };
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return null;
  }
}

/** The texts of errors, wherever they stand in the tree: elements E and MESSAGE. */
function textsOf(tree: unknown): string[] {
  if (typeof tree === "string") return tree.trim() === "" ? [] : [tree.trim()];
  if (Array.isArray(tree)) return tree.flatMap(textsOf);
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([name, inner]) => {
    if (name === "E" || name === "MESSAGE" || name === "#text") return textsOf(inner);
    return typeof inner === "object" ? textsOf(inner) : [];
  });
}
