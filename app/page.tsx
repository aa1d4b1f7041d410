import { redirect } from "next/navigation";

/** Clients come by a link of their own; whoever comes to the root is staff. */
export default function Home() {
  redirect("/sign-in");
}
