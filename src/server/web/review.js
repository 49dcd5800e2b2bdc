// review.js - the doubtful places of the whole memory, the most important one first.
import { h, replace, debounce } from "./dom.js";
import { get, newest } from "./api.js";
import { t, count, fraction } from "./strings.js";
import { link, empty, keyInList, DOUBTFUL } from "./parts.js";

export const keys = [["j k", "key_jk"], ["o", "key_o"]];

function row({ number, place }, below) {
	const text = (list) => (list.length ? list.join(" ") : "—");
	return h("li", { class: "item", tabindex: "-1" }, h("div", { class: "score doubtful" }, h("b", {}, fraction(place.confidence))),
		h("div", { class: "body" }, h("div", { class: "sides" }, h("p", { class: "side" }, text(place.source)), h("p", { class: "side" }, text(place.target))),
			h("p", { class: "from" }, h("a", { href: link("document", { number, below, seg: place.source.length ? `s${place.source_at}` : `t${place.target_at}` }), "data-key": "o" }, place.document.split("/").pop()),
				place.doubts.length ? " · " + place.doubts.map((d) => t("doubt_" + d)).join(", ") : "")));
}

export async function show(root, params, app) {
	const list = h("div", {}), ask = newest();
	const below = h("input", { type: "number", name: "below", min: 0, max: 1, step: 0.05, value: params.below || String(DOUBTFUL) });
	const who = h("input", { name: "who", value: localStorage.getItem("who") || "", autocomplete: "name" });
	const document_ = h("input", { name: "document", value: params.document || "", placeholder: t("documentHint"), size: 28, autocomplete: "off" });
	const load = async () => {
		params = { below: below.value, document: document_.value.trim() };
		app.navigate(link("review", params));
		try {
			const data = await get("review", { ...params, limit: 100 }, ask());
			replace(list, data.total ? [h("p", { class: "hint", role: "status" }, count("places", data.total)), h("ol", { class: "list" }, data.places.map((p) => row(p, below.value)))]
				: empty(app.stats.units ? t("allSure") : t("emptyMemory"), app.stats.units ? null : t("emptyHint")));
		} catch (error) {
			app.report(error);
		}
	};
	const later = debounce(200, load);
	below.addEventListener("input", later);
	document_.addEventListener("input", later);
	who.addEventListener("input", () => localStorage.setItem("who", who.value));
	replace(root, h("h1", {}, t("review")), h("div", { class: "row above" }, h("label", {}, h("span", {}, t("below")), below),
		h("label", {}, h("span", {}, t("document")), document_), h("label", {}, h("span", {}, `${t("who")} (${t("whoHint")})`), who)), list);
	await load();
	return {
		title: t("review"),
		key: (event) => keyInList(list, event),
	};
}
