import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { RadioSegment } from "@/components/ui/radio-segment";
import { TextField } from "@/components/ui/text-field";

test("the label is the control's whole name; the word stands outside of it", () => {
  const html = renderToStaticMarkup(<TextField id="amount" name="amount" label="Amount" required="required" />);
  expect(html).toContain('<label for="amount" class="field-label">Amount</label>');
  expect(html).toContain('aria-hidden="true">required</span>');
  expect(html).toContain('aria-required="true"');
});

test("hint, error and the word optional are read with the control", () => {
  const html = renderToStaticMarkup(
    <TextField
      id="due"
      name="due"
      label="Due date"
      optional="optional"
      hint="T for today"
      error="There is no month 31."
    />,
  );
  expect(html).toContain('aria-describedby="due-error due-hint due-word"');
  expect(html).toContain('aria-invalid="true"');
  for (const id of ["due-error", "due-hint", "due-word"]) expect(html).toContain(`id="${id}"`);
});

test("an empty field has a placeholder, by which the style sheet knows that it is empty", () => {
  expect(renderToStaticMarkup(<TextField id="name" name="name" label="Name" />)).toContain('placeholder=" "');
});

test("a radio segment is a group with a legend, and works without script", () => {
  const html = renderToStaticMarkup(
    <RadioSegment
      id="delivery"
      name="delivery"
      label="Delivery"
      defaultValue="link"
      options={[
        { value: "mail", label: "Send by email" },
        { value: "link", label: "Generate link" },
      ]}
    />,
  );
  expect(html).toMatch(/<fieldset[^>]*>.*<legend/);
  expect(html).toContain('checked="" value="link"');
});

test("a tick box carries its error", () => {
  const html = renderToStaticMarkup(
    <CheckField id="agree" label="I agree" required="*" error="Tick the box to go on." />,
  );
  expect(html).toContain('aria-describedby="agree-error"');
  expect(html).toContain("Tick the box to go on.");
});

test("a waiting button submits nothing and keeps the room of its label", () => {
  const html = renderToStaticMarkup(
    <Button type="submit" pending pendingLabel="Sending…">
      Send link
    </Button>,
  );
  expect(html).toContain('type="button"');
  expect(html).toContain('aria-disabled="true"');
  expect(html).toContain('data-other="Send link">Sending…<');
});

test("a button that cannot be used says why, beside it", () => {
  const html = renderToStaticMarkup(
    <Button id="send" unavailable="Correct 3 rows to go on.">
      Send All
    </Button>,
  );
  expect(html).toContain('aria-describedby="send-reason"');
  expect(html).toContain('<span id="send-reason" class="btn-reason">Correct 3 rows to go on.</span>');
});
