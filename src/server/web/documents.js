// documents.js - the aligned documents of the memory.
import { h, replace, debounce } from "./dom.js";
import { get, newest } from "./api.js";
import { t, count, number, fraction } from "./strings.js";
import { link, empty, button, keyInList } from "./parts.js";

export const keys = [["j k", "key_jk"], ["o", "key_o"]];

function row(pair) {
	const title = pair.source.title || pair.source.name.split("/").pop();
	return h("li", { class: "item document", tabindex: "-1" }, h("div", { class: "body" },
		h("div", { class: "sides" },
			h("p", { class: "side", lang: pair.source.lang }, h("a", { href: link("document", { number: pair.number }), "data-key": "o" }, title)),
			h("p", { class: "side", lang: pair.target.lang }, pair.target.title || pair.target.name.split("/").pop())),
		h("p", { class: "from", title: pair.source.name }, [pair.source.date, pair.source.name.split("/").pop(), count("units", pair.beads), t("confidenceIs", { n: fraction(pair.confidence) })].filter(Boolean).join(" · "),
			pair.doubtful ? h("span", { class: "doubtful" }, ` · ⚠ ${count("places", pair.doubtful)}`) : null)));
}

export async function show(root, params, app) {
	const PAGE = 50;
	const list = h("div", {}), ask = newest();
	const box = h("input", { type: "search", name: "q", value: params.q || "", autocomplete: "off" });
	const load = async () => {
		params.q = box.value.trim();
		app.navigate(link("documents", params));
		const skip = Number(params.skip) || 0;
		try {
			const data = await get("documents", { q: params.q, skip, limit: PAGE }, ask());
			const pager = h("p", { class: "row" },
				skip > 0 && button("previous", () => { params.skip = Math.max(0, skip - PAGE) || ""; load(); }),
				skip + PAGE < data.total && button("next", () => { params.skip = skip + PAGE; load(); }));
			replace(list, data.total ? [h("p", { class: "hint", role: "status" }, data.documents.length < data.total ? t("shown", { n: `${number(skip + 1)}–${number(skip + data.documents.length)}`, all: number(data.total) }) : count("documents", data.total)),
				h("ol", { class: "list" }, data.documents.map(row)), pager]
				: params.q ? empty(t("nothing")) : empty(t("emptyMemory"), t("emptyHint"), app.stats.writable && h("p", {}, h("a", { class: "main", href: link("add") }, t("add")))));
		} catch (error) {
			app.report(error);
		}
	};
	box.addEventListener("input", debounce(150, () => { params.skip = ""; load(); }));
	replace(root, h("h1", {}, t("documents")), h("label", { class: "above" }, h("span", {}, t("filterDocuments")), box), list);
	await load();
	return {
		title: t("documents"),
		key: (event) => keyInList(list, event),
	};
}
