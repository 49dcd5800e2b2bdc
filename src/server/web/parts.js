// parts.js - pieces that several views show.
import { h, marked, announce, replace } from "./dom.js";
import { t, count, fraction, number } from "./strings.js";

/** Beads below this confidence are doubtful unless the address says otherwise. */
export const DOUBTFUL = 0.7;

/** "#/search?q=..." from a view's name and its parameters. */
export function link(view, params) {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(params || {}))
		if (value !== undefined && value !== null && value !== "") query.set(name, value);
	const text = query.toString();
	return `#/${view}${text ? "?" + text : ""}`;
}

/** A glob that fits the name of a document. */
export const globOf = (name) => name.replace(/[*?[\]\\]/g, "?");

/** Where a unit comes from, in one line; the link to its document keeps the search. */
export function provenance(unit, search = {}) {
	const parts = [];
	if (unit.document) {
		const name = unit.document.split("/").pop();
		parts.push(h("a", { href: link("document", { ...search, unit: unit.unit }), class: "doc", title: unit.document, "data-key": "o" }, name));
	}
	if (unit.date) parts.push(h("time", { datetime: unit.date }, unit.date.slice(0, 10)));
	if (unit.place) parts.push(t("place", { n: unit.place }));
	if (unit.origin && unit.origin !== "align") parts.push(unit.origin);
	if (unit.file && unit.file !== unit.document) parts.push(h("span", { title: unit.file }, unit.file.split("/").pop()));
	if (unit.label) parts.push(h("span", { class: "label" }, unit.label));
	const sure = unit.confidence >= 0.7;
	parts.push(h("span", { class: sure ? "confidence" : "confidence doubtful" },
		(sure ? "" : "⚠ ") + t("confidenceIs", { n: fraction(unit.confidence) })));
	return h("p", { class: "from" }, parts.flatMap((p, k) => (k ? [" · ", p] : [p])));
}

/** Both sides of a unit, each in its language. */
export function sides(unit, source, target) {
	return h("div", { class: "sides" },
		h("p", { class: "side", lang: unit.source_lang }, source || unit.source),
		h("p", { class: "side", lang: unit.target_lang }, target || unit.target));
}

export function copy(text) {
	const done = () => announce(t("copied"));
	if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, () => copyByHand(text, done));
	else copyByHand(text, done);
}

function copyByHand(text, done) {
	const area = h("textarea", { class: "unseen", "aria-hidden": "true" }, text);
	const focused = document.activeElement;
	document.body.append(area);
	area.select();
	document.execCommand("copy");
	area.remove();
	focused?.focus();
	done();
}

export function button(key, onclick, attributes) {
	return h("button", { type: "button", onclick, ...attributes }, t(key));
}

/** A line of columns, as small as a word. */
function sparkline(values) {
	const most = Math.max(1, ...values);
	return h("span", { class: "spark", "aria-hidden": "true" }, values.slice(-20).map((n) => {
		const column = h("span", {});
		column.style.blockSize = `${n ? Math.max(15, (100 * n) / most) : 4}%`;
		return column;
	}));
}

/** Bars by name: [{name, label, n}]; each is a button that chooses. */
export function bars(rows, choose, chosen) {
	const most = Math.max(1, ...rows.map((r) => r.n));
	return h("ul", { class: "bars" }, rows.map((r) => {
		const bar = h("span", { class: "bar", "aria-hidden": "true" });
		bar.style.inlineSize = `${Math.max(2, (100 * r.n) / most)}%`;
		return h("li", {}, h("button", { type: "button", class: "choice", "aria-pressed": String(Boolean(chosen) && chosen === r.name), onclick: () => choose(r.name), title: r.title ? `${r.label} (${r.title})` : r.label },
			h("span", { class: "name", lang: r.lang }, r.label), r.trend?.length ? sparkline(r.trend) : null, h("span", { class: "n" }, number(r.n)), bar));
	}));
}

