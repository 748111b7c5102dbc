#include "vocabulary.h"

#include <fmt/format.h>

namespace bench {
namespace {

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
  const auto word = language.words[dice.below(language.words.size())];
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

}  // namespace

const std::vector<Language>& languages() {
  static const std::vector<Language> all = {
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
    const auto word = language.words[dice.below(language.words.size())];
    const std::string more = (text.empty() ? std::string() : std::string(language.gap)) + std::string(word);
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
