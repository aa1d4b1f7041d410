import { notFound } from "next/navigation";
import { Facts } from "@/components/ui/facts";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime } from "@/lib/dates/format-date";
import { findMailboxMail } from "@/lib/email/mailbox";
import { requireDevTools } from "@/lib/http/dev-tools";

export const dynamic = "force-dynamic";

/** One mail: its HTML part without power (no scripts, no forms, no requests), its text part, its links. */
export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  requireDevTools();
  const mail = await findMailboxMail((await params).id);
  if (!mail) notFound();
  const facts = [
    { name: "To", value: mail.to },
    { name: "Delivered", value: formatDateTime(new Date(mail.at), "UTC", "en") },
    { name: "Id", value: mail.id },
  ];
  return (
    <main className="mx-auto max-w-[72rem] p-4 lg:p-8">
      <PageHead
        title={mail.subject}
        crumbs={[{ href: "/dev/mail", label: "Mailbox" }, { label: mail.id }]}
        crumbsLabel="Where you are"
      />
      <div className="grid items-start gap-5 lg:grid-cols-[1.4fr_1fr]">
        <Sheet title="As the recipient sees it" pad="none">
          <iframe
            title="HTML part"
            sandbox="allow-popups"
            srcDoc={withoutStyleSheet(mail.html)}
            className="block h-[56rem] w-full bg-white"
          />
        </Sheet>
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
      </div>
    </main>
  );
}

// The page's own policy refuses the sheet, which holds only the dark colours, and would complain on the console.
function withoutStyleSheet(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/g, "");
}
