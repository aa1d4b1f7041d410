import { createServer } from "node:http";
import { isPortFree } from "./ports.mjs";

/** The demo's payment pages name these as sites that may show them: db/seed/pages.ts. */
export const SAMPLE_PORTS = [3080, 3081, 3082, 3083];

/**
 * A firm's own site, sample for the demo: one page on another port that holds a payment page by a button and within itself.
 * @param {{portalUrl: string, page: string}} options
 * @returns {Promise<{url: string, stop(): Promise<void>} | null>} null when every port of it is taken
 */
export async function startSampleSite({ portalUrl, page }) {
  for (const port of SAMPLE_PORTS) {
    if (!(await isPortFree(port, "127.0.0.1"))) continue;
    const server = createServer((request, response) => {
      const isPage = new URL(request.url ?? "/", "http://localhost").pathname === "/";
      response.writeHead(isPage ? 200 : 404, {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
      });
      response.end(isPage ? sampleSiteHtml({ portalUrl, page }) : "Not found");
    });
    await new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => resolve(undefined));
    });
    const stop = () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      });
    return { url: `http://127.0.0.1:${port}`, stop };
  }
  return null;
}

/** @param {{portalUrl: string, page: string}} options */
export function sampleSiteHtml({ portalUrl, page }) {
  const script = (mode) => `<script src="${portalUrl}/embed.js" data-page="${page}" data-mode="${mode}"></script>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Hartwell &amp; Lowe LLP</title>
<style>body{max-width:62rem;margin:0 auto;padding:2rem 1rem;font:1rem/1.6 Georgia,serif;color:#17212b;background:#fff}</style></head>
<body>
<main>
<h1>Hartwell &amp; Lowe LLP</h1>
<p>This is the sample of a firm's own site. It is served on another port than the portal, as a real one would be on another host.</p>
<h2>A button</h2>
${script("button")}
<h2>The page itself</h2>
${script("inline")}
</main>
</body>
</html>
`;
}
