/**
 * Who may import whom (docs/architecture.md). `scripts/gates/prove-rules-fire.mjs` plants one violation per rule and demands each
 * by name, because this tool is green when it sees nothing.
 */

// A port and the words that two sides speak over it are as pure as a model, because both sides must be able to read them.
const PURE =
  "^lib/((money|dates)/[a-z-]+|[^/]+/(model|rules|schemas|columns|built-in-reports|port|[a-z-]+-protocol))\\.ts$";
const TESTS = "\\.test\\.tsx?$|^tests/";
const npm = (...names) => `node_modules/(${names.join("|")})/`;

const DATABASE = npm("pg", "drizzle-orm", "graphile-worker");
const FRAMEWORK = npm(
  "next",
  "react",
  "react-dom",
  "next-intl",
  "next-auth",
  "@react-email",
  "react-aria-components",
  "react-hook-form",
);
const FRAMEWORK_EDGES = "^lib/(http|auth|email|i18n)/";
const HEAVY_IN_BROWSER = npm("react-hook-form", "@hookform", "react-aria-components", "@tanstack", "recharts", "nuqs");
const PUBLIC_PAGES = "^app/(pay|invoice|method|receipt|pages|embed)/";
const PORTS = "gateways|matter-systems";

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: "nothing-imports-app",
    comment: "Routes are the edge: app -> components -> pure lib, never back.",
    severity: "error",
    from: { pathNot: `^app/|${TESTS}` },
    to: { path: "^app/" },
  },
  {
    name: "lib-knows-no-screens",
    comment: "lib, db and connect know nothing of what is drawn.",
    severity: "error",
    from: { path: "^(lib|db|connect)/" },
    to: { path: "^components/" },
  },
  {
    name: "no-cycles",
    comment: "Two files that need each other are one file, or need a third.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-barrels",
    comment: "Import the file that has it; an index hides who uses what and drags everything along.",
    severity: "error",
    from: {},
    to: { path: "(^|/)index\\.(ts|tsx|mjs)$", pathNot: "node_modules|^messages/[a-z]{2}/index\\.ts$" },
  },
  {
    name: "pure-stays-pure",
    comment:
      "Decisions and money depend on nothing but each other, zod and the calendar: no clock, settings, database or framework.",
    severity: "error",
    from: { path: PURE },
    to: { pathNot: `${PURE}|${npm("zod", "temporal-polyfill")}` },
  },
  {
    name: "components-see-only-pure-lib",
    comment: "Components are given what they show.",
    severity: "error",
    from: { path: "^components/", pathNot: TESTS },
    to: { path: "^(lib|db|connect|scripts)/", pathNot: PURE },
  },
  {
    name: "emails-see-only-pure-lib",
    comment:
      "Mails are given what they show; their words they look up themselves, because no request tells them a language.",
    severity: "error",
    from: { path: "^emails/", pathNot: TESTS },
    to: { path: "^(lib|db|connect|scripts)/", pathNot: `${PURE}|^lib/i18n/messages\\.ts$` },
  },
  {
    name: "screens-use-known-packages",
    comment: "Whatever components and emails use ends up in a browser or a mail: nothing of the server.",
    severity: "error",
    from: { path: "^(components|emails)/", pathNot: TESTS },
    to: {
      dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "core"],
      pathNot: `node_modules/next/(link|navigation|dynamic)\\.|${npm(
        "react",
        "react-dom",
        "@types/react",
        "@types/react-dom",
        "next-intl",
        "react-aria-components",
        "react-hook-form",
        "@hookform",
        "@react-email",
        "@tanstack",
        "nuqs",
        "recharts",
        "zod",
      )}`,
    },
  },
  {
    name: "forms-own-react-hook-form",
    comment: "react-hook-form is for staff forms, behind components/forms.",
    severity: "error",
    from: { path: "^(components|emails)/", pathNot: `^components/forms/|${TESTS}` },
    to: { path: npm("react-hook-form", "@hookform") },
  },
  {
    name: "ui-knows-no-noun",
    comment: "components/ui are primitives without a business word.",
    severity: "error",
    from: { path: "^components/ui/", pathNot: TESTS },
    to: { path: "^components/|^lib/", pathNot: "^components/ui/|^lib/(money/|i18n/model\\.ts$)" },
  },
  {
    name: "app-never-touches-database",
    comment: "Routes ask lib.",
    severity: "error",
    from: { path: "^(app|components|emails|proxy\\.ts|instrumentation)" },
    to: { path: `^db/|${DATABASE}` },
  },
  {
    name: "public-pages-stay-light",
    comment: "A client's phone loads no table, chart, form or aria library.",
    severity: "error",
    from: { path: PUBLIC_PAGES },
    to: { path: HEAVY_IN_BROWSER, reachable: true },
  },
  {
    name: "lib-without-framework",
    comment: "Next and React stay at the edges of lib: http, auth, email, i18n.",
    severity: "error",
    from: { path: "^(lib|db|connect)/", pathNot: `${FRAMEWORK_EDGES}|${TESTS}` },
    to: { path: FRAMEWORK },
  },
  {
    name: "next-auth-only-in-auth",
    comment: "Another session library would be a change of one folder.",
    severity: "error",
    from: { pathNot: "^lib/auth/|^app/api/auth/" },
    to: { path: npm("next-auth") },
  },
  {
    name: "adapter-knows-only-its-port",
    comment: "An adapter is a translator: its port, money, platform and itself.",
    severity: "error",
    from: { path: `^lib/(${PORTS})/adapters/([^/]+)/`, pathNot: TESTS },
    to: {
      path: "^(lib|db|app|components|emails|connect|scripts)/",
      pathNot: "^lib/$1/(port|model|[a-z-]+-desk|[a-z-]+-protocol)\\.ts$|^lib/(money|platform)/|^lib/$1/adapters/$2/",
    },
  },
  {
    name: "adapters-only-through-registry",
    comment: "The rest of the product never knows which one is behind the port. Seeds write the sandbox's own books.",
    severity: "error",
    from: { pathNot: `^lib/(${PORTS})/(registry\\.ts$|adapters/)|^db/seed/|${TESTS}` },
    to: { path: `^lib/(${PORTS})/adapters/` },
  },
  {
    name: "only-email-imports-emails",
    comment: "lib/email renders and sends; nobody else builds a mail.",
    severity: "error",
    from: { pathNot: `^(emails|lib/email)/|${TESTS}` },
    to: { path: "^emails/" },
  },
  {
    name: "production-without-tests-and-scripts",
    comment: "What runs at a firm carries no test and no tool.",
    severity: "error",
    from: { path: "^(app|components|lib|db|emails|connect|proxy\\.ts|instrumentation)", pathNot: TESTS },
    to: { path: `^scripts/|${TESTS}` },
  },
  {
    name: "production-without-dev-packages",
    comment:
      "A production install has no dev dependencies; the demo, which seeds and runs T-SQL on PostgreSQL, has and loads them when it needs them.",
    severity: "error",
    from: {
      path: "^(app|components|lib|db|emails|connect|proxy\\.ts|instrumentation)",
      pathNot: `^db/seed/|^connect/databases/postgres-dialect\\.ts$|${TESTS}`,
    },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "internal-is-private",
    comment: "lib/<noun>/internal belongs to that noun.",
    severity: "error",
    from: { path: "^lib/([^/]+)/" },
    to: { path: "^lib/[^/]+/internal/", pathNot: "^lib/$1/internal/" },
  },
  {
    name: "internal-stays-in-lib",
    comment: "lib/<noun>/internal belongs to that noun, and to what stands in for a file of it in the crash tests.",
    severity: "error",
    from: { pathNot: "^(lib|tests/crash/without)/" },
    to: { path: "^lib/[^/]+/internal/" },
  },
  {
    name: "db-knows-only-pure-lib",
    comment: "Tables and the client stand below the domain; seeds alone use its verbs.",
    severity: "error",
    from: { path: "^db/", pathNot: `^db/seed/|${TESTS}` },
    to: { path: "^(lib|app|components|emails|connect)/", pathNot: `${PURE}|^lib/platform/(env|hide-values)\\.ts$` },
  },
  {
    name: "nothing-unresolved",
    comment: "An import that this tool cannot follow is one it cannot judge.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next/|^node_modules/\\.cache/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.mts", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default", "require"],
    },
  },
};
