/** Back to the page after a form, by a relative address, so that it holds on every name the program is reached by. */
export function backToConsole(query: Record<string, string>): Response {
  return new Response(null, { status: 303, headers: { Location: `/dev/sandbox?${new URLSearchParams(query)}` } });
}
