import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { PageItem, PublicPage } from "@/lib/payment-pages/model";
import { OrderFields } from "./order-fields";
import { orderView } from "./order-view";

const HOUR: PageItem = {
  picture: null,
  ...{ id: "pit_hour", name: "Consultation", note: "One hour", priceCents: 35_000, taxThousandths: 0 },
  ...{ mostQuantity: 4, stock: null, left: null },
};
const COPY: PageItem = { ...HOUR, id: "pit_copy", name: "Certified copy", priceCents: 4_500, taxThousandths: 8_875 };
const SEAT: PageItem = { ...HOUR, id: "pit_seat", name: "Seminar", priceCents: 7_500, stock: 5, left: 0 };

/** As the server draws it, before any script and without. */
function drawn(values: Record<string, string>, locale: "en" | "fr" = "en", items = [HOUR, COPY, SEAT]): string {
  const page = { amount: { kind: "items", items }, currency: "USD" } as unknown as PublicPage;
  const order = orderView(page, locale);
  if (!order) throw new Error("nothing is sold");
  const html = renderToStaticMarkup(
    <OrderFields order={order} values={values} errorOf={() => null} button={<button type="submit">Go</button>}>
      <p>Name</p>
    </OrderFields>,
  );
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

describe("the items of a page, as the server draws them", () => {
  it("say what the chosen ones come to, each line with its tax, and a button that counts anew", () => {
    const text = drawn({ "item.pit_hour": "1", "item.pit_copy": "2" });
    expect(text).toContain("Sales tax 8.875%: $7.99");
    expect(text).toContain("Subtotal $440.00 Sales tax $7.99");
    expect(text).toContain("To pay, tax included $447.99");
    expect(text).toContain("Count again");
    expect(drawn({ "item.pit_copy": "2" }, "fr")).toContain("À payer, taxe comprise 97,99 $ US");
  });

  it("come to nothing at first; one that is sold out cannot be chosen", () => {
    const text = drawn({});
    expect(text).toContain("To pay $0.00");
    expect(text).toContain("Sold out");
    expect(drawn({ "item.pit_hour": "nonsense" })).toContain("To pay $0.00");
  });

  it("say how many are left where that is less than one may order", () => {
    expect(drawn({}, "en", [{ ...SEAT, left: 2 }])).toContain("2 left");
    expect(drawn({}, "en", [{ ...SEAT, left: 5 }])).not.toContain("left");
  });

  it("of more than one payment can be come to no sum", () => {
    expect(drawn({ "item.pit_hour": "3" }, "en", [{ ...HOUR, priceCents: 99_999_999_999 }])).toContain(
      "Too much for one payment",
    );
  });
});
