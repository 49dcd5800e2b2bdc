// api.js - calls of the JSON API, relative to the page, so that a prefix of a proxy
// does not matter.
const base = new URL("api/v1/", document.baseURI);

export class ApiError extends Error {
	constructor(status, code, message) {
		super(message);
		this.status = status; // 0: the server cannot be reached
		this.code = code;
	}
}

let token = sessionStorage.getItem("token") || "";
export function setToken(value) {
	token = value;
	sessionStorage.setItem("token", value);
}

export function address(path, params) {
	const url = new URL(path, base);
	for (const [name, value] of Object.entries(params || {}))
		if (value !== undefined && value !== null && value !== "") url.searchParams.set(name, value);
	return url;
}

async function call(method, path, { params, body, type, signal } = {}) {
	const headers = {};
	if (token && method !== "GET") headers.Authorization = "Bearer " + token;
	if (type) headers["Content-Type"] = type;
	let response;
	try {
		response = await fetch(address(path, params), { method, headers, body, signal });
	} catch (error) {
		if (error.name === "AbortError") throw error;
		throw new ApiError(0, "LOST", error.message);
	}
	const text = await response.text();
	let data = null;
	try {
		data = text ? JSON.parse(text) : null;
	} catch {
		throw new ApiError(response.status, "EFORMAT", text.slice(0, 200));
	}
	if (!response.ok) {
		const error = (data && data.error) || {};
		throw new ApiError(response.status, error.code, error.message || response.statusText);
	}
	return data;
}

/** Signals for requests of which only the newest counts: each call aborts the one before. */
export function newest() {
	let last = null;
	return () => {
		last?.abort();
		last = new AbortController();
		return last.signal;
	};
}

export const get = (path, params, signal) => call("GET", path, { params, signal });
export const remove = (path, params) => call("DELETE", path, { params });
export const post = (path, data, params) =>
	call("POST", path, { params, body: JSON.stringify(data), type: "application/json" });
export const put = (path, data) =>
	call("PUT", path, { body: JSON.stringify(data), type: "application/json" });

/** Sends a file; progress(0..1) while it goes. */
export function upload(path, params, file, progress) {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open("POST", address(path, params));
		if (token) request.setRequestHeader("Authorization", "Bearer " + token);
		request.setRequestHeader("Content-Type", "application/octet-stream");
		request.upload.onprogress = (e) => e.lengthComputable && progress && progress(e.loaded / e.total);
		request.onerror = () => reject(new ApiError(0, "LOST", ""));
		request.onload = () => {
			let data = {};
			try {
				data = JSON.parse(request.responseText);
			} catch {
				/* the status says enough */
			}
			if (request.status < 300) resolve(data);
			else reject(new ApiError(request.status, data.error?.code, data.error?.message || request.statusText));
		};
		request.send(file);
	});
}
