const OS_WORDS = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  wasi: "wasi",
  win32: "win32",
  windows: "win32",
};
const EXACT = /^\d[\w.+-]*$/;
const CPU_WORDS = ["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];

/**
 * Optional packages that a package of the lock file asks for by one exact version and the lock file does not list for it.
 * @param {{packages: Record<string, {version?: string, optionalDependencies?: Record<string, string>, dev?: boolean}>}} lock
 * @returns {{path: string, name: string, version: string, isDev: boolean}[]} `path` is where the lock file should list it
 */
export function findMissingOptional(lock) {
  const packages = { ...lock.packages };
  const missing = [];
  for (const [asker, { optionalDependencies = {}, dev = false }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const found = findVersion(packages, asker, name);
      if (found === version || !EXACT.test(version)) continue;
      const path = found === undefined ? `node_modules/${name}` : `${asker}/node_modules/${name}`;
      packages[path] = { version };
      missing.push({ path, name, version, isDev: dev });
    }
  }
  return missing;
}

/** `{os, cpu, libc}` as a package's name tells them, e.g. "@biomejs/cli-win32-x64". */
export function describePlatform(name) {
  const words = name.replace(/^.*\//, "").split(/[-.]/);
  const os = words.map((word) => OS_WORDS[word]).find((word) => word !== undefined);
  const cpu = CPU_WORDS.find((word) => words.includes(word));
  const libc = describeLibc(words);
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}) };
}

function describeLibc(words) {
  if (words.some((word) => word.startsWith("musl"))) return "musl";
  return words.some((word) => word.startsWith("gnu")) ? "glibc" : undefined;
}

/** npm looks for a package from the folder of whoever asks up to the root. */
function findVersion(packages, asker, name) {
  const folders = asker.split(/(?=\/node_modules\/)/);
  const places = folders.map((_, index) => `${folders.slice(0, index + 1).join("")}/node_modules/${name}`).reverse();
  return [...places, `node_modules/${name}`]
    .map((place) => packages[place]?.version)
    .find((version) => version !== undefined);
}
