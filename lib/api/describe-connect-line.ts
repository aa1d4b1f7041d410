import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";
import {
  CLOCK_TOLERANCE_SECONDS,
  LINE_HEADERS,
  LINE_PATH,
  type LineCall,
  OPERATION_SECONDS,
} from "@/lib/connections/model";
import {
  AnswersAnswer,
  AnswersInput,
  HandshakeAnswer,
  HandshakeInput,
  HealthAnswer,
  HealthInput,
  OPERATION_SHAPES,
  RequestsAnswer,
  RequestsInput,
} from "@/lib/connections/schemas";
import { ProblemAnswer } from "./problem-schema";

const INTRODUCTION = `The line between a portal and the Connect service of a firm. The service calls; the portal never does.

Every call is a POST with a JSON body and four headers. \`${LINE_HEADERS.connection}\` is the connection's id, \`${LINE_HEADERS.time}\` an ISO instant in UTC (at most ${CLOCK_TOLERANCE_SECONDS / 60} minutes from the portal's clock),
\`${LINE_HEADERS.nonce}\` 16 to 64 characters of base64url that no other call had, \`${LINE_HEADERS.signature}\` \`v1=\` and the HMAC-SHA256 in hex, under the secret of the key \`dpc_<connection>_<secret>\`, of these lines joined by line feeds:
\`v1\`, \`POST\`, the path (\`${LINE_PATH}/<call>\`), the time, the nonce, the SHA-256 of the body in hex.

A service makes the handshake, then keeps one question for requests open, does what it brings, and sends each answer. Every request is safe to do twice: one that was given out and is not among \`atWork\` is given out again.
Refusals are \`application/problem+json\`; \`code\` is for programs. Nothing is followed by a redirect.`;

type Call = { summary: string; input: z.ZodType; answer: z.ZodType; refusals: readonly string[] };

const CALLS: Record<LineCall, Call> = {
  handshake: {
    summary: "Begin: agree on a version, take the line",
    input: HandshakeInput,
    answer: HandshakeAnswer,
    refusals: ["line_version_unknown", "other_system", "other_instance"],
  },
  requests: {
    summary: "Ask what is to be done; held while there is nothing",
    input: RequestsInput,
    answer: RequestsAnswer,
    refusals: ["handshake_needed", "other_instance", "line_taken_over"],
  },
  answers: {
    summary: "Send the answer to a request, at most 10 MB",
    input: AnswersInput,
    answer: AnswersAnswer,
    refusals: [],
  },
  health: {
    summary: "Say how the surroundings of the service are",
    input: HealthInput,
    answer: HealthAnswer,
    refusals: ["handshake_needed", "other_instance"],
  },
};

/** The description of the line (OpenAPI 3.1), made of the schemas that both sides obey. `origin`: "https://pay.example.com". */
export function describeConnectLine(origin: string): object {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Docketpay Connect",
      version: "1.0.0",
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: `${origin}${LINE_PATH}` }],
    security: [{ connection: [], signature: [] }],
    components: {
      securitySchemes: {
        connection: { type: "apiKey", in: "header", name: LINE_HEADERS.connection },
        signature: { type: "apiKey", in: "header", name: LINE_HEADERS.signature },
      },
      schemas: operationSchemas(),
    },
    paths: Object.fromEntries(
      Object.entries(CALLS).map(([name, call]) => [`/${name}`, { post: describeCall(name, call) }]),
    ),
  });
}

function describeCall(name: string, { summary, input, answer, refusals }: Call): ZodOpenApiOperationObject {
  return {
    operationId: name,
    summary,
    requestParams: {
      header: z.object({ [LINE_HEADERS.time]: z.string(), [LINE_HEADERS.nonce]: z.string() }),
    },
    requestBody: { required: true, content: { "application/json": { schema: input } } },
    responses: {
      "200": { description: "OK", content: { "application/json": { schema: answer } } },
      "401": problem("`signature_invalid`, `connection_revoked`, `clock_wrong`, `call_replayed`"),
      ...(refusals.length > 0 ? { "409": problem(refusals.map((code) => `\`${code}\``).join(", ")) } : {}),
      "413": problem("The body is too long: `body_too_large`"),
      "422": problem("The body is not as described: `invalid_input`"),
      "429": problem("Too many calls: `rate_limited`; wait as `Retry-After` says"),
      "503": problem("The portal is about to end: `portal_ending`; call again"),
    },
  };
}

/** What each operation is given as `input` and answers as `output`. */
function operationSchemas(): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(OPERATION_SHAPES).flatMap(([name, { input, output }]): [string, z.ZodType][] => {
      const seconds = OPERATION_SECONDS[name as keyof typeof OPERATION_SECONDS];
      return [
        [`${name}.input`, input.meta({ description: `Whoever asks waits ${seconds} seconds.` })],
        [`${name}.output`, output.meta({ description: `The answer of ${name}.` })],
      ];
    }),
  );
}

function problem(description: string) {
  return { description, content: { "application/problem+json": { schema: ProblemAnswer } } };
}
