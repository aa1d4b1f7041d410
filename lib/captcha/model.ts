/** What a payer must pass before they are charged: nothing, a small calculation of their own device, or Google's box. */
export const CAPTCHA_KINDS = ["none", "altcha", "recaptcha"] as const;
export type CaptchaKind = (typeof CAPTCHA_KINDS)[number];

/** What became of an answer. `unreachable`: only somebody else could tell, and did not. */
export type CaptchaVerdict = "good" | "wrong" | "expired" | "unreachable";

/** What a device is asked to calculate, as the ALTCHA protocol writes it; signed, so that it can be told from a made-up one. */
export type CaptchaChallenge = {
  parameters: {
    algorithm: string;
    nonce: string;
    salt: string;
    cost: number;
    keyLength: number;
    keyPrefix: string;
    keySignature?: string;
    data?: Record<string, string | number | boolean | null>;
  };
  signature?: string;
};
