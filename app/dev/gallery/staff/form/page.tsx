import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { FormSample } from "../../_components/form-sample";
import { StaffFrame } from "../../_components/staff-frame";

export default function GalleryFormPage() {
  return (
    <StaffFrame>
      <PageHead
        crumbs={[{ href: "/dev/gallery/staff", label: "Send for Payment" }, { label: "Quick Link" }]}
        crumbsLabel="Where you are"
        title="Quick Link"
        lead="One link, one payment. It closes with the first approved payment."
      />
      <div className="columns-form">
        <Sheet pad="form">
          <FormSample />
        </Sheet>
        <Sheet title="What the client gets">
          <p className="text-sm text-ink-2">The preview stands here.</p>
        </Sheet>
      </div>
    </StaffFrame>
  );
}
