// npm run pictures: every page in every theme and language, at 320, 390, 768 and 1440 px and at 400 percent (a window of 1280 x 1024 that
// shows 320 x 256 CSS pixels, see tests/support/looks.ts), checked for overflow, cut text and accessibility, with a picture of each.
// The contact sheet that shows them side by side is tests/.output/pictures/index.html.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./runner/build.mjs";
import { runNode } from "./runner/children.mjs";
import { ensureInstalled } from "./runner/install.mjs";
import { live } from "./runner/lifetime.mjs";
import { commandScript, loadSettings, ROOT, readSetting } from "./runner/project.mjs";

const FOLDER = join(ROOT, "tests/.output/pictures");

await live(async () => {
  loadSettings();
  await ensureInstalled();
  const built = await ensureBuilt();
  if (built.code !== 0) {
    console.error(built.output);
    return 1;
  }
  console.info("Taking the pictures. This takes a quarter of an hour, or three on a busy machine.");
  const server = readSetting("DATABASE_URL");
  const { code, output } = await runNode(
    [commandScript("vitest"), "run", "--project", "pages", "tests/looks/looks.test.ts"],
    { env: { ...process.env, PICTURES_FOLDER: FOLDER, NO_COLOR: "1", ...(server ? { TEST_SERVER_URL: server } : {}) } },
  );
  console.info(output.trim());
  console.info(`\nThe contact sheet: ${writeSheet()}`);
  return code;
});

/** One row for each page, its pictures in the order in which they were taken. */
function writeSheet() {
  const pictures = JSON.parse(readFileSync(join(FOLDER, "index.json"), "utf8"));
  const rows = [...new Set(pictures.map(({ page }) => page))].map((page) => {
    const own = pictures.filter((picture) => picture.page === page);
    const figures = own.map(
      ({ look, file }) =>
        `<figure><a href="${file}"><img src="${file}" alt="${page}, ${look}" loading="lazy"></a><figcaption>${look}</figcaption></figure>`,
    );
    return `<h2>${page}</h2><div>${figures.join("")}</div>`;
  });
  const style =
    "body{font:14px sans-serif;margin:2rem}div{display:flex;gap:1rem;overflow-x:auto;align-items:start}figure{margin:0;flex:none}img{height:22rem;border:1px solid #999}";
  const path = join(FOLDER, "index.html");
  writeFileSync(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>${style}</style><h1>Contact sheet</h1>${rows.join("")}</html>`,
  );
  return path;
}
