// add.js - releases are paired, aligned and stored; files of units are imported.
import { h, replace } from "./dom.js";
import { get, post, remove, upload, ApiError } from "./api.js";
import { t, count, number, fraction } from "./strings.js";
import { link, button, empty } from "./parts.js";
import { unzip } from "./unzip.js";

const UNITS = /\.(tmx|xlf|xliff|sdlxliff|mqxliff|mxliff|tbx|po|tsv|csv|jsonl|tmx\.gz)$/i;
const RUNNING = new Set(["waiting", "running"]);

/** The files of a drop, folders walked. */
async function filesOf(transfer) {
	const entries = [...transfer.items].map((i) => i.webkitGetAsEntry?.()).filter(Boolean);
	if (!entries.length) return [...transfer.files];
	const files = [];
	const walk = async (entry) => {
		if (entry.isFile) {
			const file = await new Promise((ok, no) => entry.file(ok, no));
			files.push(new File([file], entry.fullPath.slice(1))); /* en/note.txt is not fr/note.txt */
		} else {
			const reader = entry.createReader();
			for (;;) {
				const some = await new Promise((ok, no) => reader.readEntries(ok, no));
				if (!some.length) break;
				for (const child of some) await walk(child);
			}
		}
	};
	for (const entry of entries) await walk(entry);
	return files;
}

async function unpack(files) {
	const all = [];
	for (const file of files) all.push(...(/\.zip$/i.test(file.name) ? await unzip(file) : [file]));
	return all;
}

const short = (name) => name.split("/").pop();

function eventRow(e) {
	const bad = e.outcome === "failed" || e.outcome === "unpaired";
	return h("tr", { class: bad ? "bad" : null }, h("td", {}, e.units ? h("a", { href: link("documents", { q: short(e.source) }) }, short(e.source)) : short(e.source || "")), h("td", {}, short(e.target || "")), h("td", {}, t("outcome_" + e.outcome)),
		h("td", { class: "num" }, e.units ? number(e.units) : ""), h("td", { class: "num" }, e.doubtful ? number(e.doubtful) : ""), h("td", { class: "num" }, e.confidence ? fraction(e.confidence) : ""), h("td", {}, e.error || ""));
}

function batchResult(result) {
	return [h("p", {}, [count("pairs", result.pairs), count("units", result.units), result.doubtful && t("doubtfulOf", { n: number(result.doubtful) })].filter(Boolean).join(", "), " ",
		h("a", { href: link("documents") }, t("documents")), result.doubtful ? [" · ", h("a", { href: link("review") }, t("review"))] : null),
	h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("pairing") }, h("table", {}, h("caption", { class: "unseen" }, t("pairing")), h("thead", {}, h("tr", {}, ["source", "target", "result", "units", "doubtful", "histogram", "problems"].map((k) => h("th", { scope: "col" }, t(k))))), h("tbody", {}, result.events.map(eventRow))))];
}

function importResult(result) {
	return [h("p", {}, [count("units", result.units), count("stored", result.stored), t("before", { n: number(result.duplicates) }), t("refused", { n: number(result.refused) })].join(" · ")),
		result.problems.length ? h("details", {}, h("summary", {}, `${t("problems")} (${number(result.problems.length)})`), h("ul", {}, result.problems.slice(0, 200).map((p) => h("li", {}, `${t("line", { n: p.line })}: ${p.reason}`)))) : null];
}

function jobCard(job, app, reload) {
	const progress = job.state === "running" ? h("progress", job.total ? { max: job.total, value: String(job.done), "aria-label": job.task || job.name } : { "aria-label": job.task || job.name }) : null;
	if (progress && job.total) progress.value = job.done;
	return h("section", { class: "job" }, h("h3", {}, job.name || job.kind, " ", h("span", { class: "n" }, t(job.state === "failed" ? "failedState" : job.state), job.state === "running" && job.task ? ` – ${job.task} ${number(job.done)}${job.total ? "/" + number(job.total) : ""}` : "")),
		progress, RUNNING.has(job.state) && app.stats.writable ? button("cancel", async () => { await app.change(() => remove(`jobs/${job.job}`)); reload(); }) : null,
		job.error ? h("p", { class: "bad" }, job.error.message) : null,
		job.result ? (job.kind === "import" ? importResult(job.result) : batchResult(job.result)) : null);
}

export async function show(root, params, app) {
	let timer = null, closed = false;
	const jobs = h("div", { "aria-live": "polite" }), sending = h("p", { class: "hint", role: "status" });
	const from = h("input", { name: "from", value: "en", size: 5, pattern: "[A-Za-z\\-]+" }), to = h("input", { name: "to", value: "fr", size: 5, pattern: "[A-Za-z\\-]+" });
	const pick = h("input", { type: "file", multiple: true, id: "pick", class: "unseen" });

	async function load() {
		clearTimeout(timer);
		if (closed) return;
		try {
			const data = await get("jobs");
			replace(jobs, data.jobs.length ? h("h2", {}, t("jobs")) : null, data.jobs.map((job) => jobCard(job, app, load)));
			if (data.jobs.some((j) => RUNNING.has(j.state))) timer = setTimeout(load, 500);
			else if (data.jobs.length) await app.refresh();
		} catch (error) {
			app.report(error);
		}
	}

	async function send(files) {
		const said = (name) => (part) => { sending.textContent = `${name} ${Math.round(part * 100)} %`; };
		const languages = { from: from.value.trim(), to: to.value.trim() };
		try {
			const all = await unpack(files);
			const units = all.filter((f) => UNITS.test(f.name)), releases = all.filter((f) => !UNITS.test(f.name));
			for (const file of units) if (!await app.change(() => upload("import", { ...languages, name: short(file.name) }, file, said(file.name)))) return;
			if (releases.length) {
				const batch = await app.change(() => post("batches"));
				if (!batch) return;
				for (const file of releases) if (!await app.change(() => upload(`batches/${batch.batch}/files`, { name: file.name }, file, said(file.name)))) return;
				await app.change(() => post(`batches/${batch.batch}/start`, undefined, languages));
			}
		} catch (error) {
			if (error instanceof ApiError) app.report(error);
			else app.notice(t("failed", { message: error.message }));
		} finally {
			sending.textContent = "";
			load();
		}
	}

	const drop = h("div", { class: "drop" }, h("p", { class: "lead" }, t("dropFiles")), h("p", { class: "hint" }, t("dropHint")),
		h("p", {}, h("button", { type: "button", class: "main", onclick: () => pick.click() }, t("chooseFiles"))), sending);
	for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (e) => { e.preventDefault(); drop.classList.add("over"); });
	for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (e) => { e.preventDefault(); drop.classList.remove("over"); });
	drop.addEventListener("drop", async (e) => send(await filesOf(e.dataTransfer)));
	pick.addEventListener("change", async () => { await send([...pick.files]); pick.value = ""; });
	pick.setAttribute("aria-label", t("chooseFiles"));
	pick.tabIndex = -1;
	if (!app.stats.writable) {
		replace(root, h("h1", {}, t("add")), empty(t("readOnly")));
		return { title: t("add") };
	}
	replace(root, h("h1", {}, t("add")), h("div", { class: "row above" }, h("label", {}, h("span", {}, t("from")), from), h("label", {}, h("span", {}, t("to")), to)), pick, drop, jobs);
	await load();
	return { title: t("add"), close: () => { closed = true; clearTimeout(timer); } };
}
