// export.js - the memory, or what filters leave of it, as one file.
import { h, replace } from "./dom.js";
import { address } from "./api.js";
import { t } from "./strings.js";
import { link } from "./parts.js";

const FORMATS = [["tmx", "TMX 1.4", ".tmx"], ["xliff", "XLIFF 1.2", ".xlf"], ["xliff2", "XLIFF 2.1", ".xlf"], ["tsv", "TSV", ".tsv"], ["jsonl", "JSON Lines", ".jsonl"], ["html", "HTML", ".html"]];

/** What a search adds to the filters; all but the label narrow its phrase. */
const NAMES = { q: "search", lang: "direction", other: "other", rendering: "rendering", origin: "origin", label: "label", exclude: "exclude" };
const FOUND = Object.keys(NAMES);

export async function show(root, params, app) {
	const pairs = app.stats.languages || [];
	const field = (name, label, attributes) => h("label", {}, h("span", {}, label), h("input", { name, value: params[name] || "", autocomplete: "off", ...attributes }));
	const found = Object.fromEntries(FOUND.filter((name) => params[name]).map((name) => [name, params[name]]));
	const chips = () => Object.keys(found).filter((name) => name !== "lang").map((name) => h("button", { type: "button", class: "chip", "aria-label": t("remove", { name: t(NAMES[name]) }),
		onclick: () => { delete found[name]; if (name === "q") ["lang", "other", "rendering", "origin"].forEach((n) => delete found[n]); change(); } }, h("span", {}, `${t(NAMES[name])}: `), h("b", {}, found[name]), " ×"));
	const searched = h("div", {});
	const go = h("a", { class: "main", download: "entente.tmx" }, t("download"));
	const form = h("form", { class: "narrow", onsubmit: (e) => { e.preventDefault(); go.click(); } },
		h("label", {}, h("span", {}, t("format")), h("select", { name: "format" }, FORMATS.map(([value, label]) => h("option", { value, selected: params.format === value }, label)))),
		h("label", {}, h("span", {}, t("direction")), h("select", { name: "pair" }, pairs.flatMap((p) => [[p.from, p.to], [p.to, p.from]]).map(([a, b]) => h("option", { value: `${a}>${b}`, selected: params.pair === `${a}>${b}` }, `${a} → ${b}`)))),
		field("document", t("document"), { placeholder: t("documentHint") }), field("since", t("since"), { placeholder: "2024" }), field("until", t("until"), { placeholder: "2024-06" }),
		field("min_confidence", t("confidence"), { type: "number", min: 0, max: 1, step: 0.05 }), h("p", { class: "hint" }, t("exportHint")), h("p", {}, go));
	const change = () => {
		const data = { ...Object.fromEntries(new FormData(form)), ...found };
		const [from, to] = (data.pair || "").split(">");
		app.navigate(link("export", data));
		const { pair, ...rest } = data;
		go.href = address("export", { ...rest, from, to }).href;
		replace(searched, Object.keys(found).length ? [h("p", { class: "hint" }, t("exportFound")), h("p", { class: "chips" }, chips())] : null);
		go.download = "entente" + FORMATS.find(([value]) => value === data.format)[2];
	};
	form.addEventListener("input", change);
	replace(root, h("h1", {}, t("exportTitle")), searched, form);
	change();
	return { title: t("exportTitle") };
}