/** A small plot of counts by year (or month): columns, each a button. */
export function plot(rows, choose, chosen) {
	const most = Math.max(1, ...rows.map((r) => r.n));
	return h("ol", { class: "plot" }, rows.map((r) => {
		const column = h("span", { class: "column", "aria-hidden": "true" });
		column.style.blockSize = `${Math.max(r.n ? 4 : 1, (100 * r.n) / most)}%`;
		return h("li", {}, h("button", { type: "button", "aria-pressed": String(chosen === r.name), onclick: () => choose && choose(r.name), title: `${r.name}: ${number(r.n)}`, "aria-label": `${r.name}: ${number(r.n)}` },
			h("span", { class: "well", "aria-hidden": "true" }, column), h("span", { class: r.minor ? "tick minor" : "tick", "aria-hidden": "true" }, r.label || r.name)));
	}));
}

/** Years in a row, those without anything too. */
export function allYears(counts) {
	const known = counts.filter((c) => /^\d{4}$/.test(c.year));
	if (!known.length) return [];
	const by = new Map(known.map((c) => [Number(c.year), c.hits]));
	const first = Math.max(Math.min(...by.keys()), Math.max(...by.keys()) - 39);
	const rows = [];
	for (let year = first; year <= Math.max(...by.keys()); year++)
		rows.push({ name: String(year), label: "’" + String(year).slice(2), n: by.get(year) || 0 });
	return rows;
}

/** A modal dialog with a form; resolves with the form's values, or null. */
export function ask(title, fields, okKey = "ok", more = null) {
	return new Promise((resolve) => {
		const inputs = fields.map((f) => f.area
			? h("textarea", { name: f.name, rows: 4, lang: f.lang, required: f.required }, f.value || "")
			: h("input", { name: f.name, type: f.type || "text", value: f.value || "", required: f.required, autocomplete: "off" }));
		const form = h("form", { method: "dialog" }, h("h2", { id: "ask-title" }, title),
			fields.map((f, k) => h("label", {}, h("span", {}, f.label), inputs[k])),
			more, h("div", { class: "row end" }, button("cancel", () => box.close()), h("button", { type: "submit", class: "main" }, t(okKey))));
		const box = h("dialog", { "aria-labelledby": "ask-title" }, form);
		let answer = null;
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			answer = Object.fromEntries(fields.map((f, k) => [f.name, inputs[k].value]));
			box.close();
		});
		box.addEventListener("close", () => {
			box.remove();
			resolve(answer);
		});
		document.body.append(box);
		box.showModal();
		(inputs[0] || box).focus();
	});
}

/** The keys of the page and of the view. */
export function showKeys(keys) {
	const rows = [["/", "key_slash"], ...keys, ["?", "key_h"], ["Esc", "key_esc"]];
	const box = h("dialog", { "aria-labelledby": "keys-title" }, h("h2", { id: "keys-title" }, t("keyHelp")),
		h("dl", { class: "keys" }, rows.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(what))])),
		h("div", { class: "row end" }, button("close", () => box.close(), { class: "main" })));
	box.addEventListener("close", () => box.remove());
	document.body.append(box);
	box.showModal();
}

/** Moves the focus among the elements .item of a view by j and k. */
export function moveAmong(root, step) {
	const items = [...root.querySelectorAll(".item")];
	if (!items.length) return;
	const at = items.indexOf(document.activeElement?.closest(".item"));
	const next = items[Math.min(items.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step))];
	next.focus();
	next.scrollIntoView({ block: "nearest" });
}

// Moves in a list by keys, and opens the item that has the focus; whether it was such a key.
export function keyInList(list, event) {
	const item = document.activeElement?.closest(".item");
	if (event.key === "j" || event.key === "ArrowDown") moveAmong(list, 1);
	else if (event.key === "k" || event.key === "ArrowUp") moveAmong(list, -1);
	else if ((event.key === "o" || event.key === "Enter") && item && event.target === item) item.querySelector("[data-key=o]").click();
	else return false;
	return true;
}

export function empty(title, hint, ...more) {
	return h("div", { class: "empty" }, h("p", { class: "lead" }, title), hint && h("p", {}, hint), more);
}

export { h, marked, announce, replace, t, count };
