#include "base/date_words.h"
#include "code.h"
#include "events/dates.h"
#include "records/records.h"
#include "sentences/conllu.h"
#include "targets.h"

namespace demarche {
namespace {

const CodingPipeline& pipeline() {
  static const auto loaded = CodingPipeline::load(DEMARCHE_SOURCE_DIR);
  demand(loaded.has_value(), "the data folder");
  return *loaded;
}

SentenceReader::Workspace& workspace() {
  static const auto made = pipeline().reader().workspace();
  return *made;
}

void check(const Document& document) {
  std::uint32_t last = 0;
  for (const auto& paragraph : document.paragraphs) {
    demand(paragraph.begin >= last && paragraph.begin <= paragraph.end && paragraph.end <= document.text.size(),
           "paragraphs");
    last = paragraph.end;
  }
  demand(document.text.size() <= kLongestDocument, "a document longer than the longest");
}

void check(const Document& document, std::span<const Sentence> sentences) {
  for (const auto& sentence : sentences) {
    const auto& field = sentence.in_title ? document.title : document.text;
    const int words = static_cast<int>(sentence.tokens.size());
    int roots = 0;
    std::uint32_t last = sentence.begin;
    demand(words > 0, "a sentence without words");
    for (const auto& token : sentence.tokens) {
      demand(token.begin >= last && token.begin <= token.end && token.end <= field.size(), "spans");
      demand(token.head == kRoot || (token.head >= 0 && token.head < words), "heads");
      roots += token.head == kRoot;
      last = token.begin;
    }
    demand(roots == 1, "roots");
  }
}

}  // namespace

void fuzz_documents(std::string_view bytes) {
  ReadOptions options;
  options.format = static_cast<TextFormat>(choice(bytes, 7));
  std::size_t taken = 0;
  const auto take = [&](const Document& document) {
    check(document);
    ++taken;
    return true;
  };
  const auto summary = read_documents(bytes, "fuzz", options, take, [](const Error&) {});
  demand(summary.documents == taken, "documents are counted");
}

void fuzz_coding(std::string_view bytes) {
  ReadOptions options;
  options.format = TextFormat::plain;
  options.date = Date::from(2022, 9, 8);
  CodeOptions how;
  how.explain = choice(bytes, 2) == 1;
  const auto take = [&](const Document& document) {
    const auto sentences = pipeline().reader().read(document, workspace());
    check(document, sentences);
    const auto coding = pipeline().code(document, workspace(), how);
    for (const auto& event : coding.events) {
      const auto json = json_of(event);
      const auto again = event_of_json(json);
      demand(again && json_of(*again) == json, "an event comes back as it was");
      csv_of(event);
    }
    for (const auto& claim : coding.claims) {
      const auto json = json_of(claim);
      const auto again = claim_of_json(json);
      demand(again && json_of(*again) == json, "a claim comes back as it was");
    }
    table_of(coding.events, 80);
    if (how.explain) explanation_text(document, coding);
    return true;
  };
  read_documents(bytes, "fuzz", options, take, [](const Error&) {});
}

void fuzz_conllu(std::string_view bytes) {
  auto file = read_conllu(bytes, "fuzz");
  for (auto& sentence : file.sentences) {
    std::string written;
    write_conllu(sentence, std::string_view(file.text).substr(sentence.begin, sentence.end - sentence.begin), written);
    const auto again = read_conllu(written, "again");
    demand(again.sentences.size() == 1 && again.sentences[0].tokens.size() == sentence.tokens.size(),
           "what was written is read again");
    pipeline().reader().parse(sentence, workspace());
  }
}

void fuzz_days(std::string_view bytes) {
  const std::string text(bytes.substr(0, bytes.find('\n')));
  if (const auto day = Date::parse(text)) {
    demand(Date::parse(day->text()) == day, "a day comes back");
    (void)day->plus_months(1);
    (void)day->plus_months(-13);
    (void)days_in_words(text);
  }
  if (const auto period = Period::parse(text)) {
    demand(Period::parse(period->text()) == period, "a period comes back");
    (void)when(*period);
  }
  if (const auto validity = Validity::parse(text)) (void)validity->covers(*Date::from(2022, 9, 8));
  Document document;
  document.text = bytes;
  document.paragraphs = {{0, static_cast<std::uint32_t>(bytes.size()), false}};
  for (const auto& sentence : pipeline().reader().read(document, workspace()))
    for (const auto& expression : time_expressions(Tree(sentence), Date::from(2022, 9, 8))) {
      demand(expression.first <= expression.last && expression.last < static_cast<int>(sentence.tokens.size()),
             "words of a day");
      if (expression.period) demand(expression.period->begin <= expression.period->end, "a period that ends first");
    }
}

}  // namespace demarche
