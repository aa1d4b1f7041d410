import { type AddressInfo, createServer, type Socket } from "node:net";

export type SmtpMessage = { recipients: string[]; headers: string; body: string };

export type FakeSmtp = {
  url: string;
  messages: SmtpMessage[];
  /** Answers to RCPT TO from now on, such as "550 no such user". */
  answerRecipients(line: string): void;
  stop(): Promise<void>;
};

/** A mail server that takes everything and keeps the dialogue. */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const messages: SmtpMessage[] = [];
  const sockets = new Set<Socket>();
  let recipientAnswer = "250 ok";
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    serve(socket, messages, () => recipientAnswer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    answerRecipients: (line) => {
      recipientAnswer = line;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(socket: Socket, messages: SmtpMessage[], recipientAnswer: () => string): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let pending = "";
  let recipients: string[] = [];
  let isData = false;
  say("220 fake");
  socket.on("data", (chunk) => {
    pending += chunk.toString("utf8");
    for (;;) {
      const end = pending.indexOf(isData ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const part = pending.slice(0, end);
      pending = pending.slice(end + (isData ? 5 : 2));
      if (isData) {
        const [headers = "", ...body] = part.split("\r\n\r\n");
        messages.push({ recipients, headers: headers.replace(/\r\n[ \t]/g, " "), body: body.join("\r\n\r\n") });
        recipients = [];
        isData = false;
        say("250 taken");
      } else if (/^RCPT TO:/i.test(part)) {
        recipients.push(part.slice(8).trim());
        say(recipientAnswer());
      } else if (/^DATA/i.test(part)) {
        isData = true;
        say("354 go on");
      } else say(/^QUIT/i.test(part) ? "221 bye" : "250 ok");
    }
  });
}
