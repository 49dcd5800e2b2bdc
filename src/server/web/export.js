// export.js - the memory, or what filters leave of it, as one file.
import { h, replace } from "./dom.js";
import { address } from "./api.js";
import { t } from "./strings.js";
import { link } from "./parts.js";

const FORMATS = [["tmx", "TMX 1.4", ".tmx"], ["xliff", "XLIFF 1.2", ".xlf"], ["xliff2", "XLIFF 2.1", ".xlf"], ["tsv", "TSV", ".tsv"], ["jsonl", "JSON Lines", ".jsonl"], ["html", "HTML", ".html"]];

export async function show(root, params, app) {
	const pairs = app.stats.languages || [];
	const field = (name, label, attributes) => h("label", {}, h("span", {}, label), h("input", { name, value: params[name] || "", autocomplete: "off", ...attributes }));
	const go = h("a", { class: "main", download: "entente.tmx" }, t("download"));
	const form = h("form", { class: "narrow", onsubmit: (e) => { e.preventDefault(); go.click(); } },
		h("label", {}, h("span", {}, t("format")), h("select", { name: "format" }, FORMATS.map(([value, label]) => h("option", { value, selected: params.format === value }, label)))),
		h("label", {}, h("span", {}, t("direction")), h("select", { name: "pair" }, pairs.flatMap((p) => [[p.from, p.to], [p.to, p.from]]).map(([a, b]) => h("option", { value: `${a}>${b}`, selected: params.pair === `${a}>${b}` }, `${a} → ${b}`)))),
		field("document", t("document"), { placeholder: t("documentHint") }), field("since", t("since"), { placeholder: "2024" }), field("until", t("until"), { placeholder: "2024-06" }),
		field("min_confidence", t("confidence"), { type: "number", min: 0, max: 1, step: 0.05 }), h("p", { class: "hint" }, t("exportHint")), h("p", {}, go));
	const change = () => {
		const data = Object.fromEntries(new FormData(form));
		const [from, to] = (data.pair || "").split(">");
		app.navigate(link("export", data));
		const { pair, ...rest } = data;
		go.href = address("export", { ...rest, from, to }).href;
		go.download = "entente" + FORMATS.find(([value]) => value === data.format)[2];
	};
	form.addEventListener("input", change);
	replace(root, h("h1", {}, t("exportTitle")), form);
	change();
	return { title: t("exportTitle") };
}
