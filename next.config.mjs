import createNextIntlPlugin from "next-intl/plugin";

const withTexts = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Such a redirect is answered before the proxy, without the headers that every answer under /pay must carry.
  skipTrailingSlashRedirect: true,
  // The image optimizer is an attack surface that nothing here needs.
  images: { unoptimized: true },
  serverExternalPackages: ["graphile-worker", "pino", "@node-rs/argon2", "pg", "nodemailer", "pdfkit", "stripe"],
  experimental: {
    serverActions: { bodySizeLimit: "256kb" },
    // Beyond this Next cuts a body off without a word. Files of the API end at 10 MB, and what is longer must be seen to be refused.
    proxyClientMaxBodySize: "11mb",
  },
  devIndicators: false,
  // The dev server answers on both names of this machine.
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  headers: async () => [
    {
      source: "/fonts/:file*",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};

export default withTexts(config);
