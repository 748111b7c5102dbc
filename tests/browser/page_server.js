// Serves a built site, or texts as a careless page would show them, on this machine only, and writes down what a page that was taken
// over would ask for.
'use strict';
const fs = require('fs'), http = require('http'), path = require('path');

const types = {'.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.xml': 'application/xml', '.png': 'image/png', '.pdf': 'application/pdf'};
const policyOf = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g;
// Nothing may run, and the browser tells each time something wanted to; on a page of ours but the theme's own script.
const reportOnly = "script-src 'none'; report-uri /csp", reportStrange = "script-src 'self'; report-uri /csp";

// A careless page: puts the text where it was made for.
function carelessPage({as, text}) {
  const link = (to) => `<a href="${to.replaceAll('"', '&quot;')}">go</a><a href="${to}">go</a><iframe src="${to}"></iframe>`;
  if (as === 'address') return `<body>${link(text)}`;
  if (as === 'attribute') return `<body><input value="${text}"><input value='${text}'><input value=${text}><img alt="${text}">`;
  if (as === 'title') return `<title>${text}</title><body><input value="${text}"><input value='${text}'><textarea>${text}</textarea><!-- ${text} --><style>${text}</style><xmp>${text}</xmp>`;
  if (as === 'json') return `<script type="application/ld+json">{"name":"${text}"}</script><body>${text}`;
  if (as === 'markdown')
    return '<body>' + text.replace(/^\s*\[[^\]\n]+\]:\s*<?(.*?)>?(\s+["'(].*)?$/gm, (all, to) => link(to)).replace(/!?\[[^\]]*\]\(\s*<?([\s\S]*?)>?\)/g, (all, to) => link(to)).replace(/<([a-z]+(:|&)[^>\n]*)>/gi, (all, to) => link(to));
  return `<body>${text}`;
}

// One server: `answer` gives [body, type, headers] or null. Its records: what pages sent, and what they asked for and should not have.
function listen(answer) {
  const seen = {reports: [], hits: [], asked: []};
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const from = request.headers.referer || '';
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (bytes) => { body += bytes; });
      request.on('end', () => {
        if (url.pathname === '/csp') seen.reports.push({query: url.search, body, from});
        if (url.pathname === '/hit') seen.hits.push({what: decodeURIComponent(url.search.slice(1)), from});
        response.writeHead(204).end();
      });
      return;
    }
    const found = answer(url);
    // (Pages of the site may have it in their own addresses: that of a list is made of its tag.)
    if (!found && /xss-marker/.test(request.url)) seen.asked.push({url: request.url, from});
    if (!found) return response.writeHead(404, {'Content-Type': 'text/plain'}).end('nothing here');
    response.writeHead(200, {'Content-Type': found[1], 'Cache-Control': found[1].startsWith('text/html') ? 'no-store' : 'max-age=600', ...found[2]}).end(found[0]);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () =>
    resolve({seen, address: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); }})));
}

// folder: public/ of a build. withWall: as built; without: the policy of the page is taken out, and what it would have stopped is reported.
function serveSite(folder, withWall) {
  return listen((url) => {
    // Many pages at once, each a document of its own: loading them one by one takes four times as long.
    if (url.pathname === '/frames') return frames(url.searchParams.getAll('page'));
    const name = decodeURIComponent(url.pathname);
    const file = path.join(folder, name.endsWith('/') ? name + 'index.html' : name);
    if (!file.startsWith(folder + path.sep) || !fs.existsSync(file) || !fs.statSync(file).isFile()) return null;
    const type = types[path.extname(file)] || 'application/octet-stream';
    if (path.extname(file) !== '.html' || withWall) return [fs.readFileSync(file), type, {}];
    return [fs.readFileSync(file, 'utf8').replace(policyOf, ''), type, {'Content-Security-Policy-Report-Only': reportStrange}];
  });
}

const frames = (addresses, more = '') => ['<!doctype html><meta charset=utf-8><body>' +
  addresses.map((address) => `<iframe src="${encodeURI(address)}" width=99 height=50 ${more}></iframe>`).join(''), types['.html'], {}];

// The texts themselves, not cleaned. policy: the second wall to put before them, or empty.
function serveTexts(payloads, policy) {
  return listen((url) => {
    const raw = /^\/raw\/(\d+)$/.exec(url.pathname), some = /^\/some\/(\d+)-(\d+)$/.exec(url.pathname);
    if (some) {
      const numbers = payloads.slice(+some[1], +some[2]).map((payload, i) => `/raw/${+some[1] + i}`);
      return frames(numbers, 'sandbox="allow-scripts allow-same-origin allow-forms allow-modals"');
    }
    if (!raw || !payloads[raw[1]]) return null;
    const headers = policy ? {'Content-Security-Policy': policy} : {'Content-Security-Policy-Report-Only': reportOnly + '?' + raw[1]};
    return ['<!doctype html><meta charset=utf-8>' + carelessPage(payloads[raw[1]]), types['.html'], headers];
  });
}

module.exports = {serveSite, serveTexts, policyOf};
