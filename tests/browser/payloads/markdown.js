// Markdown that a careless renderer turns into markup.
'use strict';
const {each, turns} = require('./spell.js');

const tails = ['<img src=x onerror=CALL>', '<script>CALL</script>', '<svg/onload=CALL>', '<details open ontoggle=CALL>x', '<a href=javascript:CALL>x</a>', '<iframe srcdoc="<script>parent.CALL</script>">'];

// The seven ways a block of HTML can begin in Markdown, then what stands around and inside other blocks.
const blocks = ['<script>\nT\n</script>\nT', '<pre>\nT\n</pre>\nT', '<style>\nT\n</style>T', '<textarea>\n\nT\n</textarea>T', '<!--\nT\n-->\nT', '<?x\nT\n?>\nT', '<!X\nT>\nT', '<![CDATA[\nT\n]]>\nT', '<div>\nT\n\nT', '<table><tr>\nT\n\n</table>T',
                '</section>\nT', '<x-y>\nT\n\nT', '<b>\n\nT', '   <div>T', '    <div>T', '\t<div>T', 'text\n<div>T', 'text\n<x-y>\nT', '- <div>T\n- T', '> <div>\nT', '1. <!--\n2. T', '<div>\n\n    T', '<div\n  class=x\n  T', '<div\n\nT', '<ins>\nT', '<!-- a --> T', '<div>*T*</div>',
                '<main>T</main></main>', '</main></body></html>T', '<hr>T', '<p>T</p>\n```\nT', '<details>\n<summary>T</summary>\n\nT\n</details>', '<center>\nT', '<dialog open>\nT', '<search>T', '<template>\n\nT\n\n</template>'];
const around = ['`T`', '``T``', '`T', '```\nT\n```', '```T\nx\n```', '~~~ T\nx\n~~~', '``` x" onclick="CALL\nT\n```', '    T', '# T', 'T\n===', 'T\n---', '> T', '- T', '1. T', '99999999. T', '* [ ] T', '- [x] T', '**T**', '_T_', '~~T~~', '***T', 'T  \nT', 'T\\\nT', '\\T', '| T |\n|---|\n| T |', 'T | x\n--|--\nT | `T`', '| a |\n|:-:|\n| <td>T |',
                '|T|\n|-|', '[T](https://good.example/)', '[x](https://good.example/ "T")', "[x](https://good.example/ 'T')", '[x](https://good.example/ (T))', '[x](T)', '[x](<T>)', '![T](https://good.example/x.png)', '![x](https://good.example/x.png "T")', '![![T](x)](y)', '[![T](x "T")](https://good.example/ "T")',
                '[x]\n\n[x]: https://good.example/ "T"', '[T]\n\n[T]: https://good.example/', '[x][T]\n\n[T]: https://good.example/', '[x]: <T>\n\n[x]', "[x]: https://good.example/ '\nT\n'\n\n[x]", '<https://good.example/T>', '<mailto:a@b.exampleT>', 'https://good.example/T', 'www.good.exampleT', 'a@b.exampleT', 'ftp://x.exampleT',
                '[^1]\n\n[^1]: T', '[^T]\n\n[^T]: x', '*[T]: x\n\nT', 'T\n: T', '::: T\n:::', '{T}', '# x {#id onclick=CALL T}', '[x]{.T onclick=CALL}', '![x](y){onerror=CALL}', '$$T$$', '\\(T\\)', '---\ntitle: T\n---\n', '+++\nT\n+++', '@[T](x)', '==T==', '^T^', '[[T]]', '[toc]T', '[x](https://good.example/\nT)', '[x](https://good.example/ "a" T)', '[x]( "T")', '[x](https://good.example/("T"))'];

