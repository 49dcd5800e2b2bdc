// search.js - look-ups, renderings and the concordance of what is typed.
import { h, replace, marked, byteCutter, announce, debounce, pause } from "./dom.js";
import { get, newest } from "./api.js";
import { t, count, number, fraction } from "./strings.js";
import { link, globOf, provenance, sides, copy, button, bars, plot, allYears, moveAmong, empty } from "./parts.js";
import { correct } from "./correct.js";
import { matchItem } from "./match.js";

const HITS = 50, MOST_HITS = 500, MOST_COUNTED = 20000;
/* How much is asked for: the best and first while one types, all of it some milliseconds later. */
const FIRST = { score: 75, hits: 8 }, ALL = { score: 60, fragments: 1 }, PAUSE = 250;

export const keys = [["j k", "key_jk"], ["c", "key_c"], ["x", "key_x"], ["o", "key_o"], ["e", "key_e"]];

/* ---- matches ------------------------------------------------------------------- */

function actions(unit, context, search) {
	return h("div", { class: "actions" },
		button("copy", () => copy(unit.adapted || unit.target), { "data-key": "c" }),
		button("edit", () => correct(unit, context.reload), { "data-key": "e" }),
		unit.document && h("a", { href: link("document", { ...search, unit: unit.unit }) }, t("open")),
		unit.document && button("prefer", () => context.set({ prefer: globOf(unit.document) })),
		unit.document && button("exclude", () => context.set({ not: globOf(unit.document) })));
}

function showMatches(data, context) {
	if (!data.matches.length) return null;
	return h("section", { "aria-labelledby": "h-matches" }, h("h2", { id: "h-matches" }, t("matches")),
		h("ol", { class: "list" }, data.matches.map((m) => matchItem(m, data.query, actions(m, context)))));
}

function showFragments(data, context) {
	const fragments = data.fragments || [];
	if (!fragments.length) return null;
	const cut = byteCutter(data.query);
	return h("section", { "aria-labelledby": "h-fragments" }, h("h2", { id: "h-fragments" }, t("fragments")),
		h("p", { class: "hint" }, t("matchesNone")), fragments.map((f) => {
			const phrase = cut(...f.span);
			return h("section", { class: "fragment" }, h("h3", {}, h("a", { href: link("search", { q: phrase }) }, phrase), " ", h("span", { class: "n" }, count("hits", f.total))),
				h("ol", { class: "list" }, f.hits.map((hit) => hitItem(hit, context))));
		}));
}

/* ---- the concordance ------------------------------------------------------------- */

function hitItem(hit, context) {
	return h("li", { class: "item hit", tabindex: "-1", "data-copy": hit.target, "data-adapted": hit.target, "data-unit": hit.unit },
		h("div", { class: "body" }, sides(hit, marked(hit.source, hit.spans, "found"), marked(hit.target, hit.counterparts, "answer")),
			provenance(hit, context.search), actions(hit, context, context.search)));
}

function showConcordance(data, context) {
	const rows = data.hits, all = data.total;
	const list = h("ol", { class: "list" }, rows.map((hit) => hitItem(hit, context)));
	const more = rows.length < all && context.limit < MOST_HITS &&
		button("more", () => context.set({ n: Math.min(MOST_HITS, context.limit * 2) }, true));
	return h("section", { "aria-labelledby": "h-concordance" }, h("h2", { id: "h-concordance" }, t("concordance"), " ",
		h("span", { class: "n" }, rows.length < all ? t("shown", { n: number(rows.length), all: number(all) }) : count("hits", all))),
		list, h("p", { class: "row" }, more, h("a", { href: link("export", exported(data.hits[0], context)) }, t("exportThese"))));
}

/** What the server calls the order. */
const order = (params) => (params.sort === "best" ? "confidence" : "");

/** The search as an export of its hits has it. */
function exported(hit, { params, search }) {
	const { in: document, confidence, prefer, sort, ...rest } = search;
	return { ...rest, document, min_confidence: confidence, pair: params.from || `${hit.source_lang}>${hit.target_lang}` };
}

