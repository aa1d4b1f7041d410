import { notFound } from "next/navigation";
import { PageHead } from "@/components/ui/page-head";
import { findMailboxMail } from "@/lib/email/mailbox";
import { requireDevTools } from "@/lib/http/dev-tools";
import { HtmlPart, OtherParts } from "../_components/mail-parts";

export const metadata = { title: "Mail" };
export const dynamic = "force-dynamic";

/** One mail: its HTML part, its facts, its links, its text part. */
export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  requireDevTools();
  const mail = await findMailboxMail((await params).id);
  if (!mail) notFound();
  const crumbs = [{ href: "/dev/mail", label: "Mailbox" }, { label: mail.id }];
  return (
    <main className="mx-auto max-w-[72rem] p-4 lg:p-8">
      <PageHead title={mail.subject} crumbs={crumbs} crumbsLabel="Where you are" />
      <div className="grid items-start gap-5 lg:grid-cols-[1.4fr_1fr]">
        <HtmlPart html={mail.html} />
        <OtherParts mail={mail} />
      </div>
    </main>
  );
}
