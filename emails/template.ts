import type { ReactElement } from "react";
import type { Letter } from "@/lib/email/model";

/** The default export of every file beside this one that is a message: the HTML part as a component, and the content it is made of. */
export type MailTemplate<Facts> = {
  (facts: Facts): ReactElement;
  /** Content in the language of the facts; the text part and the subject come from it. */
  write: (facts: Facts) => Letter;
  /** An example, for previews and for the test that renders every template. */
  PreviewProps: Facts;
};
