// document.js - both versions of a release side by side, and the alignment editor.
//
// A row is a bead.  A change is a list of decisions about the rows that it replaces;
// the server keeps them, aligns the rest again around them and sends the document as
// it is then.  Undo decides what was there before.
import { h, replace, announce } from "./dom.js";
import { get, post, address } from "./api.js";
import { t, count, fraction } from "./strings.js";
import { link, copy, empty, DOUBTFUL } from "./parts.js";
import { correct } from "./correct.js";
import { Found } from "./found.js";

export const keys = [["j k", "key_jk"], ["n", "key_n"], ["c", "key_c"], ["e", "key_e"], ["y", "key_y"], ["r", "key_r"], ["m", "key_m"], ["s", "key_s"], ["↑↓", "key_up"], ["u U", "key_u"], ["f F", "key_f"]];

const CHUNK = 50;
const range = ([first, n], texts) => texts.slice(first, first + n);
const isDoubtful = (bead, below) => bead.confidence < below && !bead.at;

async function load(params) {
	if (params.number) return get(`documents/${params.number}`);
	return get(`units/${params.unit}/document`);
}

function state(bead, below) {
	if (bead.at) return h("span", { class: "state decided", title: `${t("decided", { who: bead.who })}, ${bead.at.slice(0, 10)}` }, "✓", h("span", { class: "unseen" }, t("decided", { who: bead.who })));
	const why = bead.doubts.map((d) => t("doubt_" + d)).join(", ");
	if (isDoubtful(bead, below)) return h("span", { class: "state doubtful", title: `${t("doubtful")}, ${fraction(bead.confidence)}${why ? ": " + why : ""}` }, "⚠", h("span", { class: "unseen" }, `${t("doubtful")} ${why}`));
	return h("span", { class: "state", title: `${t("aligned")}, ${fraction(bead.confidence)}` }, "⚙", h("span", { class: "unseen" }, t("aligned")));
}

function cell(texts, lang, first, mark) {
	return h("div", { class: "cell", lang }, texts.length ? texts.map((text, k) => h("p", {}, h("span", { class: "no", "aria-hidden": "true" }, first + k + 1), mark(text, lang))) : h("p", { class: "none" }, "— ", h("span", { class: "unseen" }, t("missingSide"))));
}

function makeRow(doc, bead, below, found) {
	const mark = (text, lang) => (found ? found.mark(text, bead.unit, lang) : text);
	return h("div", { role: "listitem", class: "item bead" + (isDoubtful(bead, below) ? " is-doubtful" : ""), tabindex: "-1", "data-unit": bead.unit || null },
		state(bead, below), cell(range(bead.source, doc.source_segments), doc.source.lang, bead.source[0], mark), cell(range(bead.target, doc.target_segments), doc.target.lang, bead.target[0], mark));
}

/* ---- what can be done with a row -------------------------------------------------- */

const decide = (verdict, source, target, note) => ({ verdict, source, target, note });
const joined = (a, b) => [a[1] ? a[0] : b[0], a[1] + b[1]];

/** The rows that a change leaves in the place of rows at.. , or null when it cannot be. */
const operations = {
	confirm: (beads, at) => ({ from: at, to: at + 1, rows: [beads[at]], verdict: "accept" }),
	reject: (beads, at) => beads[at].source[1] && beads[at].target[1] ? { from: at, to: at + 1, rows: [beads[at]], verdict: "reject" } : null,
	merge(beads, at) {
		const a = beads[at], b = beads[at + 1];
		if (!b) return null;
		const row = { source: joined(a.source, b.source), target: joined(a.target, b.target) };
		return row.source[1] > 5 || row.target[1] > 5 ? null : { from: at, to: at + 2, rows: [row] };
	},
	split(beads, at) {
		const { source: [s, n], target: [g, m] } = beads[at];
		if (n < 2 && m < 2) return null;
		const left = Math.max(n > 1 ? 1 : n, 0), right = Math.max(m > 1 ? 1 : m, 0);
		const rest = { source: [s + left, n - left], target: [g + right, m - right] };
		return { from: at, to: at + 1, rows: [{ source: [s, left], target: [g, right] }, rest] };
	},
	moveDown(beads, at) {
		const a = beads[at], b = beads[at + 1];
		if (!b || !a.target[1] || (b.target[1] && b.target[0] !== a.target[0] + a.target[1])) return null;
		const last = a.target[0] + a.target[1] - 1;
		return { from: at, to: at + 2, rows: [{ source: a.source, target: [a.target[0], a.target[1] - 1] }, { source: b.source, target: [last, b.target[1] + 1] }] };
	},
	moveUp(beads, at) {
		const a = beads[at - 1], b = beads[at];
		if (!a || !b.target[1] || (a.target[1] && a.target[0] + a.target[1] !== b.target[0])) return null;
		return { from: at - 1, to: at + 1, rows: [{ source: a.source, target: [a.target[1] ? a.target[0] : b.target[0], a.target[1] + 1] }, { source: b.source, target: [b.target[0] + 1, b.target[1] - 1] }] };
	},
};

