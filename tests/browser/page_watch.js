// Runs in the page, before anything of the page does: keeps the browser's own getters, reports what runs, and walks the tree with
// them afterwards, so that no text on the page can hide from it.
'use strict';
(() => {
  const beacon = navigator.sendBeacon.bind(navigator);
  const hit = (what) => { beacon('/hit?' + encodeURIComponent(what)); };
  for (const name of ['__xss', 'alert', 'confirm', 'prompt', 'print'])
    Object.defineProperty(window, name, {value: () => { hit(name); }, writable: false, configurable: false});

  // Nothing is kept from one page to the next: what is on a page would depend on what was clicked before. (compare.js has its own test.)
  Object.defineProperty(window, 'localStorage', {get: () => { throw new DOMException('', 'SecurityError'); }});

  const getter = (prototype, name) => {
    const {get} = Object.getOwnPropertyDescriptor(prototype, name);
    return (object) => Reflect.apply(get, object, []);
  };
  const reflectApply = Reflect.apply, addListener = EventTarget.prototype.addEventListener, dispatch = EventTarget.prototype.dispatchEvent;
  const parent = getter(Node.prototype, 'parentNode'), first = getter(Node.prototype, 'firstChild'), next = getter(Node.prototype, 'nextSibling');
  const type = getter(Node.prototype, 'nodeType'), data = getter(CharacterData.prototype, 'data'), text = getter(Node.prototype, 'textContent');
  const local = getter(Element.prototype, 'localName'), space = getter(Element.prototype, 'namespaceURI'), attributes = getter(Element.prototype, 'attributes');
  const count = getter(NamedNodeMap.prototype, 'length'), item = NamedNodeMap.prototype.item;
  const name = getter(Attr.prototype, 'name'), value = getter(Attr.prototype, 'value'), shadow = getter(Element.prototype, 'shadowRoot');
  const root = getter(Document.prototype, 'documentElement'), URLOf = URL, focus = HTMLElement.prototype.focus;

  const attributesOf = (element) => {
    const all = attributes(element), list = {};
    for (let i = 0; i < count(all); ++i) { const a = reflectApply(item, all, [i]); list[name(a)] = value(a); }
    return list;
  };

  // A click on what leads elsewhere shall not leave the page; what a script would run on the way still runs.
  reflectApply(addListener, window, ['click', (event) => {
    for (let node = event.target; node && type(node) === 1; node = parent(node)) {
      const href = attributesOf(node).href;
      if (href === undefined || local(node) !== 'a') continue;
      let protocol = 'http:';
      try { protocol = new URLOf(href, 'http://page.example/').protocol; } catch { /* leads nowhere */ }
      if (['http:', 'https:', 'mailto:', 'tel:'].includes(protocol)) event.preventDefault();
    }
  }, true]);

  // What the serialiser of cleaned texts may write, and nothing else.
  const plain = 'p br hr h1 h2 h3 h4 h5 h6 b i strong em s del ins sub sup code kbd blockquote ul li dl dt dd table caption thead tbody tfoot tr span'.split(' ');
  const aligned = /^align-(left|center|right)$/, number = /^[0-9]{1,9}$/;
  const own = {
    a: {href: /^/, title: /^/, rel: /^nofollow ugc noopener noreferrer$/}, img: {src: /^/, alt: /^/, width: number, height: number, loading: /^lazy$/}, pre: {tabindex: /^0$/},
    div: {class: /^(table-scroll|align-(left|center|right))$/, tabindex: /^0$/}, ol: {start: number}, td: {colspan: number, rowspan: number, class: aligned},
    th: {colspan: number, rowspan: number, class: aligned, scope: /^(col|row)$/},
  };
  for (const element of plain) own[element] = {class: aligned};

  function faultOfAddress(element, written) {
    if (/^\/\/|\\|[\u0000-\u0020]/.test(written)) return 'strange';
    let url;
    // A host that no browser takes leads nowhere.
    try { url = new URLOf(written, 'http://page.example/en/'); } catch { return /^https?:\/\//i.test(written) ? '' : 'broken'; }
    if (url.username || url.password) return 'a user';
    const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(written);
    if (isRelative ? url.host !== 'page.example' : !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return url.protocol;
    if (local(element) === 'img' && !isRelative) return 'a picture from elsewhere';
    return '';
  }

  function faultOf(node) {
    if (type(node) === 3) return '';
    if (type(node) !== 1) return `a node of type ${type(node)}`;
    const element = local(node), allowed = Object.hasOwn(own, element) ? own[element] : null;
    if (space(node) !== 'http://www.w3.org/1999/xhtml') return `${element} of another namespace`;
    if (!allowed) return `element ${element}`;
    if (shadow(node)) return 'a shadow root';
    for (const [key, written] of Object.entries(attributesOf(node))) {
      if (!Object.hasOwn(allowed, key) || !allowed[key].test(written)) return `attribute ${key} of ${element}`;
      const fault = key === 'href' || key === 'src' ? faultOfAddress(node, written) : '';
      if (fault) return `${fault} in ${key} of ${element}`;
    }
    if (element === 'a' && attributesOf(node).rel === undefined && /^[a-z]+:/i.test(attributesOf(node).href || '')) return 'a link without rel';
    return '';
  }

  const step = (node, a) => local(node) + (a.class !== undefined ? '.' + a.class.replace(/tone-\d/, 'tone') : '') + (a.id !== undefined ? '#' + a.id.replace(/-\d+$/, '') : '');

  // Everything of the page: `paths` of what is not a seller's long text, faults within those texts, and values by their place.
  function walk() {
    const result = {paths: new Set(), faults: [], nodes: 0, texts: [], values: {}};
    const stack = [[root(document), '', null]];
    while (stack.length) {
      const [node, path, inside] = stack.pop();
      ++result.nodes;
      let here = path, within = inside;
      if (within) {
        const fault = faultOf(node);
        if (fault) result.faults.push(`${within}: ${fault}`);
      } else if (type(node) === 1) {
        const a = attributesOf(node);
        here = path + '>' + step(node, a);
        result.paths.add(here + ' ' + Object.keys(a).sort().join(' '));
        for (const key of ['href', 'src']) {
          const fault = a[key] !== undefined ? faultOfAddress(node, a[key]) : '';
          if (fault) result.faults.push(`${here}: ${fault} in ${key}`);
        }
        if (space(node) !== 'http://www.w3.org/1999/xhtml') result.faults.push(`${here}: another namespace`);
        if (a.class === 'prose') {
          // The heading before a long text names it.
          let heading = first(parent(node));
          while (heading && type(heading) !== 1) heading = next(heading);
          within = heading ? text(heading).trim() : '?';
          result.texts.push(within);
        }
        const place = a.content !== undefined ? a.name || a.property : local(node) === 'script' || local(node) === 'title' || local(node) === 'bdi' || a.class ? here.split('>').slice(-2).join('>') : null;
        if (place) (result.values[place] ??= []).push(a.content ?? text(node));
      } else if (type(node) !== 3) {
        if (type(node) !== 10) result.paths.add(`${here}>node of type ${type(node)}`);
      } else if (data(node).trim()) {
        result.paths.add(here + '>text');
      }
      for (let child = first(node); child; child = next(child)) stack.push([child, here, within]);
    }
    return {...result, paths: [...result.paths]};
  }

  // What a visitor may do to every element, and what the browser may tell it.
  const events = 'click dblclick mousedown mouseup mouseover mouseenter mousemove mouseout auxclick contextmenu pointerdown pointerover pointermove keydown keypress keyup input beforeinput change focusin focusout blur copy cut paste dragstart drop wheel scroll touchstart selectstart toggle beforetoggle animationstart transitionend load error submit search invalid'.split(' ');
  function poke() {
    let done = 0;
    const stack = [root(document)];
    while (stack.length) {
      const node = stack.pop();
      for (let child = first(node); child; child = next(child)) if (type(child) === 1) stack.push(child);
      if (Object.hasOwn(attributesOf(node), 'tabindex') || local(node) === 'a') try { reflectApply(focus, node, [{preventScroll: true}]); } catch { /* not HTML */ }
      // Only these can have an ear for the rest.
      const heard = space(node) !== 'http://www.w3.org/1999/xhtml' || Object.keys(attributesOf(node)).some((key) => /^on/i.test(key));
      for (const event of heard ? events : ['click'])
        try { reflectApply(dispatch, node, [event.startsWith('click') ? new MouseEvent(event, {bubbles: false, cancelable: true}) : new Event(event, {cancelable: true})]); ++done; } catch { /* it would have been shown */ }
    }
    return done;
  }
  Object.defineProperty(window, '__watch', {value: Object.freeze({walk, poke}), writable: false, configurable: false});
})();
