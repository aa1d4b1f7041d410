import { BasicAuthSecurity, type Client, createClientAsync, NTLMSecurity } from "soap";
import { z } from "zod";
import type { PostingFile } from "@/lib/matter-systems/model";
import { DeliveryUnknown, type DropSteps, deliverOnce, type PutOutcome } from "./delivery";
import { isCode } from "./durable-files";
import type { Journal, JournalEntry } from "./journal";
import type { BatchStaging, PostingDrop } from "./port";
import { readProcessAnswer } from "./process-answer";

export type SoapSettings = {
  /** Of the TransactionService: "https://3e.firm.example/TE_3E/WebUI/TransactionService.asmx?wsdl". */
  wsdl: string;
  /** "DOMAIN\\user" signs in by NTLM, a plain name by basic authentication; without one nobody does. */
  user?: string;
  password?: string;
  /** What 3E is asked to tell of the process; a sum of its own flags. */
  returnInfo?: number;
};

/** Shorter than the portal waits, so that the answer of a slow service is still heard there. */
const ANSWER_WITHIN_MS = 50_000;
/** The form of a posting's number, by which its receipt is found again. */
const REFERENCE = /\bD-\d{4}-\d{6,}\b/g;
/** The service was never reached, or turned the caller away before it read the process. */
const NOT_REACHED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "CERT_HAS_EXPIRED"];
const TURNED_AWAY = [400, 401, 403, 404, 405, 407, 413, 415];

/**
 * Hands posting files to the TransactionService of Elite 3E: the file's XML is the process. The service takes no key that would make a
 * second sending harmless. So once a process was sent and its answer was lost, it is never sent again by itself: the matter system is
 * asked for receipts with the file's references, and where it shows none, a person decides.
 */
export function soapDrop(settings: SoapSettings, journal: Journal): PostingDrop {
  return {
    drop: async (file: PostingFile, staging) => {
      let client: Client | null = null;
      const open = async (): Promise<Client> => {
        client ??= await openClient(settings);
        return client;
      };
      return deliverOnce(journal, soapSteps(open, settings), file, staging);
    },
    check: () => checkService(settings),
  };
}

function soapSteps(open: () => Promise<Client>, settings: SoapSettings): DropSteps {
  return {
    placeOf: () => "Elite 3E",
    // The service is reached before it is written down that it may have been: so an outage leaves no doubt.
    async prepare() {
      await open();
      return {};
    },
    isThere: async (entry, staging, file) => {
      if (await hasReceipts(file, staging)) return true;
      throw new DeliveryUnknown(
        `${entry.fileName} was sent to Elite 3E, which did not say what became of it, and shows no receipt of it yet. Look in its receipts and in the action list of the service's user, then say so: npm run connect -- settle ${entry.batchId} delivered, or again. It is asked again until then.`,
      );
    },
    // A text inside another needs no byte order mark of its own.
    put: async (entry, _bytes, { content }) =>
      readOutcome(await send(await open(), content.replace(/^\ufeff/, ""), settings), entry),
    isSameThere: () => Promise.resolve(false),
    cleanUp: () => Promise.resolve(),
  };
}

async function hasReceipts({ content }: PostingFile, staging: BatchStaging): Promise<boolean> {
  const references = [...new Set(content.match(REFERENCE) ?? [])];
  return references.length > 0 && (await staging.confirm(references)).length > 0;
}

type Sent = { kind: "answered"; xml: string } | { kind: "not_sent"; error: unknown };

const answerSchema = z.tuple([z.object({ ExecuteProcessResult: z.string() })]).rest(z.unknown());

async function send(client: Client, processXML: string, { returnInfo = 0 }: SoapSettings): Promise<Sent> {
  try {
    const answer = answerSchema.safeParse(
      await client.ExecuteProcessAsync({ processXML, returnInfo }, { timeout: ANSWER_WITHIN_MS }),
    );
    return { kind: "answered", xml: answer.success ? answer.data[0].ExecuteProcessResult : "" };
  } catch (error) {
    if (isCode(error, ...NOT_REACHED) || TURNED_AWAY.includes(statusOf(error))) return { kind: "not_sent", error };
    throw new DeliveryUnknown(
      `Elite 3E did not answer: ${messageOf(error)}. What it made of the process is asked of it next time.`,
    );
  }
}

const failureSchema = z.object({ response: z.object({ status: z.number() }) });

function statusOf(error: unknown): number {
  const parsed = failureSchema.safeParse(error);
  return parsed.success ? parsed.data.response.status : 0;
}

function readOutcome(sent: Sent, { fileName }: JournalEntry): PutOutcome {
  if (sent.kind === "not_sent")
    return { kind: "not_put", error: new Error(`Elite 3E did not take ${fileName}: ${messageOf(sent.error)}`) };
  const answer = readProcessAnswer(sent.xml);
  if (answer === null)
    throw new DeliveryUnknown(`Elite 3E answered to ${fileName} with something that is no result of a process.`);
  if (answer.kind === "failed") return { kind: "refused", reason: `Elite 3E: ${answer.reason}` };
  if (answer.kind === "unsure")
    throw new DeliveryUnknown(`Elite 3E ended the process of ${fileName} with errors in its data: ${answer.reason}`);
  const place = answer.waits ? "Elite 3E, action list" : "Elite 3E";
  return { kind: "put", place: answer.item === "" ? place : `${place}, process item ${answer.item}` };
}

async function openClient(settings: SoapSettings): Promise<Client> {
  const { user, password = "" } = settings;
  const [, domain, name] = /^([^\\]+)\\(.+)$/.exec(user ?? "") ?? [];
  const isNtlm = domain !== undefined && name !== undefined;
  const client = await createClientAsync(settings.wsdl, {
    wsdl_options: { timeout: ANSWER_WITHIN_MS, ...(isNtlm ? { ntlm: true, username: name, password, domain } : {}) },
    wsdl_headers:
      user !== undefined && !isNtlm
        ? { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` }
        : {},
  });
  if (typeof client.ExecuteProcessAsync !== "function")
    throw new Error(
      `The service at ${settings.wsdl} has no ExecuteProcess. Give the address of the TransactionService.`,
    );
  if (isNtlm) client.setSecurity(new NTLMSecurity({ username: name, password, domain }));
  else if (user !== undefined) client.setSecurity(new BasicAuthSecurity(user, password));
  return client;
}

async function checkService(settings: SoapSettings): Promise<string | null> {
  try {
    await openClient(settings);
    return null;
  } catch (error) {
    return `The TransactionService at ${settings.wsdl} cannot be used: ${messageOf(error)}`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
