// The line to the server: which version of the site is the newest, and whether anybody is there to say so.

const retryAfter = 2000;

// Why there is no line: the server has ended, another one has its place and does not know this browser, or something that passes.
async function reasonOf(own) {
  try {
    const {status} = await fetch(own, {method: 'HEAD', cache: 'no-store'});
    return status === 403 ? 'restarted' : 'off';
  } catch { return 'ended'; }
}

// onVersion(version): at once on connecting, and with each change. onLine('on', 'off', 'ended' or 'restarted'): when that changes. `own`: an
// address of the same server, to ask whether it is there. Pages that nobody sees hang up: a browser keeps only a few lines to one server,
// and many tabs would leave none for the pages themselves.
export function connect(address, own, onVersion, onLine) {
  let line = null, last = null;
  const tell = (now) => { if (now !== last) onLine(last = now); };
  const hangUp = () => { line?.close(); line = null; };
  function call() {
    if (line || document.hidden) return;
    const events = line = new EventSource(address);
    events.addEventListener('state', (event) => {
      tell('on');
      onVersion(JSON.parse(event.data).version);
    });
    events.addEventListener('error', async () => {
      if (last === 'on') tell('off');
      // The browser tries again by itself, unless it was answered with something else than events.
      if (events.readyState === EventSource.CLOSED && events === line) {
        hangUp();
        setTimeout(call, retryAfter);
      }
      const reason = await reasonOf(own);
      if (last !== 'on') tell(reason);
    });
  }
  document.addEventListener('visibilitychange', () => document.hidden ? hangUp() : call());
  call();
}

// Calls `refresh` for the newest version until it is shown. What changes meanwhile is not lost, what is overtaken is not shown, and
// nothing is fetched for a page that nobody sees.
export class Follower {
  #refresh;
  #wanted = null;
  #shown = null;
  #isBusy = false;

  constructor(refresh) {
    this.#refresh = refresh;
    document.addEventListener('visibilitychange', () => this.#follow());
  }

  want(version) {
    if (this.#wanted?.version !== version) this.#wanted = {version};
    this.#follow();
  }

  // The same version, looked at in another way.
  again() {
    if (!this.#wanted) return;
    this.#wanted = {...this.#wanted};
    this.#follow();
  }

  async #follow() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#wanted !== this.#shown && !document.hidden) {
      const wanted = this.#wanted;
      try {
        await this.#refresh(wanted.version);
        this.#shown = wanted;
      } catch (error) {
        // The server went away; or it is us, and then it has to be seen by who mends it.
        if (!(error instanceof TypeError)) console.error(error);
        await new Promise((resolve) => setTimeout(resolve, retryAfter));
      }
    }
    this.#isBusy = false;
  }
}
