// Serves a built site as a host on the web does: compressed, with the rules of its _headers, and 404.html for what is not there.
'use strict';
const fs = require('fs'), http = require('http'), path = require('path'), zlib = require('zlib');

const types = {'.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml',
               '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.pdf': 'application/pdf'};
const isText = /^text\/|json$|xml$/;

// [a test for paths, their headers] for each rule of a _headers file; what stands further down wins.
function readRules(folder) {
  const rules = [];
  for (const line of fs.readFileSync(path.join(folder, '_headers'), 'utf8').split('\n')) {
    if (line.startsWith('/')) rules.push([new RegExp(`^${line.replace(/[.?+^$(){}|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`), {}]);
    const header = /^\s+([A-Za-z-]+): (.*)$/.exec(line);
    if (header) rules.at(-1)[1][header[1]] = header[2];
  }
  return rules;
}

// seen: {path, status, type, bytes: as sent} of each answer. change(html, name): what is sent instead of a page.
function serve(folder, change = (html) => html) {
  const rules = readRules(folder), compressed = new Map(), seen = [];
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname);
    let file = path.join(folder, name.endsWith('/') ? name + 'index.html' : name), status = 200;
    if (!file.startsWith(folder + path.sep) || /\/[._]/.test(name) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      file = path.join(folder, '404.html');
      status = 404;
    }
    const type = types[path.extname(file)] || 'application/octet-stream';
    const headers = {'Content-Type': type};
    for (const [paths, more] of rules) if (paths.test(name)) Object.assign(headers, more);
    let body = fs.readFileSync(file);
    if (path.extname(file) === '.html') body = Buffer.from(change(body.toString(), name));
    if (isText.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'])) {
      headers['Content-Encoding'] = 'gzip';
      if (!compressed.has(file)) compressed.set(file, zlib.gzipSync(body));
      body = compressed.get(file);
    }
    seen.push({path: name, status, type, bytes: body.length});
    response.writeHead(status, {...headers, 'Content-Length': body.length}).end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () =>
    resolve({seen, address: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); }})));
}

module.exports = {serve};
