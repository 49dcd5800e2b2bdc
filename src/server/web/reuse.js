// reuse.js - which parts of a new document were translated before: its text with passages
// shaded, their translations beside it, quotations, bands, exports.
import { h, replace, marked, byteCutter, announce } from "./dom.js";
import { address, upload } from "./api.js";
import { t, count, number } from "./strings.js";
import { link, button, copy } from "./parts.js";
import { matchItem } from "./match.js";

export const keys = [["n p", "key_np"], ["c", "key_c"]];

const FORMATS = [["html", "HTML", ".html"], ["docx", "Word", ".docx"], ["xliff", "XLIFF 1.2", ".xlf"], ["xliff2", "XLIFF 2.1", ".xlf"], ["json", "JSON", ".json"]];
/** What a band of the analysis is called. */
const bandName = (band) => (/^\d/.test(band) ? band.replace("-", "–") : t(`band_${band}`));
const BANDS = ["ice", "100", "95-99", "85-94", "75-84", "50-74", "new", "repetition", "internal"];
const short = (name) => name.split("/").pop();

/** Which passage shades each part of the text: the longest one, of those that are there. */
function shades(report) {
	const bounds = new Set([0]);
	report.passages.forEach((p) => bounds.add(p.start).add(p.end));
	const starts = [...bounds].sort((a, b) => a - b);
	const at = new Map(starts.map((s, k) => [s, k]));
	const of = new Array(starts.length).fill(-1);
	for (let k = report.passages.length - 1; k >= 0; k--)
		for (let i = at.get(report.passages[k].start); i < at.get(report.passages[k].end); i++) of[i] = k;
	return { starts, of };
}

/** A segment as links to its passages, and to its matches where no passage is. */
function pieces(segment, cut, { starts, of }, choose) {
	const from = segment.start, to = from + new TextEncoder().encode(segment.text).length, out = [];
	let k = starts.findLastIndex((s) => s <= from);
	for (let start = from; start < to; k++) {
		const end = Math.min(to, starts[k + 1] ?? to);
		if (end <= start) continue;
		const passage = of[k], text = cut(start - from, end - from), show = () => choose(passage, segment);
		const leads = text.trim() && (passage >= 0 || segment.matches.length);
		out.push(leads ? h("span", { role: "button", tabindex: "0", class: passage < 0 ? "passage like" : "passage", "data-passage": passage, onclick: show, onmouseenter: show, onfocus: show }, text) : text);
		start = end;
	}
	return out;
}

function occurrence(o, report) {
	return h("div", { class: "hit" },
		h("p", { class: "from" }, [short(o.document) || t("noDocument"), o.date, o.place && t("place", { n: o.place })].filter(Boolean).join(" · ")),
		h("div", { class: "sides" }, h("p", { class: "side", lang: report.from }, marked(o.source, [o.span], "found")), h("p", { class: "side", lang: report.to }, marked(o.target, o.counterparts, "answer"))),
		h("p", {}, button("copy", () => copy(o.target))));
}

function passagePanel(passage, report) {
	return [h("h2", {}, `${count("words", passage.words)}, ${count("hits", passage.total)}`),
		passage.renderings.length > 1 ? h("p", {}, passage.renderings.map((r) => `${r.text} (${r.count})`).join(" · ")) : null,
		passage.occurrences.map((o) => occurrence(o, report)),
		h("p", {}, h("a", { class: "button", href: link("search", { q: passage.text.replaceAll("\n", " ") }) }, t("concordance")))];
}

/** The matches of a segment, each with what differs. */
function matchPanel(segment) {
	return h("ol", { class: "list" }, segment.matches.map((m) => matchItem(m, segment.text, h("p", {}, button("copy", () => copy(m.adapted || m.target))))));
}

function analysis(report) {
	const rows = BANDS.map((band) => [band, report.analysis[band]]), all = rows.reduce((n, [, b]) => n + b.words, 0) || 1;
	return h("div", { class: "scroll analysis", tabindex: "0", role: "region", "aria-label": t("analysis") }, h("table", {}, h("caption", { class: "unseen" }, t("analysis")),
		h("thead", {}, h("tr", {}, ["band", "segments", "wordsOf", "share"].map((k, n) => h("th", { scope: "col", class: n ? "num" : null }, t(k))))),
		h("tbody", {}, rows.map(([band, b]) => h("tr", {}, h("th", { scope: "row" }, bandName(band)), h("td", { class: "num" }, number(b.segments)), h("td", { class: "num" }, number(b.words)), h("td", { class: "num" }, `${Math.round((100 * b.words) / all)} %`))))));
}

function quotation(q, report) {
	const found = q.found;
	return h("div", { class: "hit" }, h("h3", {}, t("quote_" + q.verdict)),
		h("p", { lang: report.from }, marked(q.text, q.differences.map((d) => [d.span[0] - q.start, d.span[1] - q.start]), "differs")),
		found ? [h("p", { lang: report.from }, marked(found.source, q.differences.map((d) => d.source_span), "differs")), h("p", { lang: report.to }, marked(found.target, found.counterparts, "answer")), h("p", { class: "from" }, [short(found.document), found.date].filter(Boolean).join(" · "))] : null);
}

