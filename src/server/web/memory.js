// memory.js - what the memory holds, how it grew, and what came in.
import { h, replace } from "./dom.js";
import { get, post } from "./api.js";
import { t, count, number, monthName } from "./strings.js";
import { link, plot, bars, button, empty, ask, DOUBTFUL } from "./parts.js";

function figures(stats) {
	const rows = [[t("units"), number(stats.units)], [t("documents"), number(stats.documents)], [t("size"), t("bytes", { n: number(stats.file_bytes / 1e6, 1) })]];
	return h("dl", { class: "figures" }, rows.flatMap(([name, value]) => [h("div", {}, h("dt", {}, name), h("dd", {}, value))]));
}

/** Months in a row, at most sixty, those without anything too. */
function allMonths(months) {
	if (!months.length) return [];
	const by = new Map(months.map((m) => [m.month, m.units]));
	let [year, month] = months[months.length - 1].month.split("-").map(Number);
	const rows = [], first = months[0].month;
	for (let k = 0; k < 60; k++) {
		const name = `${year}-${String(month).padStart(2, "0")}`;
		rows.unshift({ name, n: by.get(name) || 0 });
		if (name <= first) break;
		month = month === 1 ? 12 : month - 1;
		if (month === 12) year--;
	}
	rows.forEach((row, k) => {
		row.minor = k > 0 && !row.name.endsWith("-01");
		row.label = !row.minor ? row.name.slice(0, 4) : rows.length <= 24 ? monthName(row.name) : "\u00a0";
	});
	return rows;
}

function confidenceRows(bins) {
	return bins.map((n, k) => ({ name: `${(k / bins.length).toFixed(2)}–${((k + 1) / bins.length).toFixed(2)}`, label: k % 5 === 0 ? (k / bins.length).toFixed(2) : "\u00a0", n }));
}

export async function show(root, params, app) {
	await app.refresh();
	const { stats } = app;
	const imports = h("section", {}), doubtful = h("a", { href: link("review") }, t("review"));
	async function load() {
		const [data, review] = await Promise.all([get("imports"), get("review", { below: DOUBTFUL, limit: 1 })]);
		doubtful.textContent = review.total ? count("places", review.total) : t("allSure");
		replace(imports, h("h2", {}, t("imports")), data.imports.length ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("imports") }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "wide" }, "#"), h("th", { scope: "col" }, t("date")), h("th", { scope: "col" }, t("document")), h("th", { scope: "col", class: "wide" }, t("format")), h("th", { scope: "col", class: "num" }, t("units")), h("th", { scope: "col" }, h("span", { class: "unseen" }, t("undo"))))),
			h("tbody", {}, data.imports.filter((i) => i.units || i.changes).slice().reverse().map((i) => h("tr", {}, h("td", { class: "wide" }, i.import), h("td", {}, h("time", {}, i.date.slice(0, 10))), h("td", {}, i.file.split("/").pop()), h("td", { class: "wide" }, i.format || i.kind), h("td", { class: "num" }, number(i.units)),
				h("td", {}, app.stats.writable ? button("undoImport", async () => {
					if (await ask(t("undoImportAsk", { n: number(i.units || i.changes), file: i.file.split("/").pop() }), [], "undoImport") && await app.change(() => post(`imports/${i.import}/undo`))) show(root, params, app);
				}) : null)))))) : h("p", { class: "hint" }, t("historyNone")));
	}
	replace(root, h("h1", {}, t("memory")), stats.units ? [figures(stats),
		h("section", {}, h("h2", {}, t("languages")), bars(stats.languages.map((l) => ({ name: `${l.from} → ${l.to}`, label: `${l.from} → ${l.to}`, n: l.units })), () => {})),
		stats.months.length ? h("section", {}, h("h2", {}, t("perMonth")), plot(allMonths(stats.months), (month) => { location.hash = link("documents", { q: month }); })) : null,
		h("section", {}, h("h2", {}, t("histogram")), plot(confidenceRows(stats.confidence), (name) => { location.hash = link("review", { below: Math.min(1, Number(name.split("–")[1])) }); })),
		h("section", {}, h("h2", {}, t("doubtfulPlaces")), h("p", {}, doubtful)), imports] : empty(t("emptyMemory"), t("emptyHint"), h("p", {}, h("a", { class: "main", href: link("add") }, t("add")))));
	if (stats.units) await load();
	return { title: t("memory") };
}
