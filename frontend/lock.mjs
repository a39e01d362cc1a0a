// `npm run lock`: writes package-lock.json anew, without addresses and complete for every platform.
// A mirror that lacks the binaries of other platforms makes npm leave them out, and then `npm ci` refuses the lock;
// their names and versions are in the parent's optionalDependencies, so they are written from there.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

const LOCK = new URL("package-lock.json", import.meta.url);

function withoutAddresses(packages) {
  for (const entry of Object.values(packages)) {
    delete entry.resolved;
    delete entry.funding;
  }
}

// "@tailwindcss/oxide-linux-arm64-gnu" -> os linux, cpu arm64, libc glibc
function platform(name) {
  const parts = name.split("-");
  const os = parts.find((p) => ["android", "darwin", "freebsd", "linux", "win32"].includes(p));
  const cpu = parts.find((p) => ["arm64", "x64", "arm", "wasm32"].includes(p));
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }) };
}

function withEveryPlatform(packages) {
  for (const entry of Object.values(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      packages[`node_modules/${name}`] ??= { version, ...platform(name), dev: true, optional: true };
    }
  }
}

rmSync(LOCK, { force: true });
rmSync(new URL("node_modules", import.meta.url), { recursive: true, force: true });
execFileSync("npm", ["install", "--package-lock-only", "--omit-lockfile-registry-resolved=false"], { stdio: "inherit" });
const lock = JSON.parse(readFileSync(LOCK, "utf8"));
withoutAddresses(lock.packages);
withEveryPlatform(lock.packages);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