/** The same document again, in the format of an export. */
async function download(file, params, [format, , end], app) {
	try {
		const response = await fetch(address("reuse", { ...params, format, name: file.name }), { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
		if (!response.ok) throw new Error((await response.json()).error?.message || response.statusText);
		const anchor = h("a", { href: URL.createObjectURL(await response.blob()), download: file.name.replace(/\.[^.]*$/, "") + ".reuse" + end });
		anchor.click();
		setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
	} catch (error) {
		app.notice(t("failed", { message: error.message }));
	}
}

function reportView(report, file, params, app) {
	const side = h("aside", { class: "panel", "aria-label": t("passage"), tabindex: "0" }, h("p", { class: "hint" }, t("passageHint")));
	let target = "", chosen = "";
	const choose = (k, segment) => {
		const name = `${k} ${segment.start}`, passage = report.passages[k], match = segment.matches[0];
		if (name === chosen) return;
		chosen = name;
		target = match?.adapted || match?.target || passage.occurrences[0]?.target;
		text.querySelectorAll(".passage").forEach((b) => b.classList.toggle("on", k >= 0 && Number(b.dataset.passage) === k));
		replace(side, match ? [h("h2", {}, t("matches")), matchPanel(segment)] : [], passage ? passagePanel(passage, report).flat() : []);
		announce(passage ? t("passageIs", { n: number(passage.words) }) : t("matches"));
	};
	const parts = shades(report), text = h("div", { class: "reuse-text", lang: report.from });
	let paragraph = null, last = -1;
	for (const segment of report.segments) {
		if (segment.paragraph !== last) text.append((paragraph = h("p", { class: `reuse-${segment.kind}` })));
		last = segment.paragraph;
		paragraph.append(...pieces(segment, byteCutter(segment.text), parts, choose), segment.matches.length ? h("span", { class: "n" }, ` ${segment.matches[0].score} `) : " ");
	}
	const move = (step) => {
		const all = [...text.querySelectorAll(".passage")], at = all.indexOf(document.activeElement);
		const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
		next?.focus();
		return Boolean(next);
	};
	const view = [h("p", { class: "lead" }, t("reuseSum", { share: Math.round((100 * report.words_in_passages) / (report.words || 1)) })),
		h("p", {}, t("exportTitle"), ": ", FORMATS.map((f, k) => [k ? " " : "", h("button", { type: "button", onclick: () => download(file, params, f, app) }, f[1])]).flat()),
		analysis(report), h("h2", {}, t("text")), h("div", { class: "reuse" }, text, side),
		report.quotations.length ? h("section", {}, h("h2", {}, t("quotations")), report.quotations.map((q) => quotation(q, report))) : null,
		report.sources.length ? h("section", {}, h("h2", {}, t("documents")), h("ul", {}, report.sources.slice(0, 20).map((s) => h("li", {}, `${short(s.document) || t("noDocument")} · ${count("words", s.words)}`)))) : null];
	return { view, move, target: () => target };
}

export async function show(root, params, app) {
	let shown = null;
	const out = h("div", {}), pairs = app.stats.languages || [];
	const pair = h("select", { name: "pair" }, h("option", { value: "" }, t("anyDirection")), pairs.flatMap((p) => [[p.from, p.to], [p.to, p.from]]).map(([a, b]) => h("option", { value: `${a}>${b}` }, `${a} → ${b}`)));
	const exclude = h("input", { name: "exclude", autocomplete: "off", placeholder: t("documentHint") });
	const compare = async (file) => {
		if (!file) return;
		const [from, to] = pair.value.split(">"), options = { from, to, exclude: exclude.value };
		replace(out, h("p", { role: "status" }, t("loading")));
		try {
			const report = await upload("reuse", { ...options, name: file.name }, file);
			shown = reportView(report, file, options, app);
			replace(out, h("h2", {}, file.name), shown.view);
			app.notice("");
		} catch (error) {
			replace(out);
			app.report(error);
		}
	};
	const choose = h("input", { type: "file", onchange: () => compare(choose.files[0]) });
	const drop = h("div", { class: "drop", ondragover: (e) => { e.preventDefault(); drop.classList.add("over"); }, ondragleave: () => drop.classList.remove("over"),
		ondrop: (e) => { e.preventDefault(); drop.classList.remove("over"); compare(e.dataTransfer.files[0]); } },
	h("label", {}, h("span", { class: "lead" }, t("dropDocument")), choose), h("label", {}, h("span", {}, t("direction")), pair), h("label", {}, h("span", {}, t("excludeDocuments")), exclude));
	replace(root, h("h1", {}, t("reuse")), drop, out);
	return {
		title: t("reuse"),
		key(event) {
			if (event.key === "n" || event.key === "p") return Boolean(shown?.move(event.key === "n" ? 1 : -1));
			if (event.key === "c" && shown?.target()) {
				copy(shown.target());
				return true;
			}
			return false;
		},
	};
}
