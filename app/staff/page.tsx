import { redirect } from "next/navigation";
import { requireStaff } from "@/lib/auth/session";

export default async function StaffHome() {
  await requireStaff("signed-in");
  redirect("/staff/dashboard");
}
