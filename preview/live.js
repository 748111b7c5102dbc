// The line to the server: which version of the site is the newest, and whether anybody is there to say so.

const retryAfter = 2000;

// onVersion(version): at once on connecting, and with each change. onConnected(true or false). Pages that nobody sees hang up: a browser
// keeps only a few lines to one server, and many tabs would leave none for the pages themselves.
export function connect(address, onVersion, onConnected) {
  let line = null;
  const hangUp = () => { line?.close(); line = null; };
  function call() {
    if (line || document.hidden) return;
    const events = line = new EventSource(address);
    events.addEventListener('state', (event) => {
      onConnected(true);
      onVersion(JSON.parse(event.data).version);
    });
    events.addEventListener('error', () => {
      onConnected(false);
      // The browser tries again by itself, unless it was answered with something else than events.
      if (events.readyState !== EventSource.CLOSED || events !== line) return;
      hangUp();
      setTimeout(call, retryAfter);
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
