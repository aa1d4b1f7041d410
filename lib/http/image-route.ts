type Image = { contentType: string; bytes: Uint8Array };

/**
 * A picture for everybody who knows its address, which names its content: kept for a year by whoever asks. It is served as what it is
 * and nothing else, and opened by itself it may do nothing.
 */
export function imageRoute<Names>(read: (names: Names) => Promise<Image | null>) {
  return async (_request: Request, { params }: { params: Promise<Names> }): Promise<Response> => {
    const image = await read(await params);
    if (!image) return new Response(null, { status: 404, headers: headersOf("no-store") });
    return new Response(Uint8Array.from(image.bytes).buffer, {
      headers: {
        ...headersOf("public, max-age=31536000, immutable"),
        "Content-Type": image.contentType,
        "Content-Length": String(image.bytes.length),
      },
    });
  };
}

function headersOf(cache: string): Record<string, string> {
  return {
    "Cache-Control": cache,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    // Mail programs in a browser show it on a page of another site.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
  };
}
