import { framePage, readDesk, readTheme } from "../../_page/html";
import { FIELD_STYLES } from "../_page/styles";
import { readLocale, sandboxTexts } from "../_page/texts";
import { fieldsBody } from "./fields-html";

/** `?kind=card|echeck&locale=en|fr|es&theme=...&size=desk&embedded=1`: the sandbox gateway's hosted fields, to be framed by a payment page. */
export function GET(request: Request): Response {
  const query = new URL(request.url).searchParams;
  const locale = readLocale(query.get("locale"));
  const texts = sandboxTexts(locale);
  return framePage({
    settings: {
      locale,
      theme: readTheme(query.get("theme")),
      isDesk: readDesk(query.get("size")),
      isEmbedded: query.get("embedded") === "1",
    },
    title: texts.title,
    styles: FIELD_STYLES,
    body: fieldsBody(query.get("kind") === "echeck" ? "echeck" : "card", texts),
    scripts: ["/gateway/sandbox/numbers.js", "/gateway/sandbox/fields.js"],
    policy: ["form-action 'none'"],
  });
}
