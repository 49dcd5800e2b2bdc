// main.js - the frame: views by address, languages, theme, keys, errors.
import { h, replace } from "./dom.js";
import { get, setToken, ApiError } from "./api.js";
import { t, language, setLanguage } from "./strings.js";
import { link, ask, showKeys, empty } from "./parts.js";

/** A view is a file with show(root, params, app), and a line here. */
const views = {
	search: { file: "./search.js", name: "search" },
	reuse: { file: "./reuse.js", name: "reuse" },
	documents: { file: "./documents.js", name: "documents" },
	document: { file: "./document.js" },
	review: { file: "./review.js", name: "review" },
	add: { file: "./add.js", name: "add", writes: true },
	export: { file: "./export.js", name: "exportTitle" },
	memory: { file: "./memory.js", name: "memory" },
};

let current = null; // the view shown
let shown = ""; // its name
let turns = 0; // how many views were shown
let here = ""; // the address of the view; location has the next one before its event comes
let retry = null;

export const app = {
	stats: { units: 0, languages: [], writable: false, token: false },

	/** Changes the address without showing the view again. */
	navigate(address, push) {
		if (location.hash === address) return;
		history[push ? "pushState" : "replaceState"](null, "", address);
		here = location.hash;
	},

	notice(text) {
		replace(document.getElementById("notice"), text ? h("p", {}, text) : null);
	},

	/** Shows why a call failed; a lost connection is tried until it is back. */
	report(error) {
		if (error.name === "AbortError") return; // a newer question was asked
		if (!(error instanceof ApiError)) throw error;
		if (error.status === 0) {
			app.notice(t("lost"));
			retry ??= setInterval(async () => {
				try {
					await app.refresh();
					clearInterval(retry);
					retry = null;
					app.notice(t("back"));
					route();
				} catch {
					/* not yet */
				}
			}, 2000);
		} else if (error.code === "EBUSY") app.notice(t("busy"));
		else app.notice(t("failed", { message: error.message }));
	},

	async refresh() {
		app.stats = await get("stats");
	},

	/** Runs a call that writes; asks for the token when it is needed. */
	async change(run) {
		try {
			const result = await run();
			app.notice("");
			return result || true;
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.status !== 401) {
				app.report(error);
				return null;
			}
			const answer = await ask(t("tokenNeeded"), [{ name: "token", label: t("token"), type: "password", required: true }]);
			if (!answer) return null;
			setToken(answer.token);
			return app.change(run);
		}
	},
};

function address() {
	const text = location.hash.replace(/^#\/?/, "");
	const [name, query] = text.split("?");
	return [name || "search", Object.fromEntries(new URLSearchParams(query || ""))];
}

function setTheme(theme) {
	if (theme) document.documentElement.dataset.theme = theme;
	else delete document.documentElement.dataset.theme;
	localStorage.setItem("theme", theme || "");
}

function switchTheme() {
	const dark = matchMedia("(prefers-color-scheme: dark)").matches;
	const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
	setTheme(now === "dark" ? "light" : "dark");
}

function showTop(name) {
	document.documentElement.lang = language;
	document.getElementById("skip").textContent = t("skip");
	const other = language === "en" ? "fr" : "en";
	replace(document.getElementById("top"), h("a", { class: "brand", href: link("search") }, "entente"),
		h("nav", { "aria-label": t("main") }, Object.entries(views).filter(([, v]) => v.name && (!v.writes || app.stats.writable)).map(([key, v]) =>
			h("a", { href: link(key), "aria-current": key === name || (key === "documents" && name === "document") ? "page" : null }, t(v.name)))),
		h("div", { class: "tools" },
			h("button", { type: "button", lang: other, title: t("languageTitle"), onclick: () => { setLanguage(other); route(); } }, t("language")),
			h("button", { type: "button", onclick: switchTheme, "aria-label": t("theme"), title: t("theme") }, "◐"),
			h("button", { type: "button", onclick: () => showKeys(views[shown]?.keys || []), "aria-label": t("keys"), title: t("keys") }, "?")));
}

/** Shows the view of the address.  Each showing has an element of its own, so that a view
 *  that answers late writes into one that was left, and cannot change the address. */
async function route() {
	const turn = ++turns, isHere = () => turn === turns && location.hash === here;
	here = location.hash;
	const [name, params] = address();
	const view = views[name], main = document.getElementById("main");
	current?.close?.();
	current = null;
	shown = name;
	showTop(name);
	if (!view) {
		replace(main, empty(t("notFound"), null, h("p", {}, h("a", { href: link("search") }, t("home")))));
		main.removeAttribute("aria-busy");
		return;
	}
	main.setAttribute("aria-busy", "true");
	try {
		const module = await import(view.file);
		if (!isHere()) return;
		view.keys = module.keys;
		const root = h("div", {});
		replace(main, root);
		const opened = await module.show(root, params, Object.create(app, { navigate: { value: (...given) => isHere() && app.navigate(...given) } }));
		if (!isHere()) return opened?.close?.();
		current = opened;
		document.title = current?.title ? `${current.title} – entente` : "entente";
	} catch (error) {
		if (isHere()) app.report(error);
	} finally {
		if (isHere()) main.removeAttribute("aria-busy");
	}
}

function onKey(event) {
	const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
	if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
	if (writing) {
		if (event.key === "Escape") document.getElementById("main").focus();
		else if (event.key === "ArrowDown" && event.target.name === "q" && current?.key?.(event)) event.preventDefault();
		return;
	}
	if (event.key === "/") {
		const box = document.querySelector("[name=q]");
		if (box) {
			box.focus();
			box.select();
		} else location.hash = link("search");
	} else if (event.key === "?") showKeys(views[shown]?.keys || []);
	else if (!current?.key?.(event)) return;
	event.preventDefault();
}

setTheme(localStorage.getItem("theme"));
addEventListener("hashchange", route);
addEventListener("popstate", () => {});
addEventListener("keydown", onKey);
try {
	await app.refresh();
} catch (error) {
	app.report(error);
}
route();
