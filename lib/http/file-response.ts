/** A file to be kept, never shown: whatever it holds, no browser opens it in our name. */
export function fileResponse(
  body: ReadableStream<Uint8Array>,
  { fileName, contentType, bytes }: { fileName: string; contentType: string; bytes: number },
): Response {
  return new Response(body, {
    headers: {
      "Content-Type": contentType,
      "Content-Length": String(bytes),
      "Content-Disposition": `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, "_")}"`,
      "Cache-Control": "no-store",
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
  });
}
