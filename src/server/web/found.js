// found.js - the places of a search, walked through inside their documents.
import { h, byteCutter, marked } from "./dom.js";
import { get } from "./api.js";
import { t, number } from "./strings.js";
import { link } from "./parts.js";

const MOST = 500;

/** The parameters of a search that an address of a document keeps. */
const KEPT = ["q", "lang", "other", "rendering", "in", "since", "until", "confidence", "origin", "label", "exclude", "prefer", "sort"];
export const search = (params) => Object.fromEntries(KEPT.filter((name) => params[name]).map((name) => [name, params[name]]));

const encoder = new TextEncoder();

/** The places of words in a text, as spans of bytes. */
function spansOf(text, words) {
	const spans = [];
	for (const word of new Set(words))
		for (let at = text.indexOf(word); word && at >= 0; at = text.indexOf(word, at + word.length)) {
			const start = encoder.encode(text.slice(0, at)).length;
			spans.push([start, start + encoder.encode(word).length]);
		}
	return spans;
}

export class Found {
	constructor(params, hits, total) {
		this.query = search(params);
		this.hits = hits;
		this.total = total;
		this.by = new Map(hits.map((hit) => [hit.unit, hit]));
		this.at = Math.max(0, hits.findIndex((hit) => hit.unit === Number(params.unit)));
	}

	/** null when the address names no search, or nothing is found. */
	static async load(params) {
		if (!params.q) return null;
		const { in: document, confidence, ...rest } = search(params);
		const data = await get("concord", { ...rest, document, min_confidence: confidence, limit: MOST });
		return data.hits.length ? new Found(params, data.hits, data.total) : null;
	}

	/** The text of a side of a unit, with the words that were searched, or their counterparts, marked. */
	mark(text, unit, lang) {
		const hit = this.by.get(unit);
		if (!hit) return text;
		const isSource = lang === hit.source_lang, cut = byteCutter(isSource ? hit.source : hit.target);
		const words = (isSource ? hit.spans : hit.counterparts).map((span) => cut(...span));
		return marked(text, spansOf(text, words), isSource ? "found" : "answer");
	}

	/** Goes to the next (1) or the previous (-1) place: focus(unit) says whether the document shown has it. */
	step(by, focus) {
		const at = this.at + by;
		if (at < 0 || at >= this.hits.length) return;
		this.at = at;
		const address = link("document", { ...this.query, unit: this.hits[at].unit });
		if (focus(this.hits[at].unit, address)) this.show();
		else location.hash = address;
	}

	show() {
		this.status.textContent = t("placeOf", { n: number(this.at + 1), all: number(this.total) });
		this.previous.disabled = !this.at;
		this.next.disabled = this.at + 1 >= this.hits.length;
	}

	tools(focus) {
		const tool = (key, by, letter) => h("button", { type: "button", onclick: () => this.step(by, focus), title: `${t(key)} (${letter})` }, t(key));
		this.previous = tool("previousFound", -1, "F");
		this.next = tool("nextFound", 1, "f");
		this.status = h("span", { class: "place", role: "status" });
		this.show();
		return h("div", { class: "row found" }, h("a", { href: link("search", { ...this.query, lang: "", in: "", document: this.query.in, unit: "" }) }, `“${this.query.q}”`), this.previous, this.next, this.status);
	}
}
