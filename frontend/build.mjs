// Bundles every island (<folder>/main.ts) into <folder>.js and <folder>.css, the styles into app.css, htmx beside them.
// Nothing that this writes is committed. `--watch` keeps building; `--dev FOLDER` builds the Gantt's development pages
// (gantt/mock, gantt/bench.html) with everything they need into a folder of their own. What draws PDF reports (fonts, the
// program of their charts) goes beside their writer.
import { spawn } from "node:child_process";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const DEV = process.argv.includes("--dev");
const OUT = DEV ? process.argv[process.argv.indexOf("--dev") + 1] : join(HERE, "..", "src", "kaname", "web", "static", "build");
const PRINTING = join(HERE, "..", "src", "kaname", "exchange", "reports", "build");
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
    minify: !WATCH && !process.env.PLAIN,
    sourcemap: WATCH,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16.4"],
    charset: "utf8",
    loader: { ".svg": "file" },
    assetNames: "icons/[name]",
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

async function developmentPages() {
  const words = await readFile(join(HERE, "gantt", "words.ja.json"), "utf8");
  for (const page of ["mock/index.html", "bench.html", "mock/page.css"]) {
    const text = await readFile(join(HERE, "gantt", page), "utf8");
    await writeFile(join(OUT, page.split("/").pop()), text.replace("@WORDS@", words));
  }
}

async function printing() {
  await mkdir(PRINTING, { recursive: true });
  const fonts = join(HERE, "node_modules", "@expo-google-fonts", "biz-udpgothic");
  for (const weight of ["400Regular", "700Bold"]) {
    const name = `BIZUDPGothic_${weight}.ttf`;
    await copyFile(join(fonts, weight, name), join(PRINTING, name));
  }
  const { sourcemap, outdir, ...rest } = settings([join(HERE, "printing", "charts.ts")]);
  await esbuild.build({ ...rest, outfile: join(PRINTING, "charts.js"), target: "es2020" });
}

await mkdir(OUT, { recursive: true });
await copyFile(join(HERE, "node_modules", "htmx.org", "dist", "htmx.min.js"), join(OUT, "htmx.js"));
const entries = await islands();
if (DEV) {
  Object.assign(entries, { dev: join(HERE, "gantt", "mock", "dev.ts"), meter: join(HERE, "gantt", "mock", "meter.ts") });
  await developmentPages();
}
if (WATCH) {
  const context = await esbuild.context(settings(entries));
  await Promise.all([context.watch(), styles()]);
} else {
  await Promise.all([Object.keys(entries).length ? esbuild.build(settings(entries)) : null, styles(), DEV ? null : printing()]);
  console.log(`built ${["app.css", "htmx.js", ...Object.keys(entries).map((name) => `${name}.js`)].join(", ")}`);
}
