/** A file as an answer. Its name holds only what every system takes in a header. */
export type FileAnswer = { fileName: string; bytes: Uint8Array };

/** Shown in the browser where it can show it, under its name when saved; kept by no cache. */
export function answerPdf({ fileName, bytes }: FileAnswer): Response {
  return new Response(Uint8Array.from(bytes).buffer, {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${fileName.replace(/[^\w.-]+/g, "-")}"`,
      "Content-Length": String(bytes.length),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
