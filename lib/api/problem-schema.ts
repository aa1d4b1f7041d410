import { z } from "zod";

/** What every refusal of the API looks like, for its description. */
export const ProblemAnswer = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "For programs.", example: "trust_needs_matter" }),
    detail: z.string().meta({ description: "What is wrong and how to mend it, in English." }),
    errors: z
      .array(z.object({ path: z.string().meta({ example: "lines.0.manualCents" }), message: z.string() }))
      .optional()
      .meta({ description: "Of wrong input: every wrong value." }),
    reference: z
      .string()
      .optional()
      .meta({ description: "Of an unexpected failure: finds it in the log of the server." }),
  })
  .meta({ id: "Problem" });
