// SPDX-License-Identifier: Apache-2.0
// reports.mjs - the pages that commands write to a file, in headless Chromium.
// usage: node reports.mjs FOLDER PAGE...    prints TAP; FOLDER gets a picture of a failure
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, ...pages] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let n = 0, failed = 0;

async function check(name, page, test) {
	n++;
	const wrong = await test().catch((error) => error.message);
	console.log(`${wrong ? "not " : ""}ok ${n} - ${name}`);
	if (!wrong) return;
	failed++;
	console.log(`# ${String(wrong).split("\n").slice(0, 6).join("\n# ")}`);
	await page.screenshot({ path: `${folder}/failed-report-${n}.png` }).catch(() => {});
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const path of pages) {
	const name = basename(path);
	for (const [width, colorScheme] of [[1280, "light"], [390, "dark"]]) {
		const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
		const page = await context.newPage();
		const errors = [];
		page.on("pageerror", (error) => errors.push(error.message));
		page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) errors.push("request to " + request.url()); });
		await page.goto(pathToFileURL(path).href);
		await page.evaluate(axe);
		await check(`axe: ${name}, ${width} pixels, ${colorScheme}`, page, async () => {
			const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
			return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((x) => x.html.slice(0, 120)).join(" | ")}`).join("\n");
		});
		await check(`nothing is wider than ${width} pixels: ${name}`, page, async () => (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)) ? `${await page.evaluate(() => document.documentElement.scrollWidth)} pixels` : "");
		await check(`no error, and no request to anywhere else: ${name}, ${width} pixels`, page, async () => errors.join("\n"));
		if (name === "reuse.html")
			await check(`n shows the translation of the next passage: ${width} pixels`, page, async () => {
				const first = await page.evaluate(() => document.activeElement.textContent);
				await page.keyboard.press("n");
				const passage = await page.evaluate(() => document.activeElement.textContent);
				return passage === first || !(await page.locator("mark:visible").count()) ? "no passage has the focus, or no mark is seen" : "";
			});
		await context.close();
	}
}
console.log(`1..${n}`);
await browser.close();
process.exitCode = failed ? 1 : 0;
