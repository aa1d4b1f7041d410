/**
 * Runs now, or once the press that is under way is over. A message that appears when a field is left moves what is below it; if the
 * field was left by pressing a button, that button would slip away under the finger and the press be lost.
 */
export function afterPress(act: () => void): void {
  if (!document.querySelector(":active")) {
    act();
    return;
  }
  const over = new AbortController();
  const finish = () => {
    over.abort();
    // The click comes right after the release; the act waits for it.
    setTimeout(act, 0);
  };
  document.addEventListener("pointerup", finish, { signal: over.signal });
  document.addEventListener("pointercancel", finish, { signal: over.signal });
  document.addEventListener("keyup", finish, { signal: over.signal });
}
