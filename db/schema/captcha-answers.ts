import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** Answers to captchas that have counted, until they would count no more anyway: each counts once. */
export const captchaAnswers = pgTable(
  "captcha_answers",
  {
    firmId: firmId(),
    answerHash: text("answer_hash").notNull(),
    keptUntil: instant("kept_until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.answerHash] }), index("captcha_answers_kept").on(t.firmId, t.keptUntil)],
);
