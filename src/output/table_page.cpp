// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "messages/text_width.hpp"
#include "output/html.hpp"
#include "output/table_writers.hpp"

namespace loyalty::output {
namespace {

constexpr std::size_t readable = 12; // text columns are cut to this before a column is left out
constexpr std::size_t narrowest = 6; // and no shorter than this
constexpr std::string_view gap = "  ";

constexpr std::string_view html_style = R"(<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>
body { font-family: sans-serif; margin: 2em auto; padding: 0 1em; max-width: 80em; color: #222; background: #fff; }
h1 { font-size: 1.3em; }
p { color: #555; }
main { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; padding: .3em .8em; text-align: left; vertical-align: top; }
th { position: sticky; top: 0; background: #fff; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
</style>
)";

bool right_aligned(const Column& column) {
  return column.kind == Column::Kind::number || column.kind == Column::Kind::money;
}

std::string for_markdown(std::string_view text) {
  std::string result;
  for (const auto letter : text) {
    if (letter == '|' || letter == '<') result += '\\';
    result += letter;
  }
  return result;
}

/// Table, md and html: what people read. Widths are known only after the last row, so all cells are kept.
class PageWriter final : public TableWriter {
 public:
  PageWriter(std::vector<Column> columns, TableOptions options, TableSink sink)
      : columns_(std::move(columns)), options_(std::move(options)), out_(std::move(sink)) {
    for (const auto& column : columns_) PageWriter::text(column.title.empty() ? column.key : column.title);
    for (std::size_t column = 0; column < columns_.size(); ++column) shown_.push_back(column);
  }

  void empty() override { close_cell(); }
  void text(std::string_view value) override {
    switch (options_.format) {
      case Format::md: texts_ += for_markdown(messages::escape_for_terminal(value)); break;
      case Format::html: texts_ += for_html(messages::escape_for_terminal(value)); break;
      default: texts_ += messages::escape_for_terminal(value);
    }
    close_cell();
  }
  void number(std::int64_t value) override {
    append_number(texts_, value);
    close_cell();
  }
  void decimal(std::string_view digits) override { text(digits); }
  void money(Money value) override {
    append_money(texts_, value, options_.currency);
    close_cell();
  }
  void day(Day value) override {
    append_day(texts_, value);
    close_cell();
  }
  void end_row() override {}
  void finish() override {
    const bool page = options_.format == Format::html && options_.alone;
    if (page) begin_page();
    write();
    if (page) out_.bytes() += "</main>\n</body>\n</html>\n";
    out_.flush();
  }

 private:
  void close_cell() { ends_.push_back(texts_.size()); }
  std::string_view cell(std::size_t index) const {
    const auto begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(texts_).substr(begin, ends_[index] - begin);
  }
  std::size_t rows() const { return columns_.empty() ? 0 : ends_.size() / columns_.size(); }

  void begin_page();
  void write();
  void write_table();
  void write_markdown();
  void write_html();
  void measure();
  std::size_t total() const;
  void narrow(std::size_t least);
  std::size_t dispensable() const;
  void fit();
  void write_row(std::size_t row, std::string_view separator);
  void write_padded(std::size_t column, std::string_view text, bool last);

  std::vector<Column> columns_;
  TableOptions options_;
  OutputBuffer out_;
  std::string texts_;               // of all cells, the titles first
  std::vector<std::size_t> ends_;   // of each cell in texts_
  std::vector<std::size_t> widths_; // of the columns
  std::vector<std::size_t> shown_;  // those that fit
};

void PageWriter::begin_page() {
  const auto title = for_html(options_.title);
  auto& bytes = out_.bytes();
  bytes.append("<!DOCTYPE html>\n<html lang=\"").append(options_.language).append("\">\n<head>\n");
  bytes.append(html_style).append("<title>").append(title).append("</title>\n</head>\n<body>\n");
  if (!title.empty()) bytes.append("<h1>").append(title).append("</h1>\n");
  if (!options_.subtitle.empty()) bytes.append("<p>").append(for_html(options_.subtitle)).append("</p>\n");
  bytes.append("<main>\n");
}

void PageWriter::write() {
  if (rows() <= 1 && !options_.no_rows.empty()) {
    const bool html = options_.format == Format::html;
    out_.bytes() += html ? "<p>" + for_html(options_.no_rows) + "</p>\n" : options_.no_rows + "\n";
    return;
  }
  if (options_.format == Format::html) return write_html();
  measure();
  if (options_.format == Format::md) return write_markdown();
  fit();
  write_table();
}

void PageWriter::measure() {
  widths_.assign(columns_.size(), 1);
  const std::size_t first = options_.header || options_.format == Format::md ? 0 : columns_.size();
  for (auto i = first; i < rows() * columns_.size(); ++i) {
    auto& width = widths_[i % columns_.size()];
    width = std::max(width, messages::display_width(cell(i)));
  }
}

std::size_t PageWriter::total() const {
  std::size_t width = 0;
  for (const auto column : shown_) width += widths_[column] + gap.size();
  return width - std::min(width, gap.size());
}

/// Narrows the widest text columns until the table fits, but none below `least`.
void PageWriter::narrow(std::size_t least) {
  while (total() > options_.width) {
    std::size_t widest = columns_.size();
    for (const auto column : shown_) {
      const bool may_shrink = columns_[column].kind == Column::Kind::text && widths_[column] > least;
      if (may_shrink && (widest == columns_.size() || widths_[column] > widths_[widest])) widest = column;
    }
    if (widest == columns_.size()) return;
    --widths_[widest];
  }
}

/// The column that is missed least: as the options say, then the last one. The first one says what a row is about.
std::size_t PageWriter::dispensable() const {
  for (const auto key : options_.drop_first)
    for (std::size_t place = 1; place < shown_.size(); ++place)
      if (columns_[shown_[place]].key == key) return place;
  return shown_.size() - 1;
}

void PageWriter::fit() {
  if (options_.width == 0 || columns_.empty()) return;
  narrow(readable);
  while (total() > options_.width && shown_.size() > 2)
    shown_.erase(shown_.begin() + static_cast<std::ptrdiff_t>(dispensable()));
  narrow(narrowest);
  if (shown_.size() < columns_.size() && options_.dropped) options_.dropped(columns_.size() - shown_.size());
}

void PageWriter::write_padded(std::size_t column, std::string_view text, bool last) {
  const auto shown = messages::display_width(text) > widths_[column]
                         ? messages::truncate_to_width(text, widths_[column])
                         : std::string(text);
  const auto padding = widths_[column] - std::min(widths_[column], messages::display_width(shown));
  const bool right = right_aligned(columns_[column]);
  if (right) out_.bytes().append(padding, ' ');
  out_.bytes() += shown;
  if (!right && !last) out_.bytes().append(padding, ' ');
}

void PageWriter::write_row(std::size_t row, std::string_view separator) {
  for (const auto column : shown_) {
    const bool last = column == shown_.back();
    if (column != shown_.front()) out_.bytes() += separator;
    write_padded(column, cell(row * columns_.size() + column), last && options_.format == Format::table);
  }
}

void PageWriter::write_table() {
  for (std::size_t row = options_.header ? 0 : 1; row < rows(); ++row) {
    write_row(row, gap);
    // The last cell may be empty, and no line ends with blanks.
    auto& bytes = out_.bytes();
    while (bytes.ends_with(' ')) bytes.pop_back();
    bytes += '\n';
    if (row == 0) {
      for (const auto column : shown_) {
        if (column != shown_.front()) bytes += gap;
        for (std::size_t i = 0; i < widths_[column]; ++i) bytes += "─";
      }
      bytes += '\n';
    }
    out_.flush_when_full();
  }
}

void PageWriter::write_markdown() {
  constexpr std::size_t shortest_rule = 3;
  for (auto& width : widths_) width = std::max(width, shortest_rule);
  for (std::size_t row = 0; row < rows(); ++row) {
    out_.bytes() += "| ";
    write_row(row, " | ");
    out_.bytes() += " |\n";
    if (row > 0) {
      out_.flush_when_full();
      continue;
    }
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const bool right = right_aligned(columns_[column]);
      out_.bytes() += "| " + std::string(widths_[column] - (right ? 1 : 0), '-') + (right ? ": " : " ");
    }
    out_.bytes() += "|\n";
  }
}

void PageWriter::write_html() {
  out_.bytes() += "<table>\n";
  for (std::size_t row = 0; row < rows(); ++row) {
    const std::string tag = row == 0 ? "th" : "td";
    out_.bytes() += "<tr>";
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      out_.bytes() += "<" + tag + (right_aligned(columns_[column]) ? " class=\"n\">" : ">");
      out_.bytes() += cell(row * columns_.size() + column);
      out_.bytes() += "</" + tag + ">";
    }
    out_.bytes() += "</tr>\n";
    out_.flush_when_full();
  }
  out_.bytes() += "</table>\n";
}

} // namespace

std::unique_ptr<TableWriter> make_page_writer(std::vector<Column> columns, TableOptions options, TableSink sink) {
  return std::make_unique<PageWriter>(std::move(columns), std::move(options), std::move(sink));
}

} // namespace loyalty::output
