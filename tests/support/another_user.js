// Programs of another user of this machine, for tests. Only root, or who may become anybody, can run them.
'use strict';
const {spawn, spawnSync} = require('child_process');

const ways = process.getuid() === 0 ? [['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']] : [['sudo', '-n', '-u', 'nobody']];
const way = ways.find(([program, ...options]) => spawnSync(program, [...options, process.execPath, '-e', ''], {cwd: '/', stdio: 'ignore'}).status === 0);

// Runs the text of a script with its arguments in process.argv, as that user. Null: nobody can. (It ends with its standard input, for it is not
// ours to be killed.)
function startAsAnother(script, ...argv) {
  if (!way) return null;
  const all = `process.stdin.on('end', () => process.exit()).resume();\n${script}`;
  return spawn(way[0], [...way.slice(1), process.execPath, '-e', all, ...argv], {cwd: '/', stdio: ['pipe', 'pipe', 'inherit']});
}

// Sends each request, as it is, to a server of this machine. Their answers, as they are, empty where there was none. Null: nobody can.
async function askAsAnother(port, requests) {
  const child = startAsAnother(`
    const net = require('net'), [port, ...requests] = process.argv.slice(1);
    const ask = (bytes) => new Promise((resolve) => {
      let text = '';
      const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (data) => { text += data; }).on('error', () => {}).on('close', () => resolve(text));
      socket.setTimeout(15000, () => socket.destroy());
    });
    (async () => {
      const answers = [];
      for (const bytes of requests) answers.push(await ask(bytes));
      process.stdout.write(JSON.stringify(answers), () => process.exit());
    })();`, String(port), ...requests);
  if (!child) return null;
  let text = '';
  for await (const data of child.stdout) text += data;
  return JSON.parse(text);
}

module.exports = {askAsAnother, startAsAnother};
