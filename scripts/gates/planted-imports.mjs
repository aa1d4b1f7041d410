/**
 * One forbidden import per rule of .dependency-cruiser.cjs (`rule` must fire at `from`, and no other rule), and imports that must
 * stay allowed (`rule: null`), so that a rule that forbids too much is found as well.
 *
 * `to` is a file of the planted tree or a package.
 *
 * @type {{ rule: string | null, from: string, to: string }[]}
 */
export const PLANTED_IMPORTS = [
  { rule: "nothing-imports-app", from: "proxy.ts", to: "app/planted/route.ts" },
  { rule: "nothing-imports-app", from: "components/planted/to-app.tsx", to: "app/planted/page.tsx" },
  { rule: "lib-knows-no-screens", from: "lib/planted/to-components.ts", to: "components/ui/target.tsx" },
  { rule: "no-cycles", from: "lib/planted/cycle-a.ts", to: "lib/planted/cycle-b.ts" },
  { rule: "no-barrels", from: "lib/planted/to-barrel.ts", to: "lib/barrel/index.ts" },
  { rule: "pure-stays-pure", from: "lib/planted/model.ts", to: "lib/platform/env.ts" },
  { rule: "pure-stays-pure", from: "lib/money/planted.ts", to: "node:crypto" },
  { rule: "pure-stays-pure", from: "lib/planted/rules.ts", to: "drizzle-orm" },
  { rule: "pure-stays-pure", from: "lib/planted/schemas.ts", to: "lib/planted/queries.ts" },
  { rule: "screens-see-only-pure-lib", from: "components/planted/to-queries.tsx", to: "lib/planted/queries.ts" },
  { rule: "screens-see-only-pure-lib", from: "emails/planted.tsx", to: "lib/planted/queries.ts" },
  { rule: "screens-use-known-packages", from: "components/planted/to-headers.tsx", to: "next/headers" },
  { rule: "screens-use-known-packages", from: "emails/to-node.tsx", to: "node:fs" },
  { rule: "screens-use-known-packages", from: "components/planted/to-pino.tsx", to: "pino" },
  { rule: "forms-own-react-hook-form", from: "components/planted/to-form.tsx", to: "react-hook-form" },
  { rule: "ui-knows-no-noun", from: "components/ui/to-noun.tsx", to: "components/planted/target.tsx" },
  { rule: "ui-knows-no-noun", from: "components/ui/to-model.tsx", to: "lib/target/model.ts" },
  { rule: "app-never-touches-database", from: "app/planted/to-db.ts", to: "db/client.ts" },
  { rule: "app-never-touches-database", from: "app/planted/to-drizzle.ts", to: "drizzle-orm" },
  { rule: "app-never-touches-database", from: "app/planted/[token]/to-pg.ts", to: "pg" },
  { rule: "public-pages-stay-light", from: "app/pay/[token]/page.tsx", to: "components/forms/heavy.tsx" },
  { rule: "lib-without-framework", from: "lib/planted/to-next.ts", to: "next/headers" },
  { rule: "lib-without-framework", from: "lib/planted/to-react.ts", to: "react" },
  { rule: "next-auth-only-in-auth", from: "lib/http/to-next-auth.ts", to: "next-auth" },
  { rule: "adapter-knows-only-its-port", from: "lib/gateways/adapters/one/to-noun.ts", to: "lib/planted/queries.ts" },
  { rule: "adapter-knows-only-its-port", from: "lib/gateways/adapters/one/to-db.ts", to: "db/client.ts" },
  {
    rule: "adapter-knows-only-its-port",
    from: "lib/gateways/adapters/one/to-two.ts",
    to: "lib/gateways/adapters/two/gateway.ts",
  },
  {
    rule: "adapter-knows-only-its-port",
    from: "lib/matter-systems/adapters/one/to-gateway.ts",
    to: "lib/gateways/port.ts",
  },
  {
    rule: "adapters-only-through-registry",
    from: "lib/planted/to-adapter.ts",
    to: "lib/gateways/adapters/two/gateway.ts",
  },
  {
    rule: "adapters-only-through-registry",
    from: "app/planted/to-adapter.ts",
    to: "lib/gateways/adapters/two/gateway.ts",
  },
  { rule: "only-email-imports-emails", from: "lib/planted/to-email.ts", to: "emails/target.tsx" },
  { rule: "production-without-tests-and-scripts", from: "lib/planted/to-tests.ts", to: "tests/support/target.ts" },
  { rule: "production-without-tests-and-scripts", from: "db/to-scripts.ts", to: "scripts/target.mjs" },
  { rule: "production-without-dev-packages", from: "lib/planted/to-dev.ts", to: "fast-check" },
  { rule: "internal-is-private", from: "lib/planted/to-internal.ts", to: "lib/target/internal/rows.ts" },
  { rule: "internal-stays-in-lib", from: "app/planted/to-internal.ts", to: "lib/target/internal/rows.ts" },
  { rule: "db-knows-only-pure-lib", from: "db/to-verb.ts", to: "lib/planted/queries.ts" },
  { rule: "nothing-unresolved", from: "lib/planted/to-nowhere.ts", to: "@/lib/planted/missing" },

  // The way back of the planted cycle, which is reported once.
  { rule: null, from: "lib/planted/cycle-b.ts", to: "lib/planted/cycle-a.ts" },
  { rule: null, from: "app/staff/planted/page.tsx", to: "lib/planted/queries.ts" },
  { rule: null, from: "app/staff/planted/page.tsx", to: "components/forms/heavy.tsx" },
  { rule: null, from: "app/pay/[token]/light.tsx", to: "components/ui/target.tsx" },
  { rule: null, from: "components/forms/heavy.tsx", to: "react-hook-form" },
  { rule: null, from: "components/planted/target.tsx", to: "lib/target/model.ts" },
  { rule: null, from: "components/planted/target.tsx", to: "lib/gateways/port.ts" },
  { rule: null, from: "components/planted/target.tsx", to: "next/link" },
  { rule: null, from: "components/ui/target.tsx", to: "lib/money/target.ts" },
  { rule: null, from: "emails/target.tsx", to: "@react-email/components" },
  { rule: null, from: "lib/target/model.ts", to: "lib/money/target.ts" },
  { rule: null, from: "lib/target/model.ts", to: "zod" },
  { rule: null, from: "lib/target/rules.test.ts", to: "fast-check" },
  { rule: null, from: "lib/target/verb.ts", to: "lib/target/internal/rows.ts" },
  { rule: null, from: "lib/target/verb.ts", to: "lib/platform/env.ts" },
  { rule: null, from: "lib/target/verb.ts", to: "db/client.ts" },
  { rule: null, from: "lib/http/wrapper.ts", to: "next/headers" },
  { rule: null, from: "lib/auth/session.ts", to: "next-auth" },
  { rule: null, from: "lib/email/render.ts", to: "emails/target.tsx" },
  { rule: null, from: "lib/gateways/registry.ts", to: "lib/gateways/adapters/two/gateway.ts" },
  { rule: null, from: "lib/gateways/adapters/two/gateway.ts", to: "lib/gateways/port.ts" },
  { rule: null, from: "lib/gateways/adapters/two/gateway.ts", to: "lib/gateways/adapters/two/mapper.ts" },
  { rule: null, from: "lib/gateways/adapters/two/gateway.ts", to: "lib/platform/env.ts" },
  { rule: null, from: "db/client.ts", to: "lib/platform/env.ts" },
  { rule: null, from: "db/schema/target.ts", to: "lib/target/model.ts" },
  { rule: null, from: "scripts/target.mjs", to: "fast-check" },
];

/** The packages that the planted imports name: what each belongs to in package.json. */
export const PLANTED_PACKAGES = {
  dependencies: [
    "@react-email/components",
    "drizzle-orm",
    "next",
    "next-auth",
    "pg",
    "pino",
    "react",
    "react-hook-form",
    "zod",
  ],
  devDependencies: ["fast-check"],
};
