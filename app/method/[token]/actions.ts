"use server";

import { z } from "zod";
import { payAction } from "@/lib/http/pay-action";
import { completeMethodAction } from "@/lib/methods/complete-method-action";
import { saveRequestedMethod } from "@/lib/methods/save-requested-method";
import { SaveRequestedInput } from "@/lib/methods/schemas";

export const saveMethodAction = payAction({
  kind: "method_request",
  input: SaveRequestedInput,
  verb: saveRequestedMethod,
});

export const completeSavingAction = payAction({
  kind: "method_request",
  input: z.null(),
  verb: (ctx, requestId) => completeMethodAction(ctx, requestId),
});