/** The renderings of the phrase, each with its uses by year. */
function showRenderings(data, context) {
	const { params, set } = context;
	if (!data.renderings?.length) return null;
	const years = [...new Set(data.renderings.flatMap((r) => Object.keys(r.years)))].filter(Boolean).sort();
	const first = Number(years[0]), last = Number(years[years.length - 1]);
	const trend = (r) => (last > first ? Array.from({ length: last - first + 1 }, (_, k) => r.years[first + k] || 0) : []);
	const rows = data.renderings.slice(0, 12).map((r) => ({ name: r.text, label: r.text, n: r.count, lang: data.lang, trend: trend(r), title: [r.first, r.last].filter(Boolean).map((d) => d.slice(0, 4)).join("–") }));
	return h("section", { "aria-labelledby": "h-renderings" }, h("h2", { id: "h-renderings" }, t("renderings")), bars(rows, (name) => set({ rendering: params.rendering === name ? "" : name }), params.rendering),
		data.unmarked ? h("p", { class: "hint" }, `${number(data.unmarked)} ${t("otherRenderings")}`) : null);
}

/** How many hits have at least each confidence: [{name, label, n}]. */
function atLeast(counts) {
	return ["0.9", "0.7", "0.5", "0.3"].map((name) => ({ name, label: `≥ ${fraction(Number(name))}`,
		n: counts.filter((c) => c.confidence >= name).reduce((sum, c) => sum + c.hits, 0) }));
}

/** Counts of origins or labels as bars; units without one are left out. */
function named(counts, field) {
	return counts.filter((c) => c[field]).map((c) => ({ name: c[field], label: c[field], n: c.hits }));
}

function showAside({ years, documents, confidences, origins, labels }, context) {
	const { params, set } = context;
	const toggle = (field) => (name) => set({ [field]: params[field] === name ? "" : name });
	const facet = (title, rows, field) => h("section", {}, h("h2", {}, t(title)), bars(rows, toggle(field), params[field]));
	return [
		years.length ? h("section", {}, h("h2", {}, t("byYear")), plot(years, (year) => set(params.since === year ? { since: "", until: "" } : { since: year, until: year }), params.since === params.until ? params.since : "")) : null,
		documents.length > 1 || params.document ? facet("byDocument", documents.slice(0, 10).map((d) => ({ name: globOf(d.document), label: d.document.split("/").pop() || t("noDocument"), n: d.hits })), "document") : null,
		confidences.length > 1 || params.confidence ? facet("histogram", atLeast(confidences), "confidence") : null,
		origins.length > 1 || params.origin ? facet("origin", named(origins, "origin"), "origin") : null,
		labels.some((l) => l.label) ? facet("label", named(labels, "label"), "label") : null,
	];
}

/* ---- the form -------------------------------------------------------------------- */

function form(params, changed, pairs) {
	const field = (name, label, attributes) => h("label", {}, h("span", {}, label),
		h("input", { name, value: params[name] || "", autocomplete: "off", ...attributes }));
	const directions = pairs.flatMap((p) => [[p.from, p.to], [p.to, p.from]]);
	const element = h("form", { role: "search", class: "search", onsubmit: (e) => { e.preventDefault(); changed(true); } },
		h("div", { class: "boxes" },
			h("label", { class: "q" }, h("span", {}, t("q")), h("textarea", { name: "q", rows: 1, autocomplete: "off", spellcheck: "false", autocapitalize: "off", "aria-describedby": "q-hint", value: params.q || "",
				onkeydown: (e) => { if (e.key === "Enter" && !e.shiftKey) { e.preventDefault(); changed(true); } } })),
			field("other", t("other")),
			h("button", { type: "submit", class: "main" }, t("find"))),
		h("p", { id: "q-hint", class: "hint" }, t("qHint")),
		h("details", { class: "filters", open: ["from", "document", "since", "until", "confidence", "sort"].some((n) => params[n]) },
			h("summary", {}, t("filters")), h("div", { class: "row" },
				h("label", {}, h("span", {}, t("direction")), h("select", { name: "from" }, h("option", { value: "" }, t("anyDirection")),
					directions.map(([a, b]) => h("option", { value: `${a}>${b}`, selected: params.from === `${a}>${b}` }, `${a} → ${b}`)))),
				field("document", t("document"), { placeholder: t("documentHint") }),
				field("since", t("since"), { placeholder: "2024", title: t("dateHint"), size: 10 }),
				field("until", t("until"), { placeholder: "2024-06", title: t("dateHint"), size: 10 }),
				field("confidence", t("confidence"), { type: "number", min: 0, max: 1, step: 0.05 }),
				h("label", {}, h("span", {}, t("sort")), h("select", { name: "sort" }, h("option", { value: "" }, t("newest")), h("option", { value: "best", selected: params.sort === "best" }, t("best")))))));
	element.addEventListener("input", () => changed(false));
	return element;
}

