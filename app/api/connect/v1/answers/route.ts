import { MAX_ANSWER_BYTES } from "@/lib/connections/model";
import { receiveAnswer } from "@/lib/connections/receive-answer";
import { AnswersInput } from "@/lib/connections/schemas";
import { connectRoute } from "@/lib/http/connect-route";

export const POST = connectRoute({
  name: "answers",
  input: AnswersInput,
  maxBytes: MAX_ANSWER_BYTES,
  run: receiveAnswer,
});
