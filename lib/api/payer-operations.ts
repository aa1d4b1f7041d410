import { createPayer } from "@/lib/payers/create-payer";
import type { PayerDetail } from "@/lib/payers/model";
import { getPayer, listPayers } from "@/lib/payers/queries";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { updatePayer } from "@/lib/payers/update-payer";
import { inputWords } from "./input-words";
import { apiOperation } from "./operation";
import { instantText, instantTextOrNull } from "./parts";
import { ChangePayerBody, CreatePayerBody, PayerAnswer, PayerList, PayerListQuery } from "./payer-schemas";

const tag = "Payers";

export const listAllPayers = apiOperation({
  name: "listPayers",
  tag,
  summary: "List payers",
  description: "By name unless `sort` says otherwise. Archived payers are left out.",
  permissions: ["payments.view"],
  query: PayerListQuery,
  answer: PayerList,
  refusals: ["cursor_invalid", "cursor_of_other_sort"],
  verb: async ({ ctx, query }) => {
    const { rows, nextCursor } = await listPayers(ctx, query);
    const data = rows.map(({ id, kind, name, emails, phone, clientRefs, createdAt, lastPaidAt }) => ({
      ...{ id, kind, name, emails, phone, clientRefs },
      createdAt: instantText(createdAt),
      lastPaidAt: instantTextOrNull(lastPaidAt),
    }));
    return { data, nextCursor };
  },
});

export const makePayer = apiOperation({
  name: "createPayer",
  tag,
  summary: "Make a payer",
  permissions: ["payers.manage", "payments.view"],
  body: CreatePayerBody,
  answer: PayerAnswer,
  status: 201,
  refusals: ["payer_name_missing"],
  verb: async ({ ctx, body, requestKey }) => {
    const { id } = await createPayer(ctx, CreatePayerInput.parse({ ...body, requestKey }, { error: inputWords }));
    return answerOf(await getPayer(ctx, id));
  },
});

export const readPayer = apiOperation({
  name: "getPayer",
  tag,
  summary: "Read a payer",
  permissions: ["payments.view"],
  answer: PayerAnswer,
  verb: async ({ ctx, id }) => answerOf(await getPayer(ctx, id)),
});

export const changePayer = apiOperation({
  name: "updatePayer",
  tag,
  summary: "Change a payer",
  description: "What is left out stays as it is.",
  permissions: ["payers.manage", "payments.view"],
  body: ChangePayerBody,
  answer: PayerAnswer,
  refusals: ["payer_name_missing"],
  verb: async ({ ctx, id, body, isRetry }) => {
    const { revision, ...changes } = body;
    // A try before may have been cut off after it had changed the payer; the same change again is none.
    await updatePayer(ctx, { payerId: id, revision: isRetry ? null : (revision ?? null), changes });
    return answerOf(await getPayer(ctx, id));
  },
});

function answerOf(payer: PayerDetail): PayerAnswer {
  const { createdAt, archivedAt, mergedInto: _into, ...rest } = payer;
  return { ...rest, createdAt: instantText(createdAt), archivedAt: instantTextOrNull(archivedAt) };
}