function decisionsOf(change) {
	if (change.verdict) return change.rows.map((r) => decide(change.verdict, r.source, r.target));
	return change.rows.filter((r) => r.source[1] || r.target[1]).map((r) => decide(r.source[1] && r.target[1] ? "relink" : "reject", r.source, r.target));
}

/* ---- the view ----------------------------------------------------------------------- */

class Editor {
	constructor(root, doc, params, app, found) {
		Object.assign(this, { root, doc, params, app, found, below: Number(params.below) || DOUBTFUL, past: [], future: [] });
		this.list = h("div", { role: "list", class: "beads", "aria-label": t("editor") });
		this.rows = [];
		this.status = h("span", { class: "hint", role: "status" });
	}

	/** Rows that are as before stay as they are, so that a change paints at once. */
	render(old) {
		const { doc } = this;
		const key = (b) => `${b.source}|${b.target}|${b.confidence}|${b.at || ""}|${b.unit}`;
		const known = new Map((old || []).map((b, k) => [key(b), this.rows[k]]));
		const rows = doc.beads.map((bead) => known.get(key(bead)) || makeRow(doc, bead, this.below, this.found));
		let at = 0;
		while (old && at < rows.length && this.rows[at] === rows[at]) at++;
		let end = 0;
		while (old && end < rows.length - at && end < this.rows.length - at && this.rows[this.rows.length - 1 - end] === rows[rows.length - 1 - end]) end++;
		for (const row of this.rows.slice(at, this.rows.length - end)) row.remove();
		this.insert(rows.slice(at, rows.length - end), end ? rows[rows.length - end] : null);
		this.rows = rows;
		const doubtful = doc.beads.filter((b) => isDoubtful(b, this.below)).length;
		this.status.textContent = `${count("units", doc.beads.length)} · ${doubtful ? count("places", doubtful) : t("allSure")}`;
	}

	/** Rows are in chunks; the browser paints only those in sight. */
	insert(fresh, before) {
		if (before) {
			before.before(...fresh);
			return;
		}
		for (let k = 0; k < fresh.length; k += CHUNK) {
			const chunk = h("div", { role: "presentation", class: "chunk" }, fresh.slice(k, k + CHUNK));
			chunk.style.containIntrinsicSize = `auto ${56 * chunk.children.length}px`;
			this.list.append(chunk);
		}
	}

	at() {
		return this.rows.indexOf(document.activeElement?.closest(".bead"));
	}

