// unzip.js - the files of a zip, unpacked by the browser (PKWARE APPNOTE 4.3).
const END = 0x06054b50, ENTRY = 0x02014b50, MOST = 512 * 1024 * 1024;

export async function unzip(file) {
	const bytes = await file.arrayBuffer(), view = new DataView(bytes);
	let end = bytes.byteLength - 22;
	while (end >= 0 && view.getUint32(end, true) !== END) end--;
	if (end < 0) throw new Error("not a zip file");
	const files = [];
	let at = view.getUint32(end + 16, true), total = 0;
	for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === ENTRY; left--) {
		const method = view.getUint16(at + 10, true), packed = view.getUint32(at + 20, true), size = view.getUint32(at + 24, true);
		const n = view.getUint16(at + 28, true), local = view.getUint32(at + 42, true);
		const name = new TextDecoder().decode(new Uint8Array(bytes, at + 46, n));
		at += 46 + n + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		total += size;
		if (total > MOST) throw new Error("the zip unpacks to more than 512 MB");
		if (name.endsWith("/") || name.split("/").pop().startsWith(".")) continue;
		const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
		const body = new Blob([new Uint8Array(bytes, start, packed)]);
		if (method !== 0 && method !== 8) continue;
		const plain = method === 0 ? body : await new Response(body.stream().pipeThrough(new DecompressionStream("deflate-raw"))).blob();
		files.push(new File([plain], name));
	}
	return files;
}
