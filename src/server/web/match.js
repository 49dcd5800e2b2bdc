// match.js - a match of a look-up: its score, both sides, what differs, what was adapted.
import { h, marked, byteCutter } from "./dom.js";
import { t } from "./strings.js";
import { provenance } from "./parts.js";

function differences(match, query) {
	const cutMatch = byteCutter(match.source), cutQuery = byteCutter(query);
	return match.edits.filter((e) => e.op !== "move").map((e) => [cutMatch(...e.match).trim(), cutQuery(...e.query).trim()])
		.filter(([was, is]) => was || is);
}

/** What an adapted target still has of the old text: [word of it, word of the query]. */
function staleWords(match, query) {
	const cutMatch = byteCutter(match.source), cutQuery = byteCutter(query);
	return (match.adapted && match.stale || []).map((k) => match.edits[k])
		.map((e) => [cutMatch(...e.match).trim(), cutQuery(...e.query).trim()]);
}

/** A match of a query as an item of a list; actions: what can be done with it. */
export function matchItem(match, query, actions) {
	const spans = match.edits.map((e) => e.match);
	const changes = differences(match, query), stale = staleWords(match, query);
	const adapted = match.adapted && h("p", { class: "side adapted", lang: match.target_lang, title: t("adapted") },
		marked(match.adapted, (match.substitutions || []).map((s) => s.span), "value"));
	return h("li", { class: "item match", tabindex: "-1", "data-copy": match.target, "data-adapted": match.adapted || match.target, "data-unit": match.unit },
		h("div", { class: "score", title: t(match.kind) }, h("b", {}, match.score), h("span", {}, t(match.kind))),
		h("div", { class: "body" }, h("div", { class: "sides" },
			h("p", { class: "side", lang: match.source_lang }, marked(match.source, spans, "differs")),
			h("div", {}, h("p", { class: "side", lang: match.target_lang }, match.target), adapted,
				stale.length ? h("p", { class: "changes stale" }, t("notAdapted") + ": ", stale.map(([was, is]) =>
					h("span", { class: "old" }, was && h("del", {}, was), was && is && " → ", is && h("ins", {}, is)))) : null)),
		changes.length ? h("p", { class: "changes" }, h("span", { class: "unseen" }, t("differences") + ": "), changes.map(([was, is]) =>
			h("span", { class: "change" }, was && h("del", {}, was), was && is && " → ", is && h("ins", {}, is)))) : null,
		provenance(match), actions));
}
