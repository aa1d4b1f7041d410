import { changeAutoPay } from "@/lib/auto-pays/change-auto-pay";
import { createRunningAutoPay } from "@/lib/auto-pays/create-auto-pay";
import type { AutoPayDetail, AutoPayRow, AutoPayRun } from "@/lib/auto-pays/model";
import { previewAutoPay } from "@/lib/auto-pays/preview-auto-pay";
import { getAutoPay, listFirmAutoPays } from "@/lib/auto-pays/queries";
import { CreateAutoPayInput } from "@/lib/auto-pays/schemas";
import { ApiRefusal } from "@/lib/http/api-problem";
import { PROBLEM_WORDS } from "@/lib/http/api-words";
import { getAccountId } from "@/lib/merchant-accounts/get-account-id";
import {
  type AutoPayAnswer,
  AutoPayDetailAnswer,
  AutoPayList,
  AutoPayListQuery,
  AutoPayPreviewAnswer,
  ChangeAutoPayBody,
  CreateAutoPayBody,
} from "./auto-pay-schemas";
import { inputWords } from "./input-words";
import { apiOperation } from "./operation";
import { instantText, instantTextOrNull } from "./parts";

const tag = "Auto-Pay";
const refusals = ["connect_off", "connection_missing", "auto_pay_cancelled", "account_unknown"];

export const listAllAutoPays = apiOperation({
  name: "listAutoPays",
  tag,
  summary: "List Auto-Pays",
  description: "The newest first.",
  permissions: ["payments.view"],
  query: AutoPayListQuery,
  answer: AutoPayList,
  refusals: ["connect_off", "cursor_invalid"],
  verb: async ({ ctx, query }) => {
    const { rows, nextCursor } = await listFirmAutoPays(ctx, query);
    return { data: rows.map(answerOf), nextCursor };
  },
});

export const makeAutoPay = apiOperation({
  name: "createAutoPay",
  tag,
  summary: "Make an Auto-Pay",
  description: "It runs from `startDate` on. Invoices are paid oldest first, from live balances, at each run.",
  permissions: ["connect.pay", "payments.view"],
  body: CreateAutoPayBody,
  answer: AutoPayDetailAnswer,
  status: 201,
  refusals,
  verb: async ({ ctx, body, requestKey }) => {
    const { account, upToCents: capCents, includeOtherPayors: paysOthers, associationIds, ...rest } = body;
    const accountId = await getAccountId(ctx, account);
    const input = { ...rest, accountId, capCents, paysOthers, requestKey };
    const { id } = await createRunningAutoPay(
      ctx,
      CreateAutoPayInput.parse(input, { error: inputWords }),
      associationIds,
    );
    return detailOf(await getAutoPay(ctx, id));
  },
});

export const readAutoPay = apiOperation({
  name: "getAutoPay",
  tag,
  summary: "Read an Auto-Pay",
  permissions: ["payments.view"],
  answer: AutoPayDetailAnswer,
  refusals: ["connect_off"],
  verb: async ({ ctx, id }) => detailOf(await getAutoPay(ctx, id)),
});

export const changeAutoPayTerms = apiOperation({
  name: "updateAutoPay",
  tag,
  summary: "Change, pause, resume, renew or cancel an Auto-Pay",
  description: "What is left out stays as it is.",
  permissions: ["connect.pay", "payments.view"],
  body: ChangeAutoPayBody,
  answer: AutoPayDetailAnswer,
  refusals,
  verb: async ({ ctx, id, body }) => {
    const { account, upToCents: capCents, includeOtherPayors: paysOthers, action, associationIds, ...rest } = body;
    const accountId = account === undefined ? undefined : await getAccountId(ctx, account);
    await changeAutoPay(ctx, {
      autoPayId: id,
      terms: { ...rest, accountId, capCents, paysOthers },
      associationIds,
      action,
    });
    return detailOf(await getAutoPay(ctx, id));
  },
});

export const previewNextRuns = apiOperation({
  name: "previewAutoPay",
  tag,
  summary: "What the next run would charge now, line by line",
  description: "Read from the matter system at this moment; nothing is written. 503 when it does not answer.",
  permissions: ["payments.view"],
  answer: AutoPayPreviewAnswer,
  refusals: ["connect_off", "connector_down", "connector_slow", "connector_failed"],
  verb: async ({ ctx, id }) => {
    const preview = await previewAutoPay(ctx, { autoPayId: id });
    if (preview.kind === "unreachable") throw outage(preview.reason);
    const { at, currency, runs, now, leftOut } = preview;
    return {
      at: instantText(new Date(at)),
      currency,
      ...now,
      runs: runs.map(({ runOn: date, ...run }) => ({ ...run, date })),
      leftOut,
    };
  },
});

function outage(reason: string): ApiRefusal {
  const { title = "", detail = "" } = PROBLEM_WORDS[reason] ?? PROBLEM_WORDS.connector_failed ?? {};
  return new ApiRefusal({ status: 503, code: reason, title, detail, errors: [] });
}

function detailOf(autoPay: AutoPayDetail) {
  const { associationIds, runs } = autoPay;
  return { ...answerOf(autoPay), associationIds, runs: runs.map(runOf) };
}

function answerOf(row: AutoPayRow): AutoPayAnswer {
  const { id, status, endReason, payerId, payerName, name, methodId, accountId, currency, arMessage } = row;
  const { frequency, startDate, days, capCents, paysOthers, nextRunOn, endsOn, lastRun, createdAt } = row;
  return {
    ...{ id, status, endReason: endReason || null, payerId, payerName, name, methodId, accountId, currency, arMessage },
    ...{ account: row.accountName, frequency, startDate, days: [...days], upToCents: capCents },
    ...{ includeOtherPayors: paysOthers, nextRunDate: nextRunOn, endsOn },
    lastRun: lastRun && runOf(lastRun),
    createdAt: instantText(createdAt),
  };
}

function runOf({ runOn: date, status, reason, amountCents, paymentId, nextTryAt }: AutoPayRun) {
  return { date, status, reason: reason || null, amountCents, paymentId, nextTryAt: instantTextOrNull(nextTryAt) };
}
