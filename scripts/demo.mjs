// npm run demo: from a fresh clone to a running demo firm. Options: --reset starts afresh, --no-build serves in dev mode.
import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { startAppForLife } from "./runner/app.mjs";
import { ensureBuilt } from "./runner/build.mjs";
import { startConnectForLife } from "./runner/connect.mjs";
import { takeDataFolder } from "./runner/data-folder.mjs";
import { openDatabase } from "./runner/database.mjs";
import { ensureDemoData, forgetDemoData } from "./runner/demo-data.mjs";
import { PORT_TAKEN } from "./runner/health.mjs";
import { ensureInstalled } from "./runner/install.mjs";
import { isEnding, live, startForLife } from "./runner/lifetime.mjs";
import { answerOnIpv6, findFreePortFrom, isPortFree } from "./runner/ports.mjs";
import { dataFolder, loadSettings, ROOT, readPort, readSetting, requireWritableProject } from "./runner/project.mjs";
import { startSampleSite } from "./runner/sample-site.mjs";

const OPTIONS = ["--reset", "--no-build"];
const PASSWORD = "docketpay-demo";
const DEMO_PAGE = "hartwell/pay";

await live(async () => {
  const options = readOptions(process.argv.slice(2));
  loadSettings();
  const port = readPort();
  const mode = options.has("--no-build") ? "dev" : "built";
  await takeDataFolder({ port, refusal: refuseSecondDemo });
  await requireFreePort(port, options);
  await ensureInstalled();
  if (options.has("--reset")) await resetDemo();
  if (mode === "built") await buildApp();
  else requireWritableProject("The development server builds as it goes");

  const env = demoEnvironment(port);
  const database = await openDatabase();
  const report = await ensureDemoData(database, { env, onStep: console.info });
  const host = readSetting("HOST") ?? "127.0.0.1";
  console.info("Starting the app.");
  const app = await startAppForLife({
    port,
    host,
    mode,
    env: { ...env, DATABASE_URL: database.url },
    onOutput: showProblems(mode),
  }).catch(async (error) => {
    // Free when this began, and gone since: to a demo that began at the same time, say.
    throw error.code === PORT_TAKEN ? await portTaken(port, options) : error;
  });
  if (host === "127.0.0.1") {
    await startForLife(
      () => answerOnIpv6(port),
      (bridge) => bridge.stop(),
    );
  }
  const connect = await startConnectForLife({
    portalUrl: app.url,
    databaseUrl: database.url,
    onOutput: (text) => process.stdout.write(text),
  });
  void connect.exited.then((code) => {
    if (!isEnding())
      console.error(`The Connect services ended by themselves with code ${code}; the rest of the demo goes on.`);
  });
  const site = await startForLife(
    () => startSampleSite({ portalUrl: app.url, page: DEMO_PAGE }),
    (sample) => sample?.stop(),
  );
  printWelcome(app.url, { ...report, siteUrl: site?.url });
  const code = await app.exited;
  if (!isEnding()) console.error(`The app ended by itself with code ${code}.`);
  return code || 1;
});

function readOptions(args) {
  const unknown = args.find((arg) => !OPTIONS.includes(arg));
  if (unknown !== undefined)
    throw new Error(`Unknown option ${unknown}. The demo knows: npm run demo -- --reset, npm run demo -- --no-build`);
  return new Set(args);
}

function refuseSecondDemo(holder) {
  return `Docketpay already runs on this data at http://127.0.0.1:${holder.port} (process ${holder.pid}). For a second demo: DATA_DIR=.data-2 PORT=${holder.port + 1} npm run demo`;
}

async function requireFreePort(port, options) {
  if (await isPortFree(port, readSetting("HOST"))) return;
  throw await portTaken(port, options);
}

async function portTaken(port, options) {
  const other = await findFreePortFrom(port + 1);
  const command = ["npm run demo", ...(options.size > 0 ? ["--", ...options] : [])].join(" ");
  return new Error(`Port ${port} is taken by another program. Start with: PORT=${other} ${command}`);
}

async function resetDemo() {
  if (readSetting("DATABASE_URL") !== undefined) {
    throw new Error(
      "--reset deletes the built-in database only, and DATABASE_URL names another. Empty that database yourself, or unset DATABASE_URL.",
    );
  }
  const { removeDatabase } = await import("./launcher/start-database.mjs");
  console.info("Deleting the demo's data.");
  await removeDatabase({ dataDir: join(dataFolder(), "postgres") });
  // Which files were delivered to the matter systems that go with it.
  rmSync(join(dataFolder(), "connect"), { recursive: true, force: true });
  forgetDemoData();
}

async function buildApp() {
  const { code, output } = await ensureBuilt({
    onBuild: () => console.info("Building the app; this takes about a minute, and again only when the sources change."),
  });
  if (code !== 0) throw new Error(`The app could not be built:\n${output.trim()}`);
}

/** What the demo sets where the person has not. Secrets have demo values of their own, allowed because DEV_TOOLS is on. */
function demoEnvironment(port) {
  const defaults = { DEV_TOOLS: "1", RATE_LIMITS: "relaxed", WORKER: "inprocess", TEST_CLOCK: "1", LOG_LEVEL: "warn" };
  const chosen = Object.entries(defaults).map(([name, value]) => [name, readSetting(name) ?? value]);
  return { ...Object.fromEntries(chosen), PORT: String(port), DATA_DIR: dataFolder() };
}

/** In dev mode everything the app says, else only once it is up and only what is not Next's own greeting. */
function showProblems(mode) {
  return (text) => {
    const lines = text
      .split("\n")
      .filter((line) => mode === "dev" || (line.trim() !== "" && !/^\s*(▲ Next|- (Local|Network)|✓|>)/.test(line)));
    if (lines.length > 0) process.stdout.write(`${lines.join("\n").trimEnd()}\n`);
  };
}

function printWelcome(url, report) {
  const links = Object.entries({
    Address: url,
    "Sign in": `admin@hartwell.example with ${PASSWORD} (also billing@ and viewer@)`,
    "Payment link": atAddress(report.payLinkUrl, url),
    "Payment page": `${url}/pages/${DEMO_PAGE}`,
    "A firm's site": report.siteUrl && `${report.siteUrl} (holds that page, by a button and within itself)`,
    Mailbox: `${url}/dev/mail`,
    Connect: `Elite 3E, and one each of Elite Enterprise, ProLaw and Aderant; posting files in ${where(join(dataFolder(), "connect"))}`,
  }).filter(([, value]) => value !== undefined);
  console.info(
    `\nThe demo of Hartwell & Lowe LLP is running.\n\n${links.map(([name, value]) => `  ${name.padEnd(14)}${value}`).join("\n")}\n`,
  );
  console.info(`Its data stays in ${where(dataFolder())}. Ctrl-C stops everything.`);
}

function where(folder) {
  return relative(ROOT, folder) || ".";
}

/** The seed may have run on another port. */
function atAddress(link, url) {
  return link === undefined ? undefined : url + new URL(link, url).pathname;
}
