// SPDX-License-Identifier: Apache-2.0
// page.mjs - every view and action of the page in headless Chromium.
// usage: node page.mjs ENTENTE CORPORA FOLDER [SHOTS]
// Prints TAP.  FOLDER gets memories, and a picture of the page when a test fails;
// SHOTS, if given, the pictures of the documentation.
import { spawn, execFileSync } from "node:child_process";
import { writeFileSync, readFileSync, existsSync, mkdirSync, createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { deflateRawSync } from "node:zlib";
import { chromium } from "playwright-core";

const [entente, corpora, folder, shots] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let n = 0, failed = 0;

async function check(name, test, page) {
	n++;
	try {
		const wrong = await test();
		if (wrong) throw new Error(String(wrong));
		console.log(`ok ${n} - ${name}`);
	} catch (error) {
		failed++;
		console.log(`not ok ${n} - ${name}`);
		console.error(`# ${name}: ${error.message.split("\n").slice(0, 6).join("\n# ")}`);
		if (page) await page.screenshot({ path: `${folder}/failed-${n}.png` }).catch(() => {});
	}
}
const is = (got, wanted) => (String(got) === String(wanted) ? "" : `got [${got}], want [${wanted}]`);

/** Waits until a function says yes in the page, whose policy forbids what waitForFunction
 *  does. */
async function until(page, predicate, argument, timeout = 8000) {
	for (const end = Date.now() + timeout; ; ) {
		try {
			if (await page.evaluate(predicate, argument)) return;
		} catch (error) {
			if (!/navigation|context/.test(error.message)) throw error;
		}
		if (Date.now() > end) throw new Error("never true: " + String(predicate).slice(0, 200));
		await new Promise((go) => setTimeout(go, 20));
	}
}

/* ---- servers ------------------------------------------------------------------------ */

const servers = [];
function serve(memory, ...options) {
	return new Promise((resolve, reject) => {
		const child = spawn(entente, ["serve", "-m", memory, "--listen", "127.0.0.1:0", "--quiet", ...options], { stdio: ["ignore", "pipe", "inherit"] });
		servers.push(child);
		child.stdout.on("data", (text) => {
			const url = /http:\S+/.exec(String(text));
			if (url) resolve({ url: url[0], child });
		});
		child.on("error", reject);
	});
}
const stop = (server) => new Promise((resolve) => { server.child.on("exit", resolve); server.child.kill("SIGTERM"); });

/* ---- memories ----------------------------------------------------------------------- */

const XSS = `<script>window.hacked=1</script><img src=x onerror="window.hacked=1">`;
execFileSync(entente, ["batch", "-m", `${folder}/press.entente`, corpora], { stdio: "ignore" });
execFileSync(entente, ["batch", "-m", `${folder}/edit.entente`, corpora], { stdio: "ignore" });
const esc = (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
writeFileSync(`${folder}/xss.tmx`, `<?xml version="1.0"?><tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en" srclang="en" datatype="plaintext"/><body><tu creationid="${esc(XSS)}"><prop type="x-document">${esc(XSS)}</prop><note>${esc(XSS)}</note><tuv xml:lang="en"><seg>Danger ${esc(XSS)}</seg></tuv><tuv xml:lang="fr"><seg>Péril ${esc(XSS)}</seg></tuv></tu></body></tmx>`);
mkdirSync(`${folder}/xss`, { recursive: true });
writeFileSync(`${folder}/xss/a<b>.en.txt`, `Danger title ${XSS}\n\nDanger again ${XSS} here.\n`);
writeFileSync(`${folder}/xss/a<b>.fr.txt`, `Titre du péril ${XSS}\n\nPéril encore ${XSS} ici.\n`);
execFileSync(entente, ["batch", "-m", `${folder}/xss.entente`, "--unsure", `${folder}/xss`], { stdio: "ignore" });
execFileSync(entente, ["import", "-m", `${folder}/xss.entente`, `${folder}/xss.tmx`], { stdio: "ignore" });
const long = (word) => Array.from({ length: 5000 }, (_, k) => `${word} ${k + 1} ${"abcdefghij"[k % 10].repeat(3 + (k % 7))}.`).join("\n") + "\n";
mkdirSync(`${folder}/long`, { recursive: true });
writeFileSync(`${folder}/long/long.en.txt`, long("Sentence number"));
writeFileSync(`${folder}/long/long.fr.txt`, long("Phrase numéro"));
execFileSync(entente, ["batch", "-m", `${folder}/long.entente`, "--unsure", `${folder}/long`], { stdio: "ignore" });

/* ---- the browser -------------------------------------------------------------------- */

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const errors = [];

async function open(url, { width = 1280, height = 900, colorScheme = "light", locale = "en" } = {}) {
	const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, bypassCSP: false, acceptDownloads: true });
	const page = await context.newPage();
	page.setDefaultTimeout(8000);
	page.on("pageerror", (error) => errors.push(error.message));
	page.on("console", (message) => message.type() === "error" && !/status of (4|503)|ERR_CONNECTION|ERR_FAILED/.test(message.text()) && errors.push(message.text()));
	page.on("request", (request) => { if (!request.url().startsWith(new URL(url).origin)) errors.push("request to " + request.url()); });
	await page.goto(url);
	await page.waitForSelector("main h1, main .empty", { state: "attached", timeout: 30000 });
	return page;
}

