// correct.js - a unit is corrected where it is seen.
import { put } from "./api.js";
import { t } from "./strings.js";
import { ask, say } from "./parts.js";
import { app } from "./main.js";

/** Asks for both texts of a unit, and stores them. */
export async function correct(unit, done) {
	if (!app.stats.writable) {
		app.notice(t("readOnly"));
		return;
	}
	const answer = await ask(t("edit"), [
		{ name: "source", label: unit.source_lang, lang: unit.source_lang, value: unit.source, area: true, required: true },
		{ name: "target", label: unit.target_lang, lang: unit.target_lang, value: unit.target, area: true, required: true },
		{ name: "who", label: t("who"), value: localStorage.getItem("who") || "" },
	], "save");
	if (!answer) return;
	localStorage.setItem("who", answer.who);
	const lang = { source_lang: unit.source_lang, target_lang: unit.target_lang };
	if (await app.change(() => put(`units/${unit.unit}`, { ...answer, ...lang }))) {
		say(t("saved"));
		done();
	}
}
