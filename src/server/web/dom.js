// dom.js - elements, and text with marked spans.  Text is always set as text: what a
// memory holds is never parsed as HTML.

/** h("p", {class: "a", onclick: f}, "text", child, ...): an element. */
export function h(tag, attributes, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes || {})) {
		if (value === undefined || value === null || value === false) continue;
		if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
		else if (name === "value") element.value = value;
		else element.setAttribute(name, value === true ? "" : value);
	}
	element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
	return element;
}

export function replace(element, ...children) {
	element.replaceChildren(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
	return element;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Spans of the API are bytes of UTF-8; a function that cuts by them. */
export function byteCutter(text) {
	let ascii = true;
	for (let k = 0; k < text.length && ascii; k++) ascii = text.charCodeAt(k) < 128;
	if (ascii) return (start, end) => text.slice(start, end);
	const bytes = encoder.encode(text);
	return (start, end) => decoder.decode(bytes.subarray(start, end));
}

/** The text with spans [[start, end], ...] as <mark>. */
export function marked(text, spans, className) {
	const cut = byteCutter(text);
	const out = [];
	let at = 0;
	for (const [start, end] of [...(spans || [])].sort((a, b) => a[0] - b[0])) {
		if (start < at || end <= start) continue;
		if (start > at) out.push(cut(at, start));
		out.push(h("mark", { class: className }, cut(start, end)));
		at = end;
	}
	out.push(cut(at, undefined));
	return out;
}

/** Announces to screen readers. */
export function announce(text) {
	document.getElementById("said").textContent = text;
}

export function debounce(milliseconds, run) {
	let timer;
	return (...args) => {
		clearTimeout(timer);
		timer = setTimeout(() => run(...args), milliseconds);
	};
}

/** Waits; fails as a request does when the signal is aborted. */
export function pause(milliseconds, signal) {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(resolve, milliseconds);
		signal.addEventListener("abort", () => { clearTimeout(timer); reject(new DOMException("", "AbortError")); }, { once: true });
	});
}
