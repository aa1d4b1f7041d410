import { type AddressInfo, createServer, type Socket } from "node:net";
import { type Message, PACKET, type Rpc, readBatch, readLogin, readMessages, readRpc } from "./read-packets";
import {
  type DoubleError,
  type DoubleRow,
  done,
  errorReply,
  loginReply,
  packReply,
  preloginReply,
  rowsReply,
} from "./write-tokens";

/** `hang`: no answer at all. */
type DoubleAnswer = readonly DoubleRow[] | { error: DoubleError } | "hang";

export type TdsDouble = {
  port: number;
  /** Everything that clients have sent: the kind of each message, the text of each batch, each call. */
  kinds: number[];
  batches: string[];
  calls: Rpc[];
  logins: { user: string; password: string; appName: string; database: string }[];
  /** What a call is answered. */
  answer: (call: Rpc) => DoubleAnswer;
  /** Null lets the login in. */
  login: (login: { user: string; password: string; database: string }) => DoubleError | null;
  /** Cuts every connection. */
  cut(): void;
  stop(): Promise<void>;
};

/** A server that speaks as much of TDS as a login and calls of stored procedures need, on this machine, without TLS. */
export async function startTdsDouble(): Promise<TdsDouble> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    void serve(socket).catch(() => socket.destroy());
  });
  const double: TdsDouble = {
    port: 0,
    kinds: [],
    batches: [],
    calls: [],
    logins: [],
    answer: () => [],
    login: () => null,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      double.cut();
      await closed;
    },
  };
  const serve = async (socket: Socket) => {
    for await (const message of readMessages(socket)) {
      double.kinds.push(message.type);
      const reply = replyTo(double, message);
      // A call that is cut off has an end of its own before the server says that it heard.
      if (message.type === PACKET.attention) socket.write(packReply(done(0xfe)));
      if (reply) socket.write(packReply(reply));
    }
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  double.port = (server.address() as AddressInfo).port;
  return double;
}

const ATTENTION_SEEN = 0x20;

function replyTo(double: TdsDouble, { type, payload }: Message): Buffer | null {
  if (type === PACKET.prelogin) return preloginReply();
  if (type === PACKET.attention) return done(0xfd, ATTENTION_SEEN);
  if (type === PACKET.login) {
    const login = readLogin(payload);
    double.logins.push(login);
    const refusal = double.login(login);
    return refusal ? errorReply(refusal, 0xfd) : loginReply();
  }
  if (type === PACKET.sqlBatch) {
    double.batches.push(readBatch(payload));
    return done(0xfd);
  }
  if (type !== PACKET.rpc) throw new Error(`The double does not know messages of kind ${type}.`);
  const call = readRpc(payload);
  double.calls.push(call);
  const answer = double.answer(call);
  if (answer === "hang") return null;
  return "error" in answer ? errorReply(answer.error) : rowsReply(answer);
}
