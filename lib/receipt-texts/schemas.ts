import { z } from "zod";
import { MAX_FOOTER, MAX_MESSAGE } from "./model";

/** Everything that has a look, and line breaks; what a browser sends as CR LF is one line break. */
const text = (most: number) =>
  z
    .string()
    .transform((typed) => typed.replaceAll("\r\n", "\n").trim())
    .pipe(
      z
        .string()
        .max(most, "text_too_long")
        .regex(/^(?:\P{Cc}|\n|\t)*$/u, "text_characters"),
    );

const words = z.object({ message: text(MAX_MESSAGE), footer: text(MAX_FOOTER) });

/** All languages at once, so that nothing that was typed is lost when one changes between them. */
export const ReceiptTextsInput = z.object({ en: words, fr: words, es: words });
export type ReceiptTextsInput = z.infer<typeof ReceiptTextsInput>;
