#include "vocabulary.h"

#include <fmt/format.h>

#include <sstream>

namespace bench {
namespace {

struct Script {
  std::string_view tags, gap, stop, syllables;
};

constexpr Script kScripts[] = {
    {"fr es pt-BR it nl pl tr vi id sv da nb fi cs hu ro sk hr lt lv et sl ms fil az uz sw zu af sq bs is ga cy eu ca "
     "gl es-419 "
     "pt-PT fr-CA en-GB",
     " ", ".",
     "ser vi dor al ma ce na men to re de li gne sau ve gar da ble for ti qué ção pla té fo ra mé ji lö wy ště ña ke"},
    {"ko", " ", ".", "서 버 백 업 저 장 보 안 지 역 빠 른 복 구 팀 감 시 매 일 접 근 제 어 정 책 망 판 기 록 구 성"},
    {"zh-TW zh-HK", "", "。",
     "雲 端 備 份 伺 服 器 儲 存 安 全 鏡 像 區 域 快 速 還 原 資 料 庫 叢 集 團 隊 監 控 網 路 紀 錄 設 定"},
    {"ru uk bg sr mk kk mn", " ", ".",
     "ре зер в ко пи я сер вер об ла ко хра не ни е бы стро до ступ се ть за пи сь от чёт си ла"},
    {"hi mr ne", " ", "।", "सर् वर बै कअप भं डा रण सु र क्षि त क्षे त्र ते ज़ नि गरा नी नी ति से वा ले खा"},
    {"bn", " ", "।", "সা র্ ভা র নি রা প দ অ ঞ্চ ল দ্রু ত দ ল নী তি সে বা খা তা"},
    {"pa", " ", "।", "ਸ ਰ ਵ ਬੈ ਕ ਅ ਪ ਨੀ ਤੀ ਸੇ ਵਾ ਤੇ ਜ਼ ਖੇ ਤ ਰਿ ਪੋ ਟ"},
    {"gu", " ", ".", "સ ર્ વ ર બે ક અ પ ની તિ સે વા ઝ ડ પી પ્ર દે શ"},
    {"ta", " ", ".", "சே வை ய க ம் கா ப் பு வே க மா ன ப கு தி கொ ள் கை"},
    {"te", " ", ".", "స ర్వ ర్ భ ద్ర త వే గం ప్రాం తం వి ధా నం సే వ ని వే ది క"},
    {"kn", " ", ".", "ಸ ರ್ವ ರ್ ಭ ದ್ರ ತೆ ವೇ ಗ ಪ್ರ ದೇ ಶ ನೀ ತಿ ಸೇ ವೆ ವ ರ ದಿ"},
    {"ml", " ", ".", "സെ ർ വ ർ സു ര ക്ഷ വേ ഗം മേ ഖ ല ന യം സേ വ നം രേ ഖ"},
    {"si", " ", ".",
     "සේ වා දා ය ක ආ ර ක්ෂි ත වේ ග ය ක ලා ප ය ප්‍ර ති"},
    {"th", "", " ", "เซิร์ฟ เวอร์ สำ รอง ข้อ มูล ปลอด ภัย ภูมิ ภาค รวด เร็ว นโย บาย บริ การ ราย งาน ทุก วัน"},
    {"lo", "", " ", "ເຊີບ ເວີ ສຳ ຮອງ ຂໍ້ ມູນ ປອດ ໄພ ພາກ ພື້ນ ໄວ ບໍ ລິ ການ ລາຍ ງານ ທຸກ ມື້"},
    {"km", "", "។", "ម៉ា ស៊ី ន បម្រុង ទុក សុវ ត្ថិ ភាព តំ បន់ លឿន គោល នយោ បាយ សេវា របាយ ការណ៍"},
    {"my", "", "။", "ဆာ ဗာ အ ရန် သို လှောင် လုံ ခြုံ ဒေ သ မြန် ဆန် မူ ဝါ ဒ ဝန် ဆောင် မှု"},
    {"he", " ", ".", "ש רת גי בוי ענ ן אח סון מא ובט ח אז ור מה יר צו ות מד ני ות דו"},
    {"fa ur", " ", ".", "سر ور پش تی با نی ذخ یره ام نا حیه سر یع گر وه سیا ست خد مت گز ارش رو زا نه"},
    {"el", " ", ".", "δια κο μι στής α ντί γρα φο νέ φος α πο θή κη α σφα λές πε ρι ο χή γρή γο ρο"},
    {"ka", " ", ".", "სერ ვე რი სა რე ზერ ვო უ საფრ თხო რე გი ო ნი სწრა ფი გუნ დი წე სი ან გა რი ში"},
    {"hy", " ", ".", "սեր վեր պահ պա նել ամ պ ա րագ տա րած ք խում բ կա նոն ծա ռա յու թյուն օր հաշ վետ"},
    {"am", " ", "።", "አ ገ ል ጋ ይ መ ጠ ባ በ ቂ ያ ደ ህ ን ነ ት ክ ል ል ፈ ጣ ን ቡ ድ መ ም ሪ ያ"},
};

std::vector<std::string> split(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> parts;
  for (std::string part; in >> part;) parts.push_back(part);
  return parts;
}

// Forty words of two to four syllables, others for each language.
void add_languages(const Script& script, std::vector<Language>& all) {
  const auto syllables = split(script.syllables);
  for (const auto& tag : split(script.tags)) {
    Language language{tag, script.gap, script.stop, {}};
    Dice dice(all.size());
    while (language.words.size() < 40) {
      auto& word = language.words.emplace_back();
      for (std::size_t i = 0, count = 2 + dice.below(3); i < count; ++i)
        word += syllables[dice.below(syllables.size())];
    }
    all.push_back(std::move(language));
  }
}

std::string sentence(const Language& language, Dice& dice) {
  std::string text;
  const std::size_t count = 5 + dice.below(9);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += language.gap;
    text += language.words[dice.below(language.words.size())];
  }
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  text += language.stop;
  return text;
}

std::string paragraph(const Language& language, Dice& dice, bool with_links) {
  std::string text;
  const std::size_t count = 2 + dice.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += language.gap;
    text += sentence(language, dice);
  }
  const auto& word = language.words[dice.below(language.words.size())];
  if (dice.one_in(2)) text += fmt::format(" **{}** `{}`", word, dice.below(9000));
  if (with_links && dice.one_in(3)) text += fmt::format(" [{}](https://example.org/docs/{})", word, dice.below(500));
  return text + "\n\n";
}