async function violations(page) {
	/* axe is handed to the page by the debugger, which its policy does not forbid */
	await page.evaluate(`(() => { ${await (await import("node:fs/promises")).readFile(axe, "utf8")} })()`).catch(() => {});
	const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
	return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((x) => x.html.slice(0, 120)).join(" | ")}`).join("\n");
}

/** Opens a view by its address and waits until the page says that it is shown: what
 *  another view left cannot be taken for it. */
async function visit(page, hash) {
	await page.evaluate((to) => to === location.hash || new Promise((done) => {
		addEventListener("hashchange", done, { once: true });
		location.hash = to;
	}), hash);
	await page.waitForSelector("main:not([aria-busy])");
}

async function settled(page) {
	await page.waitForLoadState("networkidle");
	await page.waitForTimeout(50);
}

const press = await serve(`${folder}/press.entente`);
const SENTENCE = "The initial funding amounts to 3.1 million euros, 40% of which will be provided by the TSH.";
const views = {
	search: `#/search?q=${encodeURIComponent("eau potable")}`, match: `#/search?q=${encodeURIComponent(SENTENCE)}`, start: "#/search",
	documents: "#/documents", document: "#/document?number=17", review: "#/review?below=0.95", add: "#/add", export: "#/export", memory: "#/memory",
};

/* ---- search ------------------------------------------------------------------------- */