const tricks = [
  '[x](https://good.example/"onmouseover="CALL)', "[x](https://good.example/'onmouseover='CALL)", '[x](https://good.example/ "onmouseover=CALL//)', '[x](https://good.example/ "\\"onmouseover=CALL ")', '[x](https://good.example/ "&quot; onmouseover=CALL ")',
  '![x" onerror="CALL](x)', '![x](x"onerror="CALL)', '![x](x" onerror=CALL )', '![x](x (" onerror="CALL))', "![x' onerror='CALL](x)", '![`" onerror="CALL`](x)', '![x](javascript:CALL "x")', '<https://good.example/"onclick="CALL>', '<https://good.example/\'onclick=\'CALL>',
  '<a@b.example"onclick="CALL>', 'https://good.example/"onclick="CALL', 'https://good.example/<img/src=x/onerror=CALL>', 'https://good.example/&quot;onclick=CALL', 'https://good.example/&lt;img/src=x/onerror=CALL&gt;', 'www.good.example/"><svg/onload=CALL>', 'http://x.example/**"onclick=CALL**',
  '[a](<javascript:CALL>)', '[a](j\\avascript:CALL)', '[a](javascript\\:CALL)', '[a](&#106;avascript:CALL)', '[a](javascript:CALL&rpar;)', '[a](<java\nscript:CALL>)', '[a](\\javascript:CALL)', '[a](javascript&#58;this;CALL)', '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[a]: javascript:CALL\n[A]', '[a]: <javascript:CALL> "x"\n\n[b][a] ![b][a]', '[a\n]: javascript:CALL\n\n[a]', '[\u212a]: javascript:CALL\n\n[k]', '[a](x)[b](javascript:CALL)', '[a [b](javascript:CALL) c](https://good.example/)', '[a](https://good.example/)(javascript:CALL)', '[[a](https://good.example/)](javascript:CALL)',
  '<javascript:CALL>', '<JavaScript:CALL>', '<javascript:CALL\n>', '<data:text/html,CALL>', '<vbscript:CALL>', '<x:CALL>', '<javascript&colon;CALL>', '<mailto:x@b.example?subject=<script>>', '<b@c.example" onclick=CALL>', '<javascript:alert@b.example>',
  '**<img src=x onerror=CALL**>', '*<img src="*" onerror=CALL>*', '`<img src="`" onerror=CALL>', '<b title="*"*" onclick=CALL>', '[<img src="](x)" onerror=CALL>', '<a href="[x](javascript:CALL)">x', '<!-- [x](javascript:CALL) -->', '[x](<!-- javascript:CALL -->)',
  '| <img src=x | onerror=CALL> |\n|---|---|', '|a|\n|-|\n|<!--|\n|--><img src=x onerror=CALL>|', '|a\\|<img src=x onerror=CALL>|\n|-|', '- <img\n- src=x onerror=CALL>', '> <img\n> src=x onerror=CALL>', '# <img\n# src=x onerror=CALL>', '<img\n\nsrc=x onerror=CALL>', 'a\\<img src=x onerror=CALL>', '\\\\<img src=x onerror=CALL>', '&lt;img src=x onerror=CALL&gt;',
  '1. x\n\n   <img src=x onerror=CALL>\n2. y', '* x\n\n\t<script>CALL</script>', '```html\n<script>CALL</script>\n', '~~~\n</code></pre><script>CALL</script>\n~~~', '`</code><script>CALL</script>`', '    </code></pre><img src=x onerror=CALL>', '``` "><img src=x onerror=CALL>\nx\n```', '```</code><script>CALL</script>\nx',
  '<https://good.example/><img src=x onerror=CALL>', '<a/href=javascript:CALL>x', '<svg/onload=CALL>', '<b/**/onclick=CALL>x', '<!a><img src=x onerror=CALL>', '<![x]><img src=x onerror=CALL>', '<?><img src=x onerror=CALL>?>', '<!--><img src=x onerror=CALL>-->', '<!---><img src=x onerror=CALL>', '<!-- a -- b --><img src=x onerror=CALL>',
];

module.exports = [
  {name: 'blocks of HTML in Markdown', as: 'html', texts: turns([blocks.flatMap((b) => [b, b, b]), tails], (block, tail) => block.replaceAll('T', tail))},
  {name: 'markup inside Markdown', as: 'html', texts: each([around, tails.slice(0, 3)], (text, tail) => text.replaceAll('T', tail))},
  {name: 'tricks with Markdown', as: 'markdown', texts: tricks},
];