function grow(area) {
	area.style.blockSize = "auto";
	area.style.blockSize = `${Math.min(area.scrollHeight + 2, 240)}px`;
}

/* ---- the view -------------------------------------------------------------------- */

const NAMES = ["q", "other", "rendering", "from", "document", "since", "until", "confidence", "sort", "not", "prefer", "origin", "label", "n"];

export async function show(root, params, app) {
	const ask = newest();
	const results = h("div", { class: "results" }), facets = h("div", {}), renderings = h("div", {});
	const aside = h("aside", { "aria-label": t("filters") }, renderings, facets);
	const chips = h("p", { class: "chips" });
	const pairs = (app.stats.languages || []);
	const search = form(params, (now) => (now ? run(true) : later()), pairs);
	const later = debounce(120, () => {
		if (JSON.stringify(read()) !== JSON.stringify(params)) run(false, true);
	});

	function read() {
		const data = new FormData(search);
		const next = { ...params };
		for (const name of NAMES) if (data.has(name)) next[name] = data.get(name).trim();
		if (next.q !== params.q) delete next.n;
		return next;
	}

	const context = {
		get params() { return params; },
		/** The search, as an address of a document keeps it. */
		get search() {
			const { q, other, rendering, since, until, confidence, origin, label } = params;
			return { q, other, rendering, since, until, confidence, origin, label, lang: (params.from || "").split(">")[0], in: params.document, exclude: params.not, prefer: params.prefer, sort: order(params) };
		},
		get limit() { return Number(params.n) || HITS; },
		reload: () => run(false),
		set(change, quiet) {
			for (const [name, value] of Object.entries(change)) {
				if (search.elements[name]) search.elements[name].value = value;
				params[name] = value;
			}
			run(!quiet);
		},
	};

	function showChips() {
		const shown = ["other", "rendering", "document", "not", "prefer", "origin", "label", "since", "until", "confidence"].filter((n) => params[n]);
		const names = { other: "other", rendering: "rendering", document: "document", not: "exclude", prefer: "prefer", origin: "origin", label: "label", since: "since", until: "until", confidence: "confidence" };
		replace(chips, shown.map((n) => h("button", { type: "button", class: "chip", "aria-label": t("remove", { name: t(names[n]) }), onclick: () => context.set({ [n]: "" }) },
			h("span", {}, `${t(names[n])}: `), h("b", {}, params[n].split("/").pop()), " ×")));
	}

	/** typing: more may be typed at once, so that what costs most waits. */
	async function run(push, typing = false) {
		const asked = params.q;
		params = read();
		if (asked !== undefined && asked !== params.q) delete params.rendering;
		grow(search.elements.q);
		app.navigate(link("search", params), push);
		showChips();
		const signal = ask();
		if (!params.q) {
			replace(results, app.stats.units ? empty(t("welcome"), count("units", app.stats.units)) : empty(t("emptyMemory"), t("emptyHint"), h("p", {}, h("a", { class: "main", href: link("add") }, t("add")))));
			replace(facets);
			replace(renderings);
			results.removeAttribute("aria-busy");
			return;
		}
		const [from, to] = (params.from || "").split(">");
		const common = { q: params.q, since: params.since, until: params.until, min_confidence: params.confidence, origin: params.origin, label: params.label, exclude: params.not, prefer: params.prefer };
		const concord = { ...common, lang: from, other: params.other, rendering: params.rendering, document: params.document, sort: order(params) };
		const find = ({ score, fragments, hits }) => Promise.all([
			params.other || params.rendering ? { query: params.q, matches: [] } : get("lookup", { ...common, from, to, in: params.document, variants: "newest", min_score: score, limit: 8, fragments }, signal),
			get("concord", { ...concord, limit: Math.min(context.limit, hits || MOST_HITS) }, signal)]);
		results.setAttribute("aria-busy", "true");
		try {
			if (typing) {
				const [lookup, hits] = await find(FIRST);
				if (lookup.matches.length || hits.total) {
					showAnswer(lookup, hits);
					results.removeAttribute("aria-busy");
				}
				await pause(PAUSE, signal);
			}
			const [lookup, hits] = await find(ALL);
			if (!typing || !results.contains(document.activeElement)) showAnswer(lookup, hits);
			results.removeAttribute("aria-busy");
			await showFacets(hits, concord, signal);
		} catch (error) {
			app.report(error);
		} finally {
			if (!signal.aborted) results.removeAttribute("aria-busy");
		}
	}

	function showAnswer(lookup, hits) {
		const similar = lookup.matches.filter((m) => !(hits.total && m.score < 75 && params.q.split(/\s+/).length < 4));
		const found = showMatches({ ...lookup, matches: similar }, context);
		const inContext = hits.total ? showConcordance(hits, context) : null;
		const fragments = !found && !inContext ? showFragments(lookup, context) : null;
		replace(results, found, fragments, inContext, !found && !fragments && !inContext ? empty(t("nothing"), t("nothingHint")) : null);
		announce([similar.length ? `${similar.length} ${t("matches")}` : "", count("hits", hits.total)].filter(Boolean).join(", "));
	}

	/** Come after the hits: they need all of them.  Each facet shows what its own filter leaves out. */
	async function showFacets(hits, query, signal) {
		const wordy = params.q.split(/\s+/).length > 12, few = hits.total > 0 && hits.total <= MOST_COUNTED;
		const counts = async (by, asked, without) => (asked ? (await get("concord/counts", { ...query, ...without, prefer: "", sort: "", by }, signal)).counts : []);
		const [years, documents] = await Promise.all([
			counts("year", !wordy, { since: "", until: "" }), counts("document", !wordy, { document: "" })]);
		const shown = { years: allYears(years), documents, confidences: [], origins: [], labels: [] };
		replace(facets, showAside(shown, context));
		[shown.confidences, shown.origins, shown.labels] = await Promise.all([
			counts("confidence", !wordy && few, { min_confidence: "" }), counts("origin", !wordy && few, { origin: "" }), counts("label", !wordy && few, { label: "" })]);
		if (!facets.contains(document.activeElement)) replace(facets, showAside(shown, context));
		const counted = few && await get("concord/renderings", { ...query, rendering: "" }, signal);
		replace(renderings, counted ? showRenderings(counted, context) : null);
	}

	replace(root, h("h1", { class: "unseen" }, t("search")), search, chips, h("div", { class: "columns" }, results, aside));
	search.elements.q.focus();
	await run(false);
	return {
		title: params.q || t("search"),
		key(event) {
			const item = document.activeElement?.closest(".item");
			if (event.key === "j" || event.key === "ArrowDown") moveAmong(results, 1);
			else if (event.key === "k" || event.key === "ArrowUp") moveAmong(results, -1);
			else if (event.key === "c" && item) copy(item.dataset.copy);
			else if (event.key === "x" && item) copy(item.dataset.adapted);
			else if (item && (event.key === "o" || (event.key === "Enter" && event.target === item))) item.querySelector("[data-key=o]")?.click();
			else if (event.key === "e" && item) item.querySelector("[data-key=e]")?.click();
			else return false;
			return true;
		},
		close: () => ask(),
	};
}