let page = await open(press.url);
await check("the search box has the focus", async () => is(await page.evaluate(() => document.activeElement.name), "q"), page);
await check("the page weighs less than 150 KB", async () => {
	const bytes = await page.evaluate(() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation")).reduce((sum, e) => sum + e.transferSize, 0));
	return bytes < 150000 ? "" : bytes;
}, page);
await check("the page paints (a figure, not a test: the machine may be busy)", async () => {
	const times = [];
	for (let k = 0; k < 5; k++) {
		await page.reload();
		await settled(page);
		times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
	}
	const median = times.sort((a, b) => a - b)[2];
	console.log(`# first paint after ${median.toFixed(0)} ms (median of 5)`);
}, page);
await check("a phrase is found as one types, with its counterpart marked", async () => {
	await page.keyboard.type("eau potable");
	await page.waitForSelector("mark.found");
	return is((await page.textContent("mark.answer")).toLowerCase(), "drinking water");
}, page);
await check("the address says what is searched", async () => is(new URL(page.url()).hash, "#/search?q=eau+potable"), page);
await check("renderings are counted", async () => { await page.waitForSelector(".bars .choice .spark"); return is((await page.textContent(".bars .choice")).replace(/\s+/g, " "), "drinking water8"); }, page);
await check("a rendering shows its uses when it is clicked", async () => {
	await page.click(".bars .choice");
	await page.waitForSelector(".chip");
	return is(new URL(page.url()).hash, "#/search?q=eau+potable&rendering=drinking+water");
}, page);
await check("a filter is removed by its chip", async () => {
	await page.click(".chip");
	await until(page, () => !document.querySelector(".chip"));
	return is(new URL(page.url()).hash, "#/search?q=eau+potable");
}, page);
await check("an adapted target says what is not adapted", async () => {
	await visit(page, "#/search?q=The+initial+funding+amounts+to+3.1+million+euros%2C+40%25+of+which+will+be+provided+by+the+TSH.");
	await page.waitForSelector(".stale");
	return is(await page.textContent(".stale .old"), "KIFR → TSH");
}, page);
await check("an address with an origin and a label filters by them", async () => {
	await visit(page, "#/search?q=eau+potable&origin=tmx&label=client");
	await page.waitForSelector("main .empty");
	const chips = await page.locator(".chip").count();
	await visit(page, "#/search?q=eau+potable&origin=align");
	await page.waitForSelector("mark.found");
	await page.click(".chip");
	await until(page, () => !document.querySelector(".chip"));
	return is(chips, 2) || is(new URL(page.url()).hash, "#/search?q=eau+potable");
}, page);
await check("a year of the plot is a filter", async () => {
	await page.click(".plot li:first-child button");
	await page.waitForSelector(".chip");
	await until(page, () => ![...document.querySelectorAll(".hit time")].some((t) => !t.textContent.startsWith("2024")));
	return new URL(page.url()).hash.includes("since=2024&until=2024") ? "" : page.url();
}, page);
await check("going back undoes it", async () => {
	await page.goBack();
	await until(page, () => document.querySelectorAll(".hit").length === 8);
}, page);
await check("a document can be hidden", async () => {
	await page.hover(".hit");
	const name = await page.getAttribute(".hit .doc", "title");
	await page.click(".hit .actions button:last-child");
	await page.waitForSelector(".chip");
	await until(page, (hidden) => {
		const shown = [...document.querySelectorAll(".hit .doc")].map((x) => x.title);
		return shown.length && !shown.includes(hidden);
	}, name);
}, page);
await check("the best first are the best of all hits, not of the newest", async () => {
	await visit(page, "#/search?q=the&sort=best&n=5");
	await until(page, () => document.querySelectorAll(".hit").length === 5);
	const all = await (await fetch(press.url + "api/v1/concord?q=the&limit=500")).json();
	const best = all.hits.map((x) => x.confidence).sort((a, b) => b - a).slice(0, 5);
	const of = new Map(all.hits.map((x) => [String(x.unit), x.confidence]));
	return is((await page.$$eval(".hit", (a) => a.map((x) => x.dataset.unit))).map((u) => of.get(u)).join(), best.join());
}, page);
await check("facets count all hits, and choose what they count", async () => {
	await visit(page, "#/search?q=the&n=5");
	const bar = page.locator("aside section", { has: page.locator("h2", { hasText: "Confidence" }) }).locator(".choice").first();
	await bar.waitFor();
	const shown = Number((await bar.locator(".n").textContent()).replace(/\D/g, ""));
	const sure = await (await fetch(press.url + "api/v1/concord?q=the&limit=1&min_confidence=0.9")).json();
	await bar.click();
	await until(page, (n) => document.querySelector("#h-concordance .n")?.textContent.replace(/^\D*\d+ of /, "").replace(/\D/g, "") === String(n), shown);
	return is(shown, sure.total) || is(new URL(page.url()).hash, "#/search?q=the&n=5&confidence=0.9");
}, page);
await check("the second box asks for the other side", async () => {
	await visit(page, "#/search");
	await page.fill("[name=q]", "eau");
	await page.fill("[name=other]", "groundwater");
	await until(page, () => document.querySelectorAll(".hit").length > 0 && [...document.querySelectorAll(".hit")].every((x) => /groundwater/i.test(x.textContent)));
}, page);
await check("a sentence has matches with score, differences and adapted target", async () => {
	await visit(page, views.match);
	await page.waitForSelector(".match .adapted");
	return is(await page.textContent(".match .score b"), "89") || ((await page.textContent(".match .adapted")).replace(/\s/g, " ").includes("3,1 millions") ? "" : "no adapted target") || is((await page.textContent(".changes .change")).trim(), "2.4 → 3.1");
}, page);
await check("fragments appear when nothing matches", async () => {
	await visit(page, "#/search?q=" + encodeURIComponent("Nobody doubts that drinking water is the first concern of all bakers."));
	await page.waitForSelector(".fragment");
	return (await page.textContent(".fragment h3")).includes("drinking water") ? "" : await page.textContent(".fragment h3");
}, page);
await check("while one types little is asked for, and the rest after a pause", async () => {
	await visit(page, "#/search");
	const asked = [];
	const listen = (request) => { if (/api\/v1\//.test(request.url())) asked.push(new URL(request.url())); };
	page.on("request", listen);
	await page.type("[name=q]", "Nobody doubts", { delay: 10 });
	await until(page, () => document.querySelector(".empty .lead")?.textContent === "Nothing found");
	const typed = asked.filter((url) => /\/(lookup|concord)$/.test(url.pathname)).map((url) => `${url.pathname.split("/").pop()} ${["min_score", "fragments", "limit"].map((name) => url.searchParams.get(name) ?? "-").join(" ")}`);
	asked.length = 0;
	await page.type("[name=q]", " ", { delay: 10 });
	await page.waitForTimeout(300);
	const spaces = asked.length;
	await page.type("[name=q]", "that drinking water is dear", { delay: 10 });
	await page.waitForSelector(".fragment");
	page.off("request", listen);
	return is(typed.join("; "), "lookup 75 - 8; concord - - 8; lookup 60 1 8; concord - - 50") || is(spaces, 0);
}, page);
await check("no hit has a helpful state", async () => {
	await visit(page, "#/search?q=xyzzyplugh");
	return is(await page.textContent(".empty .lead"), "Nothing found");
}, page);

await check("a view that answers late does not replace the next one", async () => {
	const late = /api\/v1\/(concord|lookup|documents)/;
	for (const left of [views.search, views.documents, views.document]) {
		await page.route(late, async (route) => { await new Promise((go) => setTimeout(go, 300)); await route.continue().catch(() => {}); });
		await page.evaluate((hash) => { location.hash = hash; }, left);
		await page.waitForTimeout(60);
		await visit(page, views.memory);
		await until(page, () => document.querySelector("main h1")?.textContent === "Memory");
		await page.waitForTimeout(500);
		await page.unroute(late);
		const got = await page.evaluate(() => [location.hash, document.querySelectorAll("main h1").length, document.querySelector("main h1").textContent].join(" "));
		if (got !== "#/memory 1 Memory") return `after ${left}: ${got}`;
	}
}, page);

/* ---- by keyboard alone --------------------------------------------------------------- */

await check("keys: / search, j next, c copy, o document, n doubtful, ? help, Esc close", async () => {
	await visit(page, views.documents);
	await page.waitForSelector(".document");
	await page.keyboard.press("/");
	await page.waitForSelector("[name=q]");
	await visit(page, views.search);
	await page.waitForSelector(".hit");
	await page.keyboard.press("Escape");
	await page.keyboard.press("j");
	await page.keyboard.press("j");
	const second = await page.evaluate(() => [...document.querySelectorAll(".item")].indexOf(document.activeElement));
	await page.keyboard.press("c");
	/* the clipboard answers later than the key is released */
	await until(page, () => document.getElementById("said").textContent === "Copied");
	await page.keyboard.press("?");
	await page.waitForSelector("dialog[open]");
	await page.keyboard.press("Escape");
	await until(page, () => !document.querySelector("dialog"));
	await page.evaluate(() => document.querySelectorAll(".item")[1].focus());
	await page.keyboard.press("o");
	await page.waitForSelector(".bead.here");
	return is(second, 1) || is(await page.evaluate(() => document.activeElement.classList.contains("here")), true);
}, page);
await check("the tab order of a view reaches every control", async () => {
	await visit(page, views.search);
	await page.waitForSelector(".hit");
	await page.evaluate(() => document.body.focus());
	const seen = new Set();
	for (let k = 0; k < 120; k++) {
		await page.keyboard.press("Tab");
		seen.add(await page.evaluate(() => { const e = document.activeElement; e.dataset.n ??= String(Math.random()); return e.dataset.n; }));
	}
	const all = await page.$$eval("a[href], button, input, textarea, select, summary", (list) => list.filter((e) => e.checkVisibility() && e.tabIndex >= 0).map((e) => e.dataset.n || e.outerHTML.slice(0, 80)));
	const missed = all.filter((e) => !seen.has(e));
	return missed.length ? missed.slice(0, 3).join(" ") : "";
}, page);

/* ---- reuse ----------------------------------------------------------------------------- */

await check("a dropped document is compared: passages, matches, concordance, exports", async () => {
	await visit(page, "#/reuse");
	const text = `A new note.\n\n${SENTENCE.replace("3.1", "4.2")}\n`;
	await page.setInputFiles("input[type=file]", { name: "new.en.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
	await page.waitForSelector(".passage");
	await page.keyboard.press("Escape");
	await page.keyboard.press("n");
	await page.waitForSelector(".panel mark");
	const words = await page.textContent(".passage.on");
	await page.locator(".passage.like", { hasText: "4.2" }).hover();
	await page.waitForSelector(".panel .match .adapted");
	if (!/4,2/.test(await page.textContent(".panel .adapted"))) return await page.textContent(".panel");
	const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Word" }).click()]);
	if (file.suggestedFilename() !== "new.en.reuse.docx") return file.suggestedFilename();
	await page.locator(".passage:not(.like)").first().hover();
	await page.locator(".panel a").last().click();
	await page.waitForSelector(".hit mark.found");
	return is((await page.inputValue("[name=q]")).length > 0 && words.length > 0, true);
}, page);

/* ---- documents, review, memory, export ----------------------------------------------- */

await check("the units of a search are exported", async () => {
	await visit(page, views.search + "&until=2024");
	await page.waitForSelector(".hit");
	const n = await page.locator(".hit").count();
	await page.getByText("Export these units").click();
	await page.waitForSelector("main:not([aria-busy]) .chip");
	await page.selectOption("[name=format]", "tsv");
	const get = () => page.evaluate(async () => (await (await fetch(document.querySelector("a.main").href)).text()).trim().split("\n"));
	const rows = await get();
	if (rows.length !== n || rows.some((row) => !/eau potable/i.test(row))) return `${rows.length} of ${n} rows`;
	await page.click(".chip");
	const more = await get();
	return more.length > n ? "" : `without the search: ${more.length} rows`;
}, page);
await check("a document shows the places found, and leads to the next and the previous", async () => {
	await visit(page, views.search);
	await page.waitForSelector(".hit");
	const n = await page.locator(".hit").count();
	await page.locator(".hit a[data-key=o]").first().click();
	await page.waitForSelector(".bead.here mark.found");
	const place = () => page.textContent(".place");
	if (await place() !== `place 1 of ${n}`) return await place();
	if (!(await page.textContent(".bead.here mark.answer"))) return "the counterpart is not marked";
	const seen = [];
	for (let k = 1; k < n; k++) {
		await page.keyboard.press("f");
		await until(page, (want) => document.querySelector(".place")?.textContent === want && !document.querySelector("main[aria-busy]"), `place ${k + 1} of ${n}`);
		seen.push(await page.textContent(".bead.here mark.found"));
	}
	if (seen.some((text) => !/eau potable/i.test(text))) return seen.join(", ");
	if (!(await page.isDisabled(".row.found button >> nth=1"))) return "a next place after the last one";
	await page.click(".row.found button >> nth=0");
	await until(page, (want) => document.querySelector(".place")?.textContent === want, `place ${n - 1} of ${n}`);
	await page.click(".row.found a");
	await page.waitForSelector(".hit");
	return is(await page.locator(".hit").count(), n);
}, page);
await check("documents are listed and filtered", async () => {
	await visit(page, views.documents);
	await until(page, () => document.querySelectorAll(".document").length === 18);
	await page.fill("[name=q]", "earthquake");
	await until(page, () => document.querySelectorAll(".document").length === 1);
	await page.click(".document a");
	await page.waitForSelector(".bead");
	await page.waitForSelector(".head a");
}, page);
await check("the original file is one click away", async () => {
	const [download] = await Promise.all([page.waitForEvent("download"), page.click(".head a")]);
	return is(await download.failure(), null);
}, page);
await check("doubtful places lead into their document", async () => {
	await visit(page, views.review);
	await page.waitForSelector(".item");
	await page.click(".item a");
	await page.waitForSelector(".bead.here.is-doubtful");
}, page);
await check("the memory is described", async () => {
	await visit(page, views.memory);
	await page.waitForSelector(".figures");
	if (!/^\d+ doubtful places?$/.test(await page.textContent("main a[href='#/review']"))) return await page.textContent("main a[href='#/review']");
	return is(await page.textContent(".figures dd"), "604");
}, page);
await check("an export is downloaded as filtered", async () => {
	await visit(page, views.export);
	await page.selectOption("[name=format]", "tsv");
	await page.fill("[name=since]", "2025-10");
	const [download] = await Promise.all([page.waitForEvent("download"), page.click("a.main")]);
	const text = await (await import("node:fs/promises")).readFile(await download.path(), "utf8");
	return is(download.suggestedFilename(), "entente.tsv") || (text.includes("2025-10") || text.split("\n").length > 10 ? "" : text.slice(0, 200));
}, page);
await page.context().close();

/* ---- the alignment editor -------------------------------------------------------------- */

const edit = await serve(`${folder}/edit.entente`);
page = await open(edit.url + "#/document?number=17");
await page.waitForSelector(".bead");
const shape = () => page.$$eval(".bead", (rows) => rows.slice(4, 9).map((r) => [...r.querySelectorAll(".cell")].map((c) => [...c.querySelectorAll(".no")].map((x) => x.textContent).join("+")).join("=")).join(" "));
const before = await shape();
await check("editor: rows are as the aligner left them", async () => is(before, "5=5 6+7=6 8=7 9=8+9 10=10"), page);
async function at(row, key) {
	await page.focus(`.bead:nth-child(${row})`);
	await page.keyboard.press(key);
}
const becomes = (wanted) => until(page, (w) => [...document.querySelectorAll(".bead")].slice(4, 9).map((r) => [...r.querySelectorAll(".cell")].map((c) => [...c.querySelectorAll(".no")].map((x) => x.textContent).join("+")).join("=")).join(" ") === w, wanted);
await check("editor: y confirms", async () => { await at(5, "y"); await page.waitForSelector(".bead:nth-child(5) .decided"); }, page);
await check("editor: m merges with the next", async () => { await at(7, "m"); await becomes("5=5 6+7=6 8+9=7+8+9 10=10 11=11"); }, page);
await check("editor: u undoes", async () => { await at(7, "u"); await becomes(before); }, page);
await check("editor: U redoes", async () => { await at(7, "U"); await becomes("5=5 6+7=6 8+9=7+8+9 10=10 11=11"); await at(7, "u"); await becomes(before); }, page);
await check("editor: s splits", async () => { await at(8, "s"); await until(page, () => [...document.querySelectorAll(".bead")].some((r) => r.querySelector(".none"))); await at(8, "u"); await becomes(before); }, page);
await check("editor: the arrows move a target", async () => { await at(8, "ArrowDown"); await becomes("5=5 6+7=6 8=7 9=8 10=9+10"); await at(9, "ArrowUp"); await becomes(before); }, page);
await check("editor: r rejects", async () => { await at(9, "r"); await until(page, () => [...document.querySelectorAll(".bead .none")].length > 1); await at(9, "u"); await becomes(before); }, page);
await check("editor: the same by mouse", async () => { await page.focus(".bead:nth-child(7)"); await page.click("text=Merge with next"); await becomes("5=5 6+7=6 8+9=7+8+9 10=10 11=11"); await page.click("text=Undo"); await becomes(before); }, page);
await check("editor: what was decided is there after a reload", async () => { await page.reload(); await page.waitForSelector(".bead .decided"); }, page);

await check("a unit is corrected where it is seen, and its history undoes it", async () => {
	await visit(page, "#/search?q=groundwater");
	await page.waitForSelector(".hit");
	await page.keyboard.press("Escape");
	await page.keyboard.press("j");
	await page.keyboard.press("e");
	await page.fill("dialog textarea[name=target]", "Texte corrigé.");
	await page.fill("dialog input[name=who]", "Ada");
	await page.click("dialog button[type=submit]");
	await until(page, () => [...document.querySelectorAll(".hit")].some((x) => x.textContent.includes("Texte corrigé.")) && !document.querySelector("dialog"));
	await page.evaluate(() => [...document.querySelectorAll(".hit")].find((x) => x.textContent.includes("Texte corrigé.")).focus());
	await page.keyboard.press("e");
	await page.click("dialog .history button");
	await until(page, () => !document.querySelector(".results").textContent.includes("Texte corrigé."));
}, page);

await check("a locked memory can be read, and says so when it is changed", async () => {
	/* an import that waits for its file holds the lock */
	const pipe = `${folder}/slow.tsv`;
	execFileSync("mkfifo", [pipe]);
	const importing = spawn(entente, ["import", "-m", `${folder}/edit.entente`, "--from", "en", "--to", "fr", pipe], { stdio: "ignore" });
	const input = createWriteStream(pipe);
	for (let k = 0; k < 3000; k++) input.write(`Slow line ${k}.\tLigne lente ${k}.\n`);
	await page.waitForTimeout(1000);
	await visit(page, "#/search?q=treaty");
	await page.waitForSelector(".hit");
	await page.keyboard.press("Escape");
	await page.keyboard.press("j");
	await page.keyboard.press("e");
	await page.fill("dialog textarea[name=target]", "Traité corrigé.");
	await page.click("dialog button[type=submit]");
	await until(page, () => document.getElementById("notice").textContent === "The memory is being changed. Try again in a moment.", null, 12000);
	await page.waitForSelector("dialog[open]");
	const kept = await page.inputValue("dialog textarea[name=target]");
	input.end();
	await new Promise((done) => importing.on("exit", done));
	await page.click("dialog button[type=submit]");
	await until(page, () => !document.querySelector("dialog") && [...document.querySelectorAll(".hit")].some((x) => x.textContent.includes("Traité corrigé.")));
	return is(kept, "Traité corrigé.");
}, page);

/* ---- adding ------------------------------------------------------------------------------ */

await check("two releases are paired, aligned and stored", async () => {
	await visit(page, "#/add");
	await page.setInputFiles("#pick", [{ name: "note.en.txt", mimeType: "text/plain", buffer: Buffer.from("Ventilation of tunnels\n\nThe tunnel was opened in May.\n") }, { name: "note.fr.txt", mimeType: "text/plain", buffer: Buffer.from("Ventilation des tunnels\n\nLe tunnel a été ouvert en mai.\n") }]);
	await page.waitForSelector(".job table tbody tr");
	return (await page.textContent(".job tbody")).includes("added") ? "" : await page.textContent(".job");
}, page);
/** Drops files or folders where a person would, by the browser's own dragging. */
async function drop(...files) {
	const { x, y, width, height } = await page.locator(".drop").boundingBox();
	const debug = await page.context().newCDPSession(page);
	for (const type of ["dragEnter", "dragOver", "drop"])
		await debug.send("Input.dispatchDragEvent", { type, x: x + width / 2, y: y + height / 2, data: { items: [], files, dragOperationsMask: 1 } });
	await debug.detach();
}
/** Two releases of a name, in a folder for each language. */
function releases(parent, name, en, fr) {
	for (const [lang, text] of [["en", en], ["fr", fr]]) {
		mkdirSync(`${parent}/${lang}`, { recursive: true });
		writeFileSync(`${parent}/${lang}/${name}`, text);
	}
	return parent;
}
/** Packs files of a folder, deflated; without the sums, which the page does not read. */
function zip(to, parent, names) {
	const parts = [], entries = [];
	let at = 0;
	for (const name of names) {
		const plain = readFileSync(`${parent}/${name}`), packed = deflateRawSync(plain);
		const head = Buffer.alloc(46);
		head.writeUInt32LE(0x02014b50, 0);
		head.writeUInt16LE(8, 10);
		head.writeUInt32LE(packed.length, 20);
		head.writeUInt32LE(plain.length, 24);
		head.writeUInt16LE(name.length, 28);
		head.writeUInt32LE(at, 42);
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		head.copy(local, 4, 6, 32);
		parts.push(local, Buffer.from(name), packed);
		entries.push(head, Buffer.from(name));
		at += 30 + name.length + packed.length;
	}
	const index = Buffer.concat(entries), end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(names.length, 8);
	end.writeUInt16LE(names.length, 10);
	end.writeUInt32LE(index.length, 12);
	end.writeUInt32LE(at, 16);
	writeFileSync(to, Buffer.concat([...parts, index, end]));
}
const paired = (name) => until(page, (n) => [...document.querySelectorAll(".job tbody tr")].some((row) => row.textContent.includes(n) && row.textContent.includes("added")), name);
await check("two files are dropped", async () => {
	await visit(page, "#/add");
	const parent = releases(`${folder}/dropped`, "x", "", "");
	writeFileSync(`${parent}/bridge.en.txt`, "Repair of bridges\n\nThe bridge was closed in June.\n");
	writeFileSync(`${parent}/bridge.fr.txt`, "Réparation des ponts\n\nLe pont a été fermé en juin.\n");
	await drop(`${parent}/bridge.en.txt`, `${parent}/bridge.fr.txt`);
	await paired("bridge.en.txt");
}, page);
await check("a folder is dropped, its files as deep as they are", async () => {
	await visit(page, "#/add");
	await drop(releases(`${folder}/harbours`, "harbour.txt", "Depth of harbours\n\nThe harbour was deepened in July.\n", "Profondeur des ports\n\nLe port a été approfondi en juillet.\n"));
	await paired("harbour.txt");
}, page);
await check("a zip is unpacked", async () => {
	await visit(page, "#/add");
	const parent = releases(`${folder}/zipped`, "canal.txt", "Width of canals\n\nThe canal was widened in August.\n", "Largeur des canaux\n\nLe canal a été élargi en août.\n");
	zip(`${folder}/canals.zip`, parent, ["en/canal.txt", "fr/canal.txt"]);
	await page.setInputFiles("#pick", `${folder}/canals.zip`);
	await paired("canal.txt");
}, page);
await check("a TMX is imported with its report", async () => {
	await page.setInputFiles("#pick", [{ name: "a.tmx", mimeType: "text/xml", buffer: Buffer.from('<?xml version="1.0"?><tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Tunnels are long.</seg></tuv><tuv xml:lang="fr"><seg>Les tunnels sont longs.</seg></tuv></tu><tu><tuv xml:lang="en"><seg></seg></tuv><tuv xml:lang="fr"><seg>x</seg></tuv></tu></body></tmx>') }]);
	await until(page, () => /1 stored/.test(document.querySelector(".job").textContent));
}, page);
await check("what was added is found", async () => {
	await visit(page, "#/search?q=tunnels");
	await until(page, () => document.querySelectorAll(".hit").length >= 4 && /Tunnels are long/.test(document.querySelector("main").textContent));
}, page);
await check("an import is undone", async () => {
	await visit(page, "#/memory");
	await page.click("tr:has-text('a.tmx') button");
	await page.click("dialog button[type=submit]");
	await until(page, () => document.querySelector("tbody") && !document.querySelector("tbody").textContent.includes("a.tmx"));
}, page);
await page.context().close();
await stop(edit);

/* ---- keys alone ---------------------------------------------------------------------------- */

const keys = await serve(`${folder}/edit.entente`);
page = await open(keys.url);
/** Presses Tab until an element of a kind has the focus. */
async function tabTo(selector, text = "", most = 150) {
	for (let k = 0; k < most; k++) {
		if (await page.evaluate(([s, t]) => document.activeElement.matches(s) && document.activeElement.textContent.includes(t), [selector, text])) return;
		await page.keyboard.press("Tab");
	}
	throw new Error(`Tab does not reach ${selector} ${text}`);
}
async function enterOn(selector, text) {
	await tabTo(selector, text);
	await page.keyboard.press("Enter");
}
const address = (part) => until(page, (want) => location.hash.includes(want), part);
await check("keys alone: search, a rendering and back, a year, a document hidden, the other side", async () => {
	await page.keyboard.type("eau potable");
	await page.waitForSelector(".bars .choice .spark");
	await enterOn(".bars .choice");
	await address("rendering=drinking+water");
	await page.waitForSelector(".chip");
	await enterOn(".chip");
	await until(page, () => !document.querySelector(".chip"));
	await page.waitForSelector(".plot li button");
	await enterOn(".plot li button");
	await address("since=");
	/* from that year and until that year */
	for (const left of [1, 0]) {
		await page.waitForSelector("main:not([aria-busy]) .chip");
		await enterOn(".chip");
		await until(page, (n) => document.querySelectorAll(".chip").length === n && document.querySelector(".hit"), left);
	}
	await enterOn(".hit .actions button:last-child");
	await page.waitForSelector(".chip");
	await page.keyboard.press("Escape");
	await page.keyboard.press("/");
	await tabTo("[name=other]");
	await page.keyboard.type("drinking");
	await address("other=drinking");
}, page);
await check("keys alone: from a hit into its document, a decision, undone and redone", async () => {
	await visit(page, "#/search?q=treaty");
	await page.waitForSelector(".hit");
	await page.keyboard.press("Escape");
	await page.keyboard.press("j");
	await page.keyboard.press("o");
	await page.waitForSelector(".bead.here");
	await page.keyboard.press("k");
	await page.keyboard.press("j");
	const rows = () => page.locator(".bead").count();
	const n = await rows();
	await page.keyboard.press("m");
	await until(page, (k) => document.querySelectorAll(".bead").length < k, n);
	await page.keyboard.press("u");
	await until(page, (k) => document.querySelectorAll(".bead").length === k, n);
	await page.keyboard.press("U");
	await until(page, (k) => document.querySelectorAll(".bead").length < k, n);
	await page.keyboard.press("u");
	await until(page, (k) => document.querySelectorAll(".bead").length === k, n);
}, page);
await check("keys alone: a unit is corrected", async () => {
	await visit(page, "#/search?q=water");
	await page.waitForSelector(".hit");
	await page.keyboard.press("Escape");
	await page.keyboard.press("j");
	await page.keyboard.press("e");
	await page.waitForSelector("dialog[open]");
	await tabTo("textarea[name=target]");
	await page.keyboard.press("Control+a");
	await page.keyboard.type("Texte tapé.");
	await enterOn("dialog button[type=submit]");
	await until(page, () => !document.querySelector("dialog") && document.querySelector(".results").textContent.includes("Texte tapé."));
}, page);
await check("keys alone: a file is added, the import is undone", async () => {
	await visit(page, "#/add");
	const chosen = page.waitForEvent("filechooser");
	await enterOn(".drop button");
	await (await chosen).setFiles([{ name: "keys.tsv", mimeType: "text/tab-separated-values", buffer: Buffer.from("A bridge of keys.\tUn pont de touches.\n") }]);
	await until(page, () => /1 stored/.test(document.querySelector(".job")?.textContent));
	await visit(page, "#/memory");
	await page.waitForSelector("tr:has-text('keys.tsv') button");
	await tabTo("tr button");
	for (let k = 0; k < 50 && !(await page.evaluate(() => document.activeElement.closest("tr")?.textContent.includes("keys.tsv"))); k++) await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await page.waitForSelector("dialog[open]");
	await enterOn("dialog button[type=submit]");
	await until(page, () => document.querySelector("tbody") && !document.querySelector("tbody").textContent.includes("keys.tsv"));
}, page);
await check("keys alone: long work shows its progress and is cancelled", async () => {
	const lines = [];
	for (let k = 0; k < 400000; k++) lines.push(`Line ${k} of a long file.\tLigne ${k} d'un long fichier.`);
	await visit(page, "#/add");
	const chosen = page.waitForEvent("filechooser");
	await enterOn(".drop button");
	writeFileSync(`${folder}/much.tsv`, lines.join("\n") + "\n");
	await (await chosen).setFiles(`${folder}/much.tsv`);
	await page.waitForSelector(".job progress");
	await enterOn(".job button", "Cancel");
	await until(page, () => /[Cc]ancelled/.test(document.querySelector(".job").textContent), null, 20000);
	const { units } = await (await fetch(keys.url + "api/v1/stats")).json();
	return units < 100000 ? "" : `${units} units`;
}, page);
await check("keys alone: an export is filtered and downloaded", async () => {
	await visit(page, "#/export");
	await tabTo("[name=format]");
	await page.keyboard.type("TSV");
	await tabTo("[name=since]");
	await page.keyboard.type("2025-10");
	const download = page.waitForEvent("download");
	await enterOn("a.main");
	return is((await download).suggestedFilename(), "entente.tsv");
}, page);
await check("keys alone: every view by its link, and the other language", async () => {
	for (const view of ["documents", "review", "add", "export", "memory", "reuse"]) {
		await page.keyboard.press("Escape");
		await page.evaluate(() => document.activeElement.blur());
		await enterOn(`nav a[href="#/${view}"]`);
		await address(`#/${view}`);
		await page.waitForSelector("main:not([aria-busy]) h1");
	}
	await page.evaluate(() => document.activeElement.blur());
	await enterOn("header button", "Français");
	await until(page, () => document.documentElement.lang === "fr");
}, page);
await page.context().close();
await stop(keys);

/* ---- states -------------------------------------------------------------------------------- */

const blank = await serve(`${folder}/blank.entente`, "--token", (writeFileSync(`${folder}/token`, "a-token-of-twenty-characters\n"), `${folder}/token`));
page = await open(blank.url);
await check("an empty memory says how to begin", async () => is(await page.textContent(".empty .lead"), "This memory is empty."), page);
await check("the token is asked for, and kept", async () => {
	await visit(page, "#/add");
	await page.setInputFiles("#pick", [{ name: "a.tsv", mimeType: "text/plain", buffer: Buffer.from("One.\tUne.\n") }]);
	await page.fill("dialog input[name=token]", "a-token-of-twenty-characters");
	await page.click("dialog button[type=submit]");
	await until(page, () => /1 stored/.test(document.querySelector(".job")?.textContent));
}, page);
await check("a lost connection is reported, and its return", async () => {
	const { port } = new URL(blank.url);
	await visit(page, "#/search");
	await stop(blank);
	await page.fill("[name=q]", "one");
	await until(page, () => /does not answer/.test(document.getElementById("notice").textContent));
	const again = spawn(entente, ["serve", "-m", `${folder}/blank.entente`, "--listen", `127.0.0.1:${port}`, "--quiet", "--read-only"], { stdio: "ignore" });
	servers.push(again);
	await until(page, () => /answers again/.test(document.getElementById("notice").textContent), null, 15000);
}, page);
await check("a read-only server offers no changes", async () => {
	await visit(page, "#/documents");
	return is(await page.$$eval("nav a", (a) => a.map((x) => x.textContent).includes("Add")), false);
}, page);
await page.context().close();

/* ---- hostile texts ---------------------------------------------------------------------------- */

const xss = await serve(`${folder}/xss.entente`);
page = await open(xss.url + "#/search?q=danger");
await check("markup in texts is shown as text", async () => {
	await page.waitForSelector(".hit");
	for (const hash of ["#/search?q=danger", "#/documents", "#/review?below=1", "#/memory", "#/document?number=1", "#/search?q=" + encodeURIComponent(XSS)]) {
		await visit(page, hash);
		await settled(page);
	}
	await visit(page, "#/search?q=danger");
	await page.waitForSelector(".hit");
	return is(await page.evaluate(() => window.hacked), undefined) || ((await page.textContent(".results")).includes("<script>window.hacked=1</script>") ? "" : await page.textContent(".results"));
}, page);
await page.context().close();

/* ---- five thousand segments --------------------------------------------------------------------- */

const many = await serve(`${folder}/long.entente`);
page = await open(many.url + "#/document?number=1");
await check("5,000 segments are shown and moved in (the figure is not a test)", async () => {
	await until(page, () => document.querySelectorAll(".bead").length >= 4900);
	const times = await page.evaluate(async () => {
		const frame = () => new Promise((r) => requestAnimationFrame(() => setTimeout(r, 0)));
		const rows = document.querySelectorAll(".bead"), out = [];
		rows[2500].focus();
		await frame();
		await frame();
		for (let k = 0; k < 30; k++) {
			const start = performance.now();
			document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: k % 2 ? "k" : "j", bubbles: true }));
			await frame();
			out.push(performance.now() - start);
		}
		return out.sort((a, b) => a - b);
	});
	console.log(`# a key to its paint: median ${times[15].toFixed(0)} ms, worst ${times[29].toFixed(0)} ms`);
}, page);
await page.context().close();
await stop(many);

/* ---- accessibility and pictures -------------------------------------------------------------------- */

const place = (await (await fetch(press.url + "api/v1/concord?q=eau+potable&limit=1")).json()).hits[0].unit;
views.found = `#/document?q=eau+potable&unit=${place}`;
views.exported = "#/export?q=eau+potable";
views.reuse = "#/reuse";

/** Shows a view, the report of a document where it waits for one. */
async function showWhole(page, name) {
	await visit(page, views[name]);
	if (name === "reuse") {
		await page.setInputFiles("input[type=file]", `${corpora}/2025-05-15-earthquake-appeal.en.html`);
		await page.locator(".passage:not(.like)").first().hover();
		await page.waitForSelector(".panel mark");
	}
	await settled(page);
}

for (const locale of ["en", "fr"])
	for (const colorScheme of ["light", "dark"]) {
		page = await open(press.url, { locale, colorScheme });
		for (const name of Object.keys(views))
			await check(`axe: ${name}, ${locale}, ${colorScheme}`, async () => {
				await showWhole(page, name);
				return violations(page);
			}, page);
		await check(`the page is in ${locale}, and says so`, async () => is(await page.getAttribute("html", "lang"), locale), page);
		await page.context().close();
	}
for (const width of [1280, 390]) {
	page = await open(press.url, { width, height: width === 390 ? 844 : 800 });
	for (const name of Object.keys(views)) {
		await showWhole(page, name);
		await check(`nothing is wider than ${width} pixels: ${name}`, async () => is(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1), false), page);
		if (shots) await page.screenshot({ path: `${shots}/page-${name}-${width}.png` });
	}
	await page.context().close();
}
await check("both languages have all texts", async () => {
	page = await open(press.url);
	return is(await page.evaluate(async () => (await import("./web/strings.js")).missing().join(" ")), "");
});
await check("the browser reported no error, and no request to anywhere else", async () => errors.slice(0, 5).join("\n"));

console.log(`1..${n}`);
await browser.close();
for (const child of servers) child.kill("SIGTERM");
process.exitCode = failed ? 1 : 0;
