import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime } from "@/lib/dates/format-date";
import type { MailView } from "@/lib/email/model";

/** The HTML part without power: no scripts, no forms; a link opens beside this page. */
export function HtmlPart({ html }: { html: string }) {
  return (
    <Sheet title="As the recipient sees it" pad="none">
      <iframe
        title="HTML part"
        sandbox="allow-popups"
        srcDoc={withoutStyleSheet(html)}
        className="block h-[58rem] w-full bg-white"
      />
    </Sheet>
  );
}

// The page's own policy refuses the sheet, which holds only the dark colours, and would complain on the console.
function withoutStyleSheet(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/g, "");
}

/** Everything else that was sent. */
export function OtherParts({ mail }: { mail: MailView }) {
  const facts = [
    { name: "To", value: mail.to },
    { name: "Delivered", value: formatDateTime(new Date(mail.at), "UTC", "en") },
    { name: "Id", value: mail.id },
  ];
  return (
    <div className="grid gap-5">
      <Sheet title="Facts">
        <Facts facts={facts} />
      </Sheet>
      <Sheet title="Links">
        <ul className="grid gap-2 break-all">
          {mail.links.map((link) => (
            <li key={link}>
              <a href={link}>{link}</a>
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet title="Text part">
        <pre className="whitespace-pre-wrap break-words font-sans text-sm">{mail.text}</pre>
      </Sheet>
    </div>
  );
}
