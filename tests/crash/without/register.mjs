// Preloaded into a process of the harness: makes it load another file in place of a file of the program.
import * as nodeModule from "node:module";
import { chooseAddress } from "./replacements.mjs";

const guards = (process.env.CRASH_WITHOUT ?? "").split(",");

if (nodeModule.registerHooks) {
  nodeModule.registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const instead = chooseAddress(guards, found.url, context.parentURL);
      return instead === null ? found : next(instead, context);
    },
  });
} else {
  nodeModule.register("./hooks.mjs", import.meta.url, { data: guards });
}