std::string list(const Language& language, Dice& dice) {
  std::string text;
  for (std::size_t i = 0, count = 3 + dice.below(3); i < count; ++i) text += "- " + sentence(language, dice) + '\n';
  return text + '\n';
}

std::string table(const Language& language, Dice& dice) {
  std::string text = fmt::format("| {} | {} |\n|---|---:|\n", title(language, dice, 40), title(language, dice, 40));
  for (std::size_t i = 0; i < 4; ++i)
    text += fmt::format("| {} | {} |\n", title(language, dice, 40), dice.below(10000));
  return text + '\n';
}

std::vector<Language> written_languages() {
  return {
      {"en", " ", ".", {"backup",  "server",   "cloud",   "storage",  "secure",  "the",      "with",    "image",
                        "region",  "fast",     "and",     "restores", "keeps",   "database", "cluster", "for",
                        "your",    "team",     "traffic", "monitor",  "daily",   "access",   "control", "policy",
                        "replica", "network",  "from",    "runs",     "on",      "every",    "release", "upgrade",
                        "support", "service",  "archive", "measured", "private", "gateway",  "a",       "queue",
                        "build",   "artifact", "mirror",  "registry", "without", "downtime", "in",      "minutes",
                        "office",  "report"}},
      {"zh-CN", "", "。", {"云端",   "备份", "服务器", "存储", "安全", "镜像", "地域", "快速", "并且", "恢复",
                           "数据库", "集群", "支持",   "团队", "流量", "监控", "每日", "访问", "控制", "策略",
                           "副本",   "网络", "运行",   "版本", "升级", "服务", "归档", "私有", "网关", "队列",
                           "构建",   "制品", "仓库",   "无需", "停机", "分钟", "办公", "报表", "提供", "多语言",
                           "稳定",   "可靠", "企业",   "部署", "一键", "配置", "日志", "分析", "加密", "传输"}},
      {"de",
       " ",
       ".",
       {"Datensicherung", "Server",  "für",     "die",       "Wolke",   "Speicher",       "sicher",  "Abbild",
        "Region",         "schnell", "und",     "stellt",    "bereit",  "Datenbank",      "Verbund", "mit",
        "Ihrem",          "Team",    "Verkehr", "überwacht", "täglich", "Zugriff",        "regelt",  "Richtlinie",
        "Netz",           "läuft",   "auf",     "jede",      "Fassung", "Aktualisierung", "Dienst",  "Archiv",
        "privat",         "Ablage",  "ohne",    "Ausfall",   "in",      "Minuten",        "Bericht", "Größe"}},
      {"ja", "", "。", {"クラウド", "バックアップ", "サーバー",     "保存",     "安全に",       "イメージ",
                        "地域",     "高速",         "そして",       "復元",     "データベース", "クラスター",
                        "チーム",   "通信量",       "監視",         "毎日",     "接続",         "制御",
                        "方針",     "複製",         "ネットワーク", "動作する", "すべての",     "更新",
                        "対応",     "サービス",     "書庫",         "専用",     "経路",         "待ち行列",
                        "構築",     "成果物",       "登録",         "停止なし", "数分で",       "事務所",
                        "報告",     "簡単",         "設定",         "記録"}},
      {"ar", " ", ".", {"نسخ",    "احتياطي", "خادم",   "سحابة", "تخزين", "آمن",   "صورة",   "منطقة", "سريع", "مع",
                        "يستعيد", "قاعدة",   "بيانات", "عنقود", "لفريق", "حركة",  "مراقبة", "يومية", "وصول", "تحكم",
                        "سياسة",  "شبكة",    "يعمل",   "على",   "كل",    "إصدار", "ترقية",  "دعم",   "خدمة", "أرشيف",
                        "خاص",    "بوابة",   "بناء",   "سجل",   "دون",   "توقف",  "في",     "دقائق", "مكتب", "تقرير"}},
  };
}

}  // namespace

