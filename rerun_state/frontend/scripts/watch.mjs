// Builds the front end whenever one of its sources changes: the core, the chunks, the tables, the
// style sheets. With RERUN_STATE_DEV set in the kernel, a reload of the page shows it.
import { spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SOURCES = ["src", "contract"];
/** Milliseconds: an editor writes a file in several steps. */
const QUIET = 80;

let running = false;
let again = false;
let timer;

function build() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  // What is wrong is told by the build; the next change is the next try.
  spawn(process.execPath, [here("build.mjs")], { stdio: "inherit" }).on("exit", (code) => {
    running = false;
    console.log(code ? "The build failed." : `Built at ${new Date().toLocaleTimeString()}.`);
    if (again) {
      again = false;
      build();
    }
  });
}

for (const source of SOURCES.filter((each) => existsSync(here(each)))) {
  watch(here(source), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(build, QUIET);
  });
}
build();
