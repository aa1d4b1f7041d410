/** What Google's script offers. */
export type Recaptcha = {
  ready(then: () => void): void;
  render(box: HTMLElement, options: RecaptchaOptions): number;
  reset(widget: number): void;
};

type RecaptchaOptions = {
  sitekey: string;
  theme: "light" | "dark";
  size: "normal" | "compact";
  callback(answer: string): void;
  "expired-callback"(): void;
  "error-callback"(): void;
};

let loading: Promise<Recaptcha> | null = null;

/** Fetches Google's script, once. @throws where it does not come */
export function loadRecaptcha(src: string): Promise<Recaptcha> {
  loading ??= fetchScript(src).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

function fetchScript(src: string): Promise<Recaptcha> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onerror = () => reject(new Error("reCAPTCHA did not load"));
    script.onload = () => {
      const { grecaptcha } = window as typeof window & { grecaptcha?: Recaptcha };
      if (grecaptcha) grecaptcha.ready(() => resolve(grecaptcha));
      else reject(new Error("reCAPTCHA is not there"));
    };
    document.head.append(script);
  });
}
