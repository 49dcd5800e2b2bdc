// SPDX-License-Identifier: Apache-2.0
// Clients that nobody here wrote, against `entente mcp`: the package of the revisions
// with a handshake, and that of 2026-07-28.  TAP on standard output.
// usage: node clients.mjs PROGRAM MEMORY   in the folder of node_modules
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [command, memory] = process.argv.slice(2);
let n = 0, failed = 0;
function ok(good, name) {
	console.log(`${good ? 'ok' : 'not ok'} ${++n} - ${name}`);
	failed += good ? 0 : 1;
}

async function tryClient(name, client, transport, revision) {
	await client.connect(transport);
	ok(client.getServerVersion().name === 'entente', `${name}: the server is named`);
	if (revision)
		ok(client.getNegotiatedProtocolVersion() === revision, `${name}: ${revision} is spoken`);
	const { tools } = await client.listTools();
	ok(tools.map((t) => t.name).join() === 'lookup,concordance,terms,document,reuse',
		`${name}: the tools are listed`);
	const found = await client.callTool({ name: 'lookup',
		arguments: { text: 'The session is open.', from: 'en', to: 'fr' } });
	ok(found.structuredContent.matches[0].target === 'La séance est ouverte.' && !found.isError,
		`${name}: lookup answers`);
	const hits = await client.callTool({ name: 'concordance', arguments: { phrase: 'session' } });
	ok(hits.structuredContent.total === 1, `${name}: concordance answers`);
	const wrong = await client.callTool({ name: 'lookup', arguments: {} });
	ok(wrong.isError === true, `${name}: a missing argument is an error of the tool`);
	await client.close();
}

const info = { name: 'test', version: '1' };
const server = { command, args: ['mcp', '-m', memory], stderr: 'inherit' };
await tryClient('sdk', new OldClient(info), new OldTransport(server));
await tryClient('client, legacy', new Client(info, { versionNegotiation: { mode: 'legacy' } }),
	new StdioClientTransport(server), '2025-11-25');
await tryClient('client, auto', new Client(info, { versionNegotiation: { mode: 'auto' } }),
	new StdioClientTransport(server), '2026-07-28');
console.log(`1..${n}`);
process.exit(failed ? 1 : 0);
