import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import ssh2, { type Connection, type SFTPWrapper } from "ssh2";

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

export type SftpServer = {
  port: number;
  /** As `ssh-keygen -lf` shows it. */
  hostKey: string;
  user: string;
  password: string;
  /** What happens instead of a rename; null: the rename. */
  faults: { rename: "refused" | "done_but_silent" | "silent" | null };
  close(): Promise<void>;
};

/** An SFTP server over a folder, which renames as OpenSSH does: by link and unlink, so that nothing is replaced. */
export async function startSftpServer(root: string): Promise<SftpServer> {
  const keys = ssh2.utils.generateKeyPairSync("ed25519");
  const connections = new Set<Connection>();
  const faults: SftpServer["faults"] = { rename: null };
  const login = { user: "docketpay", password: "not a secret" };
  const server = new ssh2.Server({ hostKeys: [keys.private] }, (connection) => {
    connections.add(connection);
    connection.on("error", () => undefined);
    connection.on("close", () => connections.delete(connection));
    connection.on("authentication", (given) => {
      const isRight = given.method === "password" && given.username === login.user && given.password === login.password;
      if (isRight) given.accept();
      else given.reject(["password"]);
    });
    connection.on("session", (accept) => {
      accept().on("sftp", (acceptSftp) => serve(acceptSftp(), root, faults, connection));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const parsed = ssh2.utils.parseKey(keys.public);
  if (parsed instanceof Error) throw parsed;
  return {
    ...login,
    port: (server.address() as AddressInfo).port,
    hostKey: `SHA256:${createHash("sha256").update(parsed.getPublicSSH()).digest("base64").replace(/=+$/, "")}`,
    faults,
    async close() {
      for (const connection of connections) connection.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(sftp: SFTPWrapper, root: string, faults: SftpServer["faults"], connection: Connection): void {
  const place = (path: string) => join(root, normalize(`/${path}`));
  const listed = new Set<string>();
  const answer = (id: number, work: () => void): void => {
    try {
      work();
      sftp.status(id, STATUS_CODE.OK);
    } catch (error) {
      const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
      sftp.status(id, isAbsent ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
    }
  };
  const tell = (id: number, path: string): void => {
    const found = lstatSync(place(path), { throwIfNoEntry: false });
    if (found) sftp.attrs(id, attributesOf(found));
    else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
  };
  const handle = (file: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(file);
    return bytes;
  };
  sftp.on("REALPATH", (id, path) => sftp.name(id, [entryOf(normalize(`/${path}`))]));
  sftp.on("STAT", tell);
  sftp.on("LSTAT", tell);
  sftp.on("FSTAT", (id, file) => sftp.attrs(id, attributesOf(fstatSync(file.readUInt32BE(0)))));
  sftp.on("OPEN", (id, path, flags) => {
    if (!(flags & OPEN_MODE.WRITE) && !existsSync(place(path))) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    return sftp.handle(id, handle(openSync(place(path), flags & OPEN_MODE.WRITE ? "w" : "r")));
  });
  sftp.on("WRITE", (id, file, offset, data) =>
    answer(id, () => writeSync(file.readUInt32BE(0), data, 0, data.length, offset)),
  );
  sftp.on("READ", (id, file, offset, length) => {
    const bytes = Buffer.alloc(length);
    const count = readSync(file.readUInt32BE(0), bytes, 0, length, offset);
    return count === 0 ? sftp.status(id, STATUS_CODE.EOF) : sftp.data(id, bytes.subarray(0, count));
  });
  sftp.on("CLOSE", (id, file) => answer(id, () => (file.length === 4 ? closeSync(file.readUInt32BE(0)) : undefined)));
  sftp.on("REMOVE", (id, path) => answer(id, () => rmSync(place(path))));
  sftp.on("MKDIR", (id, path) => answer(id, () => mkdirSync(place(path))));
  sftp.on("OPENDIR", (id, path) => sftp.handle(id, Buffer.from(`dir:${path}`)));
  sftp.on("READDIR", (id, folder) => {
    const path = folder.toString().slice(4);
    if (listed.has(path)) {
      listed.delete(path);
      return sftp.status(id, STATUS_CODE.EOF);
    }
    listed.add(path);
    return sftp.name(id, readdirSync(place(path)).map(entryOf));
  });
  sftp.on("RENAME", (id, from, to) => {
    const rename = () => {
      linkSync(place(from), place(to));
      unlinkSync(place(from));
    };
    if (faults.rename === "refused") return sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
    if (faults.rename === "done_but_silent") rename();
    if (faults.rename !== null) return connection.end();
    return answer(id, rename);
  });
}

function attributesOf({ mode, size, uid, gid, atimeMs, mtimeMs }: import("node:fs").Stats): ssh2.Attributes {
  return { mode, size, uid, gid, atime: Math.floor(atimeMs / 1_000), mtime: Math.floor(mtimeMs / 1_000) };
}

function entryOf(filename: string): ssh2.FileEntry {
  const attrs = { mode: 0o100644, size: 0, uid: 0, gid: 0, atime: 0, mtime: 0 };
  return { filename, longname: filename, attrs };
}
