/** Clients at once in one process. */
export const AT_ONCE = 4;
/** How long a caller waits for the gateway. In earnest it is 8 seconds. */
export const GATEWAY_TIMEOUT_MS = 120;
/** A slow answer comes just before or just after the caller has given up. */
export const SLOW_ANSWER_MS = 100;
/** After it nothing that was sent is still on its way: the sandbox lets a late call act 250 ms after the caller gave up. */
export const STRAYS_LANDED_MS = GATEWAY_TIMEOUT_MS + 250 + 150;
