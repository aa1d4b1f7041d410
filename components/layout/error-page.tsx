import { OutcomePage } from "@/components/layout/outcome-page";
import { Button } from "@/components/ui/button";

const TEXTS = [
  {
    lang: "en",
    title: "This page could not be shown",
    text: "Nothing was charged by opening it. Load it again; if it fails twice, call the firm and name the reference.",
    staffText:
      "Nothing was changed by opening it. Load it again; if it fails twice, give your administrator the reference.",
  },
  {
    lang: "fr",
    title: "Cette page n’a pas pu être affichée",
    text: "Son ouverture n’a rien débité. Rechargez-la ; en cas de nouvel échec, appelez le cabinet et indiquez la référence.",
    staffText:
      "Son ouverture n’a rien modifié. Rechargez-la ; en cas de nouvel échec, donnez la référence à votre administrateur.",
  },
  {
    lang: "es",
    title: "No se pudo mostrar esta página",
    text: "Abrirla no generó ningún cargo. Cárguela de nuevo; si falla otra vez, llame a la firma e indique la referencia.",
    staffText: "Abrirla no cambió nada. Cárguela de nuevo; si falla otra vez, dé la referencia a su administrador.",
  },
] as const;

type Props = { reference?: string; onRetry: () => void; forStaff?: boolean };

/** Stands where a page failed. Needs no catalogue, no firm and no session. */
export function ErrorPage({ reference, onRetry, forStaff = false }: Props) {
  const [first, ...others] = TEXTS;
  const textOf = ({ text, staffText }: (typeof TEXTS)[number]) => (forStaff ? staffText : text);
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
              <b>{other.title}.</b> {textOf(other)}
            </span>
          ))}
        >
          {textOf(first)}
        </OutcomePage>
      </div>
    </div>
  );
}
