// `npm run words`: writes gantt/words.json, the keys of the island's sentences, for the server to translate.
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";

const built = await build({ entryPoints: ["gantt/words.ts"], bundle: true, format: "esm", write: false });
const { WORDS } = await import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
await writeFile("gantt/words.json", `${JSON.stringify(Object.fromEntries(WORDS.map((w) => [w, w])), null, 2)}\n`);
