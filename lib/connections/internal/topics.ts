/** What processes tell each other about the line; see lib/platform/news.ts. */
export function topicOfRequests(connectionId: string): string {
  return `requests:${connectionId}`;
}

export function topicOfAnswer(requestId: string): string {
  return `answer:${requestId}`;
}
