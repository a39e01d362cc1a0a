// Bundles every island (<folder>/main.ts) into <folder>.js and <folder>.css, the styles into app.css, htmx beside them.
// Nothing that this writes is committed. `node build.mjs --watch` keeps building.
import { spawn } from "node:child_process";
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.env.KANAME_BUILD_OUT ?? join(HERE, "..", "src", "kaname", "web", "static", "build");
const WATCH = process.argv.includes("--watch");

async function islands() {
  const folders = await readdir(HERE, { withFileTypes: true });
  const named = folders.filter((f) => f.isDirectory() && existsSync(join(HERE, f.name, "main.ts")));
  return Object.fromEntries(named.map((f) => [f.name, join(HERE, f.name, "main.ts")]));
}

function settings(entryPoints) {
  return {
    entryPoints,
    outdir: OUT,
    bundle: true,
    minify: !WATCH,
    sourcemap: WATCH,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16.4"],
    charset: "utf8",
    legalComments: "linked",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  };
}

function styles() {
  const command = join(HERE, "node_modules", ".bin", "tailwindcss");
  const words = ["-i", join(HERE, "styles", "main.css"), "-o", join(OUT, "app.css")];
  const child = spawn(command, [...words, WATCH ? "--watch" : "--minify"], { cwd: HERE, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
    if (WATCH) process.stderr.write(part);
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done() : fail(new Error(`tailwindcss ended with ${code}\n${said}`))));
  });
}

await mkdir(OUT, { recursive: true });
await copyFile(join(HERE, "node_modules", "htmx.org", "dist", "htmx.min.js"), join(OUT, "htmx.js"));
const entries = await islands();
if (WATCH) {
  const context = await esbuild.context(settings(entries));
  await Promise.all([context.watch(), styles()]);
} else {
  await Promise.all([Object.keys(entries).length ? esbuild.build(settings(entries)) : null, styles()]);
  console.log(`built ${["app.css", "htmx.js", ...Object.keys(entries).map((name) => `${name}.js`)].join(", ")}`);
}