	focus(at) {
		const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, at))];
		row?.focus({ preventScroll: true });
		row?.scrollIntoView({ block: "nearest" });
	}

	/** Brings a row into sight and marks it. */
	goTo(at) {
		this.rows.forEach((row, k) => row.classList.toggle("here", k === at));
		this.focus(at);
		this.rows[at].scrollIntoView({ block: "center" });
	}

	/** Whether the document has the unit; the address follows. */
	goToUnit(unit, address) {
		const at = this.doc.beads.findIndex((bead) => bead.unit === unit);
		if (at < 0) return false;
		this.app.navigate(address);
		this.goTo(at);
		return true;
	}

	nextFound(by) {
		this.found?.step(by, (unit, address) => this.goToUnit(unit, address));
	}

	nextDoubtful() {
		const from = this.at();
		for (let k = 1; k <= this.rows.length; k++) {
			const at = (from + k) % this.rows.length;
			if (isDoubtful(this.doc.beads[at], this.below)) {
				this.focus(at);
				this.rows[at].scrollIntoView({ block: "center" });
				return;
			}
		}
		announce(t("allSure"));
	}

	async send(decisions) {
		const who = localStorage.getItem("who") || "";
		return this.app.change(() => post(`documents/${this.doc.number}/decisions`, { hash: this.doc.hash, who, decisions }));
	}

	async apply(name) {
		const at = this.at();
		if (at < 0 || !this.app.stats.writable) return;
		const change = operations[name](this.doc.beads, at);
		if (!change) return;
		const before = this.doc.beads.slice(change.from, change.to);
		if (await this.run(decisionsOf(change), change.from)) {
			this.past.push({ before, after: change.rows, verdict: change.verdict, at: change.from });
			this.future = [];
		}
	}

	async run(decisions, at) {
		const old = this.doc.beads;
		const next = await this.send(decisions);
		if (!next) return false;
		this.doc = next;
		this.app.navigate(link("document", { ...this.params, unit: "", number: next.number }));
		this.render(old);
		this.focus(at);
		announce(t("saved"));
		return true;
	}

	async undo() {
		const last = this.past.pop();
		if (last && await this.run(decisionsOf({ rows: last.before }), last.at)) this.future.push(last);
	}

	async redo() {
		const next = this.future.pop();
		if (next && await this.run(decisionsOf({ rows: next.after, verdict: next.verdict }), next.at)) this.past.push(next);
	}

	unitAt(at) {
		const bead = this.doc.beads[at];
		return bead && { unit: bead.unit, source: range(bead.source, this.doc.source_segments).join(" "), target: range(bead.target, this.doc.target_segments).join(" "), source_lang: this.doc.source.lang, target_lang: this.doc.target.lang };
	}

	tools() {
		const tool = (key, name, letter) => h("button", { type: "button", onclick: () => this.apply(name), title: `${t(key)} (${letter})`, onmousedown: (e) => e.preventDefault() }, t(key));
		const plain = (key, run, letter) => h("button", { type: "button", onclick: run, title: `${t(key)} (${letter})`, onmousedown: (e) => e.preventDefault() }, t(key));
		return h("div", { class: "toolbar", role: "toolbar", "aria-label": t("editor") },
			plain("nextDoubtful", () => this.nextDoubtful(), "n"),
			this.app.stats.writable && [tool("confirm", "confirm", "y"), tool("reject", "reject", "r"), tool("mergeNext", "merge", "m"), tool("split", "split", "s"), tool("moveUp", "moveUp", "↑"), tool("moveDown", "moveDown", "↓"), plain("edit", () => this.correct(), "e"), plain("undo", () => this.undo(), "u"), plain("redo", () => this.redo(), "U")], this.status);
	}

	correct() {
		const unit = this.unitAt(this.at());
		if (unit?.unit) correct(unit, async () => { const old = this.doc.beads; this.doc = await load({ number: this.doc.number }); this.render(old); });
	}

	key(event) {
		const at = this.at(), names = { y: "confirm", r: "reject", m: "merge", s: "split" };
		if (event.key === "j") this.focus(at + 1);
		else if (event.key === "k") this.focus(at - 1);
		else if (event.key === "n") this.nextDoubtful();
		else if (event.key === "f") this.nextFound(1);
		else if (event.key === "F") this.nextFound(-1);
		else if (event.key === "c" && at >= 0) copy(this.unitAt(at).target);
		else if (event.key === "e" && at >= 0) this.correct();
		else if (event.key === "u") this.undo();
		else if (event.key === "U") this.redo();
		else if (event.key === "ArrowDown" && at >= 0) this.apply("moveDown");
		else if (event.key === "ArrowUp" && at >= 0) this.apply("moveUp");
		else if (names[event.key]) this.apply(names[event.key]);
		else return false;
		return true;
	}
}

function header(side, doc, which) {
	return h("div", { class: "head", lang: side.lang }, h("b", {}, side.title || side.name.split("/").pop()),
		h("span", { class: "from" }, [side.lang, side.date].filter(Boolean).join(" · "), " · ",
			h("a", { href: address(`documents/${doc.number}/original/${which}`).href, download: side.name.split("/").pop(), title: side.name }, t("original"))));
}

/** Units that came from a file of units have no aligned document. */
function showUnits(root, found) {
	replace(root, h("h1", {}, t("document")), found && found.tools(() => false), empty(t("noAlignment"), null, h("p", {}, h("a", { href: link("search") }, t("home")))));
	return { title: t("document"), key: (event) => /^f$/i.test(event.key) && found ? (found.step(event.key === "f" ? 1 : -1, () => false), true) : false };
}

export async function show(root, params, app) {
	const found = await Found.load(params);
	let doc;
	try {
		doc = await load(params);
	} catch (error) {
		if (error.status === 404) return showUnits(root, found);
		throw error;
	}
	const editor = new Editor(root, doc, params, app, found);
	replace(root, h("h1", { class: "unseen" }, doc.source.title || doc.source.name),
		h("div", { class: "sticky" }, found && found.tools((unit, address) => editor.goToUnit(unit, address)), editor.tools(), h("div", { class: "heads" }, h("span", {}), header(doc.source, doc, "source"), header(doc.target, doc, "target"))),
		editor.list);
	editor.render();
	const unit = Number(params.unit), seg = Number((params.seg || "").slice(1)) - 1, side = (params.seg || "")[0] === "t" ? "target" : "source";
	const holds = ([first, n]) => seg >= first && seg < first + n;
	const wanted = doc.beads.findIndex((b) => (unit ? b.unit === unit : params.seg && holds(b[side])));
	if (wanted >= 0) editor.goTo(wanted);
	else editor.focus(0), scrollTo(0, 0);
	return { title: doc.source.title || doc.source.name, key: (event) => editor.key(event), editor };
}
