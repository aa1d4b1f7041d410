import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { holdAnswer } from "./answer-status";
import { findOpened, type OpenedLink, openAhead } from "./open-ahead";

const TOKEN = "R9jwKUbPTfMjUYsldz6x5OPZeT_959WTeya69Xr2dgE";
const REQUEST = { ip: "192.0.2.41", host: "pay.example", nonce: undefined, isLimited: false, waitSeconds: 0 };

/** Opens the address as the server does, with a page that asks what was opened. */
function open(url: string, opened: Promise<OpenedLink>, method = "GET") {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { url, method });
  const response = new ServerResponse(request);
  let asked: ReturnType<typeof findOpened> | null = null;
  const draw = vi.fn(() => {
    // As Next does before each page.
    response.statusCode = 200;
    asked = findOpened(TOKEN);
    asked.catch(() => undefined);
    return true;
  });
  const tokens: string[] = [];
  const look = (token: string) => {
    tokens.push(token);
    return opened;
  };
  const isHeard = holdAnswer(response, () => openAhead(request, response, draw, look));
  const page = async () => {
    await vi.waitFor(() => expect(draw).toHaveBeenCalledOnce());
    return asked;
  };
  return { response, draw, tokens, isHeard, page };
}

describe("the page of a payment link", () => {
  it.each([`/pay/${TOKEN}`, `/pay/${TOKEN}?lang=fr`])(
    "%s is drawn once its link is open, and looks no more",
    async (url) => {
      let finish: (opened: OpenedLink) => void = () => undefined;
      const { draw, tokens, isHeard, page } = open(url, new Promise((resolve) => (finish = resolve)));
      expect([isHeard, tokens, draw.mock.calls.length]).toEqual([true, [TOKEN], 0]);
      finish({ request: REQUEST, found: null });
      expect(await page()).toEqual({ request: REQUEST, found: null });
      expect(tokens).toHaveLength(1);
    },
  );

  it("is drawn when the look-up fails, and is told why", async () => {
    await expect(open(`/pay/${TOKEN}`, Promise.reject(new Error("no database"))).page()).rejects.toThrow("no database");
  });

  it("answers 429 beyond the limit, although Next begins with 200", async () => {
    const limited = { request: { ...REQUEST, isLimited: true, waitSeconds: 7 }, found: null };
    const { response, page } = open(`/pay/${TOKEN}`, Promise.resolve(limited));
    expect(await page()).toBe(limited);
    expect([response.statusCode, response.getHeader("retry-after")]).toEqual([429, "7"]);
  });
});

it.each([
  ["POST", `/pay/${TOKEN}`],
  ["GET", `/pay/${TOKEN}/opened`],
  ["GET", `/receipt/${TOKEN}`],
])("%s %s is passed on at once", (method, url) => {
  const { draw, tokens } = open(
    url,
    Promise.reject(new Error("not asked")).catch(() => new Promise(() => undefined)),
    method,
  );
  expect([draw.mock.calls.length, tokens]).toEqual([1, []]);
});