const std::vector<Language>& languages() {
  static const std::vector<Language> all = [] {
    std::vector<Language> made = written_languages();
    for (const Script& script : kScripts) add_languages(script, made);
    return made;
  }();
  return all;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (char byte : text) count += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  return count;
}

std::string sentences(const Language& language, Dice& dice, std::size_t min, std::size_t max) {
  std::string text;
  std::size_t length = 0;
  while (true) {
    std::string more = text.empty() ? std::string() : std::string(language.gap);
    more += sentence(language, dice);
    const std::size_t added = code_points(more);
    if (length + added > max) break;
    text += more;
    length += added;
    if (length >= min && dice.one_in(2)) break;
  }
  // Too tight for sentences: words, then the last ones again until the least is reached.
  while (length < min || text.empty()) {
    const auto& word = language.words[dice.below(language.words.size())];
    const std::string more = (text.empty() ? std::string() : std::string(language.gap)) + word;
    if (length + code_points(more) > max) break;
    text += more;
    length += code_points(more);
  }
  return text;
}

std::string title(const Language& language, Dice& dice, std::size_t max) {
  std::string text;
  for (std::size_t i = 0, count = 2 + dice.below(2); i < count; ++i) {
    std::string more(i > 0 ? language.gap : std::string_view());
    more += language.words[dice.below(language.words.size())];
    if (code_points(text) + code_points(more) > max) break;
    text += more;
  }
  return text;
}

std::string markdown(const Language& language, Dice& dice, std::size_t bytes, bool with_links) {
  std::string text;
  while (text.size() < bytes) {
    text += "## " + title(language, dice, 60) + "\n\n" + paragraph(language, dice, with_links);
    switch (dice.below(5)) {
      case 0:
        text += table(language, dice);
        break;
      case 1:
        text += fmt::format("```sh\nsudo apt-get install package-{}\n```\n\n", dice.below(999));
        break;
      case 2:
        text += "> " + sentence(language, dice) + "\n\n";
        break;
      default:
        text += list(language, dice);
    }
    text += paragraph(language, dice, with_links);
  }
  return text;
}

}  // namespace bench
