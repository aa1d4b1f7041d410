/**
 * An address whose path cannot be decoded, such as "/pay/%", with its percent signs taken as they stand ("/pay/%25"): Next answers
 * such a path by itself, without the headers that every answer carries, and this way it is an unknown address like any other.
 * @param url path and query, as received
 */
export function mendAddress(url: string): string {
  const [path = ""] = url.split("?", 1);
  if (!path.includes("%") || canDecode(path)) return url;
  return path.replaceAll("%", "%25") + url.slice(path.length);
}

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
