import { OutcomePage } from "@/components/layout/outcome-page";
import { Button } from "@/components/ui/button";

const TEXTS = [
  {
    lang: "en",
    title: "This page could not be shown",
    text: "Nothing was charged by opening it. Load it again; if it fails twice, call the firm and name the reference.",
  },
  {
    lang: "fr",
    title: "Cette page n’a pas pu être affichée",
    text: "Son ouverture n’a rien débité. Rechargez-la ; en cas de nouvel échec, appelez le cabinet et indiquez la référence.",
  },
  {
    lang: "es",
    title: "No se pudo mostrar esta página",
    text: "Abrirla no generó ningún cargo. Cárguela de nuevo; si falla otra vez, llame a la firma e indique la referencia.",
  },
] as const;

/** Stands where a page failed. Needs no catalogue, no firm and no session. */
export function ErrorPage({ reference, onRetry }: { reference?: string; onRetry: () => void }) {
  const [first, ...others] = TEXTS;
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage
          tone="warn"
          icon="alert"
          title={first.title}
          facts={[{ name: "Reference", value: reference }]}
          actions={
            <Button icon="refresh" onClick={onRetry}>
              Load again
            </Button>
          }
          note={others.map((other) => (
            <span key={other.lang} lang={other.lang} className="line-note">
              <b>{other.title}.</b> {other.text}
            </span>
          ))}
        >
          {first.text}
        </OutcomePage>
      </div>
    </div>
  );
}
