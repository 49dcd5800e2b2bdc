// correct.js - a unit is corrected where it is seen.
import { get, put, post, remove } from "./api.js";
import { h } from "./dom.js";
import { t } from "./strings.js";
import { ask, announce, button } from "./parts.js";
import { app } from "./main.js";

/** Asks for both texts of a unit, and stores them. */
export async function correct(unit, done) {
	if (!app.stats.writable) {
		app.notice(t("readOnly"));
		return;
	}
	const changes = await get(`units/${unit.unit}/changes`).then((d) => d.changes, () => []);
	const after = h("div", { class: "history" }, h("h3", {}, t("history")), changes.length ? h("ol", {}, changes.map((c) => h("li", {},
		h("span", { class: "hint" }, t("changedBy", { who: c.who || "?", date: (c.at || "").slice(0, 10) }), " "), h("del", {}, c.was?.target ?? ""), " ",
		c.undone ? null : button("undo", async () => { if (await app.change(() => post(`imports/${c.change}/undo`))) { document.querySelector("dialog")?.close(); done(); } })))) : h("p", { class: "hint" }, t("historyNone")));
	const drop = button("deleteUnit", async () => { if (await app.change(() => remove(`units/${unit.unit}`, { who: localStorage.getItem("who") || "" }))) { document.querySelector("dialog")?.close(); announce(t("saved")); done(); } }, { class: "bad" });
	const lang = { source_lang: unit.source_lang, target_lang: unit.target_lang };
	let answer = { source: unit.source, target: unit.target, who: localStorage.getItem("who") || "" };
	do { // again with what was typed, when it could not be stored
		answer = await ask(t("edit"), [
			{ name: "source", label: unit.source_lang, lang: unit.source_lang, value: answer.source, area: true, required: true },
			{ name: "target", label: unit.target_lang, lang: unit.target_lang, value: answer.target, area: true, required: true },
			{ name: "who", label: t("who"), value: answer.who },
		], "save", [after, drop]);
		if (!answer) return;
		localStorage.setItem("who", answer.who);
	} while (!(await app.change(() => put(`units/${unit.unit}`, { ...answer, ...lang }))));
	announce(t("saved"));
	done();
}
