/** The two letters that stand for a firm where it has no logo: "Hartwell & Lowe LLP" is HL. */
export function monogramOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.slice(0, 2).map((word) => word.charAt(0).toUpperCase());
  return letters.join("") || name.charAt(0).toUpperCase();
}
