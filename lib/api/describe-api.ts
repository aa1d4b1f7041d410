import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { previewAllocations } from "./allocation-operations";
import { changeAutoPayTerms, listAllAutoPays, makeAutoPay, previewNextRuns, readAutoPay } from "./auto-pay-operations";
import { searchOpenItems } from "./connect-operations";
import { describeEvents } from "./describe-events";
import { changeInvoice, listAllInvoices, mailInvoice, makeInvoice, readInvoice } from "./invoice-operations";
import { createLinks, previewLinks } from "./link-batch-operations";
import { cancelLink, createLink, getLink, listLinks } from "./link-operations";
import type { ApiOperation } from "./operation";
import { changePayer, listAllPayers, makePayer, readPayer } from "./payer-operations";
import { createRefund, createVoid, listAllPayments, readPayment } from "./payment-operations";
import { listAllPostings, postPostings, removeFromPosting, restoreToPending } from "./posting-operations";
import { ProblemAnswer } from "./problem-schema";
import { previewSchedules } from "./schedule-operations";

/** Every address of the API with what stands there. A test holds it against the folders of `app/api/v1`. */
export const API_PATHS: Record<string, { GET?: ApiOperation; POST?: ApiOperation }> = {
  "/auto-pays": { GET: listAllAutoPays, POST: makeAutoPay },
  "/auto-pays/{id}": { GET: readAutoPay, POST: changeAutoPayTerms },
  "/auto-pays/{id}/preview": { GET: previewNextRuns },
  "/invoices": { GET: listAllInvoices, POST: makeInvoice },
  "/invoices/{id}": { GET: readInvoice, POST: changeInvoice },
  "/invoices/{id}/send": { POST: mailInvoice },
  "/links": { GET: listLinks, POST: createLink },
  "/links/bulk": { POST: createLinks },
  "/links/bulk/preview": { POST: previewLinks },
  "/links/{id}": { GET: getLink },
  "/links/{id}/cancel": { POST: cancelLink },
  "/payers": { GET: listAllPayers, POST: makePayer },
  "/payers/{id}": { GET: readPayer, POST: changePayer },
  "/payments": { GET: listAllPayments },
  "/payments/{id}": { GET: readPayment },
  "/payments/{id}/refunds": { POST: createRefund },
  "/payments/{id}/voids": { POST: createVoid },
  "/postings": { GET: listAllPostings },
  "/postings/post": { POST: postPostings },
  "/postings/remove": { POST: removeFromPosting },
  "/postings/restore": { POST: restoreToPending },
  "/allocations/preview": { POST: previewAllocations },
  "/connect/search": { GET: searchOpenItems },
  "/schedules/preview": { POST: previewSchedules },
};

const INTRODUCTION = `Amounts are whole minor units ("cents") of the currency beside them. Instants are UTC, dates are calendar dates.

Send \`Authorization: Bearer <key>\`. Every POST takes \`Idempotency-Key\`: the same key with the same body has one effect and one answer, for 30 days.
Lists take \`limit\` and \`cursor\` and answer \`{data, nextCursor}\`. Refusals are \`application/problem+json\`; \`code\` is for programs.`;

/** The description of the API (OpenAPI 3.1), made of the same schemas that the routes obey. `origin`: "https://pay.example.com". */
export function describeApi(origin: string): object {
  const document: ZodOpenApiObject = {
    openapi: "3.1.0",
    info: {
      title: "Docketpay",
      version: "1.0.0",
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "An API key of your firm." } },
    },
    paths: Object.fromEntries(
      Object.entries(API_PATHS).map(([path, { GET, POST }]) => [
        path,
        {
          ...(GET ? { get: describeOperation(path, "get", GET) } : {}),
          ...(POST ? { post: describeOperation(path, "post", POST) } : {}),
        },
      ]),
    ) satisfies ZodOpenApiPathsObject,
    webhooks: describeEvents(),
  };
  return createDocument(document, {
    // Answers may get more fields; a program that refuses them would break on the day they come.
    override: ({ jsonSchema, io }) => {
      if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
}

function describeOperation(path: string, method: "get" | "post", operation: ApiOperation): ZodOpenApiOperationObject {
  const { summary, tag, permissions, refusals, answer, status, accepted } = operation;
  const needs = `Needs ${permissions.map((permission) => `\`${permission}\``).join(" and ")}.`;
  return {
    operationId: operation.name,
    summary,
    description: [operation.description, needs].filter(Boolean).join(" "),
    tags: [tag],
    requestParams: {
      ...(path.includes("{id}") ? { path: z.object({ id: z.string() }) } : {}),
      ...(operation.query instanceof z.ZodObject ? { query: operation.query } : {}),
      ...(method === "post" ? { header: z.object({ "Idempotency-Key": z.string().max(255).optional() }) } : {}),
    },
    ...requestBodyOf(operation),
    responses: {
      [String(status)]: {
        description: status === 201 ? "Made" : "OK",
        content: { "application/json": { schema: answer } },
      },
      ...(accepted
        ? { "202": { description: accepted.description, content: { "application/json": { schema: answer } } } }
        : {}),
      "401": problem("No valid API key: `unauthenticated`"),
      "403": problem("The key lacks a permission: `forbidden`"),
      ...(path.includes("{id}") ? { "404": problem("Not in your firm: `not_found`") } : {}),
      ...(method === "post"
        ? { "409": problem("`idempotency_key_reused`, `request_in_progress`, or the state does not allow it") }
        : {}),
      "422": problem(["Input is not valid: `invalid_input`", ...refusals.map((code) => `\`${code}\``)].join(", ")),
      "429": problem("Too many requests: `rate_limited`"),
    },
  };
}

function requestBodyOf(operation: ApiOperation): Pick<ZodOpenApiOperationObject, "requestBody"> {
  if (operation.reads === "file") {
    const schema = { type: "string", description: "A CSV or TXT file of at most 10,000 rows and 10 MB." } as const;
    return { requestBody: { required: true, content: { "text/csv": { schema }, "text/plain": { schema } } } };
  }
  if (!operation.body) return {};
  return { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } };
}

function problem(description: string) {
  return { description, content: { "application/problem+json": { schema: ProblemAnswer } } };
}
