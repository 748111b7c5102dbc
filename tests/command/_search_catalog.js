// _search_catalog.js LISTINGS FOLDER: a site of listings with made-up names in many scripts, and in spellings that are one to readers:
// accents in one character or two, full width, final sigma, vowel signs, numbers, long words, emoji. For _search.js.
'use strict';
const {choices} = require('../threats/_sites.js');
const {Site} = require('../browser/hostile_site.js');

const [count, folder] = process.argv.slice(2);
const {below, one} = choices(11);
const times = (most, make) => Array.from({length: 1 + below(most)}, make);
const syllables = ['ba', 'ter', 'lo', 'mi', 'na', 'ke', 'ru', 'sto', 'ge', 'ser', 'ver', 'ti', 'on', 'gra', 'pho', 'qui', 'x', 'node', 'sch', 'el'];
const latin = () => times(3, () => one(syllables)).join('');
const odd = ['Straße', 'STRASSE', 'É\u0301cole', 'e\u0301cole', 'İstanbul', 'ısı', 'ﬁle', 'ＦＵＬＬ', 'ﾃﾞｰﾀ', 'データ', 'ΟΔΟΣ', 'οδος', 'Ångström', 'A\u030angstro\u0308m', 'naïve', 'Кириллица', 'ёлка', 'Йод',
             'हिन्दी', 'क़लम', '한국어', '클라우드', 'ไทยแลนด์', 'שָׁלוֹם', 'नोड', '㎏', 'Ⅷ', '½', '②', 'x²', 'word\u00adbreak', '🙂', '👨‍👩‍👧', '𠮷野家', '\u{20000}\u{20001}', 'C++', 'C#', '.NET', 'node.js', "l'eau", 'v1.10', '2022', '2012', 'a', 'I', 'pneumonoultramicroscopicsilicovolcanoconiosis', 'Ǆ', 'ŉ', 'ΐ', 'Ꭰꭰ', 'ა', '〆切', '々', 'ㇰ', '﨑', '㍿', 'مَدْرَسَة', 'كِتابٌ', 'إدارة', 'آلة', 'فارسی', 'کتاب', 'مــرحبا', 'على', 'علي'];
const han = () => times(5, () => one([...'云端数据库备份服务器存储安全镜像管理平台'])).join('');
const arabic = () => times(3, () => one(['خا', 'دم', 'سحا', 'بة', 'نسخ', 'أمن', 'إدا', 'رة', 'قو', 'اعد', 'بيا', 'نات', 'ى'])).join('');
const word = (scripts) => below(6) === 0 ? one(odd) : one(scripts)();
const phrase = (most, scripts, gap = ' ') => times(most, () => word(scripts)).join(gap);

const site = new Site(folder, 24);
site.put('site/site.json', JSON.stringify({
  base_url: 'https://catalog.example/shop/', name: {en: 'Made-up words'}, description: {en: 'To be searched.'}, default_locale: 'en', theme: 'default', page_size: 24, make_icons: false, unlisted_key: 'a key for made-up words, long enough',
  locales: [{tag: 'en', own_name: 'English'}, {tag: 'zh-CN', own_name: '简体中文'}, {tag: 'ar', own_name: 'العربية'}],
}));
for (let i = 0; i < 9; ++i) site.seller(`seller-${i}`, {name: {en: phrase(2, [latin]), 'zh-CN': han()}, summary: 'Made up.', phone: '+31 10 555 0142', email: 'a@seller.example', website: 'https://seller.example/'});
for (let i = 0; i < Number(count); ++i) {
  const texts = (most) => ({en: phrase(most, [latin]), ...(below(3) && {'zh-CN': phrase(most, [han, latin], one(['', ' ']))}), ...(below(3) && {ar: phrase(most, [arabic])})});
  site.listing(`listing-${i}`, {
    seller: `seller-${below(9)}`, name: texts(3), summary: texts(30), tags: {en: times(4, () => phrase(2, [latin])), 'zh-CN': times(3, han)},
    operating_system: {name: one(['Debian', 'Ubuntu', 'Anolis OS']), version: one(['12', '22.04 LTS', '8'])},
    // Nothing of these may be found.
    ...(i % 10 === 3 && {visibility: 'unlisted', name: {en: `Unlistedsecret ${latin()}`}}),
    ...(i % 10 === 7 && {status: 'no such status', name: {en: `Withheldsecret ${latin()}`}}),
  });
}
site.finish();
