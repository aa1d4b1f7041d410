import type { Metadata } from "next";
import { ButtonSamples, FieldSamples } from "./_components/control-samples";
import { ColourSamples, MarkSamples } from "./_components/mark-samples";
import { SurfaceSamples } from "./_components/surface-samples";

export const metadata: Metadata = { title: "Parts" };

export default function GalleryPage() {
  return (
    <main className="mx-auto max-w-[86rem] p-4 lg:p-8">
      <h1 className="title-page">Parts</h1>
      <p className="page-lead mb-5">Every part in its states, once</p>
      <div className="grid gap-x-12 lg:grid-cols-[1fr_1.3fr_1.15fr]">
        <div>
          <ColourSamples />
        </div>
        <div>
          <ButtonSamples />
          <FieldSamples />
        </div>
        <div>
          <MarkSamples />
          <SurfaceSamples />
        </div>
      </div>
    </main>
  );
}
