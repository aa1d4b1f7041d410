const NUL = /%00/g;

/**
 * An address whose path cannot be decoded, such as "/pay/%", with its percent signs taken as they stand ("/pay/%25"): Next answers
 * such a path by itself, without the headers that every answer carries, and this way it is an unknown address like any other. A NUL,
 * which no column can hold, is taken as it stands in the path and left out of the query; the API refuses it in its own words.
 * @param url path and query, as received
 */
export function mendAddress(url: string): string {
  if (!url.includes("%")) return url;
  const [path = ""] = url.split("?", 1);
  const query = url.slice(path.length);
  if (path.includes("%") && !canDecode(path)) return path.replaceAll("%", "%25") + query.replaceAll(NUL, "");
  if (path.startsWith("/api/")) return url;
  return path.replaceAll(NUL, "%2500") + query.replaceAll(NUL, "");
}

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
