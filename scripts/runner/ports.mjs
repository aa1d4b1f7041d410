import { connect, createServer } from "node:net";

const LOCAL = "127.0.0.1";
const LOCAL_IPV6 = "::1";

/**
 * Whether nobody listens on this port. Without a host both names of this machine are asked: a program on ::1 alone would answer to
 * "localhost" in our place.
 */
export async function isPortFree(port, host) {
  const hosts = host === undefined ? [LOCAL, LOCAL_IPV6] : [host];
  for (const one of hosts) {
    if (!(await canListen(port, one))) return false;
  }
  return true;
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without IPv6 says EADDRNOTAVAIL or EAFNOSUPPORT, and nobody can be there.
    probe.once("error", (error) => resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"));
    probe.listen({ port, host, ipv6Only: host === LOCAL_IPV6 }, () => probe.close(() => resolve(true)));
  });
}

/** The first free port from `start` on. */
export async function findFreePortFrom(start) {
  for (let port = start; port <= 65535; port++) {
    if (await isPortFree(port)) return port;
  }
  throw new Error("No port is free.");
}

/** Any free port. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, LOCAL, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Lets `localhost` answer where it means ::1, while the app itself listens on 127.0.0.1 alone and stays closed to the network.
 * @returns {Promise<{stop(): Promise<void>}>}
 */
export function answerOnIpv6(port) {
  const server = createServer((from) => {
    const to = connect(port, LOCAL);
    from.pipe(to).pipe(from);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ])
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  const open = new Set();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  const stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return new Promise((resolve) => {
    // A machine without IPv6, or with the port taken there: 127.0.0.1 still answers.
    server.once("error", () => resolve({ stop: async () => undefined }));
    server.listen({ port, host: LOCAL_IPV6, ipv6Only: true }, () => resolve({ stop }));
  });
}
