import { z } from "zod";
import { FIELD_KINDS, FIELD_MODULES, MOST_OPTIONS } from "./model";
import { readOptions } from "./rules";

/** Every message is a word that a screen turns into a sentence (`errors.field.*`). */

const id = z.string().min(1).max(60);

/** A new field without `fieldId`, a change with one. `options` as they are typed, one a line. Module and kind stay once it is made. */
export const CustomFieldForm = z
  .object({
    fieldId: z.string().max(60).default(""),
    module: z.enum(FIELD_MODULES),
    label: z.string().trim().min(1, "field_label_missing").max(60, "text_too_long"),
    kind: z.enum(FIELD_KINDS),
    options: z.string().max(6_000, "text_too_long"),
    isRequired: z.boolean(),
  })
  .superRefine((form, context) => {
    if (form.kind !== "choice") return;
    const options = readOptions(form.options);
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["options"], message });
    if (options.length < 2) refuse("options_too_few");
    if (options.length > MOST_OPTIONS) refuse("options_too_many");
    if (options.some((option) => option.length > 80)) refuse("text_too_long");
  });
export type CustomFieldForm = z.infer<typeof CustomFieldForm>;
export type CustomFieldTyped = z.input<typeof CustomFieldForm>;

export const MoveCustomFieldInput = z.object({ fieldId: id, direction: z.enum(["up", "down"]) });
export type MoveCustomFieldInput = z.infer<typeof MoveCustomFieldInput>;

export const ArchiveCustomFieldInput = z.object({ fieldId: id, isArchived: z.boolean() });
export type ArchiveCustomFieldInput = z.infer<typeof ArchiveCustomFieldInput>;
