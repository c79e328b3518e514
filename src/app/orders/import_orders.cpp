// SPDX-License-Identifier: MIT
#include "app/orders/import_orders.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <thread>

#include "app/orders/link_orders.hpp"
#include "app/orders/order_intake.hpp"
#include "app/orders/order_profiles.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "store/ledger/batch.hpp"

namespace loyalty::app {
namespace {

/// Reads and checks the next batches of a file on a thread of its own while the last ones are written.
class ReadAhead {
 public:
  explicit ReadAhead(files::OrderFile& file) : file_(file), thread_([this] { read(); }) {}

  ~ReadAhead() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  /// The next batch; nullptr at the end. The batch before it may be filled again.
  const files::FileBatch* next() {
    std::unique_lock lock(mutex_);
    if (current_) {
      free_.push_back(std::move(current_));
      changed_.notify_all();
    }
    changed_.wait(lock, [this] { return !full_.empty() || done_; });
    if (!full_.empty()) {
      current_ = std::move(full_.front());
      full_.pop_front();
      return current_.get();
    }
    if (failure_) std::rethrow_exception(failure_);
    return nullptr;
  }

 private:
  static constexpr std::size_t batches_ahead = 3;

  void read() {
    try {
      for (std::size_t count = 0; count < batches_ahead; ++count) give(std::make_unique<files::FileBatch>());
      while (auto batch = take_free()) {
        if (!file_.next(*batch)) break;
        const std::lock_guard lock(mutex_);
        full_.push_back(std::move(batch));
        changed_.notify_all();
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    done_ = true;
    changed_.notify_all();
  }

  void give(std::unique_ptr<files::FileBatch> batch) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(batch));
  }

  std::unique_ptr<files::FileBatch> take_free() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stop_ || !free_.empty(); });
    if (stop_) return nullptr;
    auto batch = std::move(free_.front());
    free_.pop_front();
    return batch;
  }

  files::OrderFile& file_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<files::FileBatch>> free_;
  std::deque<std::unique_ptr<files::FileBatch>> full_;
  std::unique_ptr<files::FileBatch> current_;
  std::exception_ptr failure_;
  bool stop_ = false;
  bool done_ = false;
  std::thread thread_;
};

std::string counts(const Imported& result) {
  return messages::counts_text({{"rows", result.rows},
                                {"new", result.added},
                                {"changed", result.revised},
                                {"unchanged", result.unchanged},
                                {"rejected", result.rejected.size()},
                                {"new_members", result.new_members},
                                {"older", result.older},
                                {"unassigned", result.unassigned},
                                {"codes_used", result.codes.used},
                                {"codes_not_used", result.codes.unused.size()}});
}

std::int64_t size_of(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

std::optional<BatchId> batch_of_same_file(store::Ledger& ledger, const std::string& sha256) {
  for (const auto& batch : store::batches(ledger))
    if (batch.end.input_sha256 == sha256 && !batch.undone_by) return batch.id;
  return std::nullopt;
}

/// How a file is read: quickest where the ledger holds no orders and every row is one of its own.
struct Reading {
  bool first_import = false;
  bool several_rows = false;
  std::string* kept = nullptr;       ///< takes what is read of a source that gives its bytes only once
  std::string_view read_before = {}; ///< what was read of such a source
};

/// Looking members up one by one pays for small files only.
bool has_many_rows(const shop::Context& context, const std::string& path) {
  constexpr std::int64_t bytes_a_row = 60;
  const auto size = size_of(path);
  return size == 0 || size / bytes_a_row * 4 > store::count_members(context.ledger);
}

/// What the file itself knows when it is read.
void take_reading(files::OrderFile& file, Imported& result) {
  auto rejected = file.take_rejected();
  result.rejected.insert(result.rejected.end(), std::make_move_iterator(rejected.begin()),
                         std::make_move_iterator(rejected.end()));
  std::stable_sort(result.rejected.begin(), result.rejected.end(),
                   [](const auto& left, const auto& right) { return left.place < right.place; });
  const auto notes = file.notes();
  result.notes.insert(result.notes.begin(), notes.begin(), notes.end());
  result.rows = static_cast<std::int64_t>(file.rows_read());
}

files::OrderFileOptions file_options(const shop::Context& context, const ImportOptions& options, const Reading& reading,
                                     const ProfileChoice& profiles) {
  return {.currency = context.currency,
          .to_shop_time = options.to_shop_time,
          .default_shop = options.default_shop,
          .several_rows = reading.several_rows,
          .read_before = reading.read_before,
          .from_zone = options.from_zone,
          .own_profiles = profiles.own,
          .profile = profiles.named};
}

Imported read_file(const shop::Context& context, const ImportOptions& options, const Reading& reading,
                   const std::function<void(std::int64_t, std::int64_t)>& progress) {
  Imported result;
  store::Sha256 sha256;
  std::int64_t bytes = 0;
  const auto profiles = choose_profile(options.profile, options.program);
  files::OrderFile file(options.path, file_options(context, options, reading, profiles), [&](std::string_view block) {
    sha256.add(block);
    bytes += static_cast<std::int64_t>(block.size());
    if (reading.kept != nullptr) reading.kept->append(block);
  });
  result.file_name = file.name();
  result.header = file.header();
  result.profile = file.columns().profile().name;

  shop::Work work(context, store::BatchKind::orders_imported);
  std::optional<ProgramId> program;
  if (options.program) {
    const auto in_force = shop::take_program(work, *options.program);
    program = in_force.id;
    result.new_program = !work.batch().empty() && in_force.timeline.size() > 1;
  }
  result.has_program = options.program || shop::kept_program(context.ledger) != nullptr;
  if (reading.first_import) context.ledger.drop_order_indexes();
  OrderIntake intake(work,
                     {.first_import = reading.first_import,
                      .many_rows = has_many_rows(context, options.path),
                      .allow_older = options.allow_older,
                      .remember = options.remember},
                     result);
  {
    ReadAhead ahead(file);
    while (const auto* batch = ahead.next()) {
      intake.take(*batch, file);
      if (progress) progress(result.orders, 0);
    }
  }
  if (reading.first_import) context.ledger.build_order_key();
  intake.finish(file);
  if (progress) progress(1, 1);

  take_reading(file, result);
  result.sha256 = sha256.finish();
  // A file of which nothing is taken does not keep the program either.
  const bool nothing_taken = result.added + result.revised + result.unchanged + result.codes.used == 0;
  if (work.batch().empty() || nothing_taken) {
    result.new_program = false;
    result.earlier_batch = batch_of_same_file(context.ledger, result.sha256);
    result.receipt.dry_run = context.dry_run;
    return result;
  }
  result.receipt =
      work.finish({.program = program,
                   .input_name = options.path == "-" ? "-" : std::filesystem::path(options.path).filename(),
                   .input_sha256 = result.sha256,
                   .counts = counts(result)});
  return result;
}

/// One attempt; nullopt if the file has to be read another way.
std::optional<Imported> attempt(const shop::Context& context, const ImportOptions& options, const Reading& reading,
                                const std::function<void(std::int64_t, std::int64_t)>& progress) {
  try {
    return read_file(context, options, reading, progress);
  } catch (const store::Duplicate&) { return std::nullopt; } catch (const SeveralRows&) {
    return std::nullopt;
  }
}

Imported read_somehow(const shop::Context& context, const ImportOptions& options,
                      const std::function<void(std::int64_t, std::int64_t)>& progress) {
  std::error_code unknown;
  std::string kept;
  if (options.path == "-") {
    if (auto imported =
            attempt(context, options, {.first_import = false, .several_rows = false, .kept = &kept}, progress))
      return *imported;
  } else if (std::filesystem::is_regular_file(options.path, unknown)) {
    const bool first_import = !context.ledger.has_orders();
    if (auto imported = attempt(context, options, {.first_import = first_import}, progress)) return *imported;
    if (first_import)
      if (auto imported = attempt(context, options, {.first_import = true, .several_rows = true}, progress))
        return *imported;
  }
  // Other pipes cannot be read a second time.
  return read_file(context, options, {.several_rows = true, .read_before = kept}, progress);
}

} // namespace

Imported import_orders(const shop::Context& context, const ImportOptions& options,
                       const std::function<void(std::int64_t, std::int64_t)>& progress) {
  auto imported = read_somehow(context, options, progress);
  if (!imported.late_buyers.empty() && !context.dry_run) imported.linked = link_orders(context, imported.late_buyers);
  return imported;
}

ImportedFiles import_order_files(const shop::Context& context, ImportOptions options, std::vector<std::string> paths,
                                 const std::function<void(std::int64_t, std::int64_t)>& progress) {
  ImportedFiles result;
  std::ranges::sort(paths);
  paths.erase(std::ranges::unique(paths).begin(), paths.end());
  std::vector<std::pair<std::string, std::size_t>> waiting; // files with refunds of orders that were not in yet
  const auto import = [&](const std::string& path) {
    options.path = path;
    result.files.push_back(import_orders(context, options, progress));
  };
  for (const auto& path : paths) {
    try {
      import(path);
      if (result.files.back().unknown_orders > 0) waiting.emplace_back(path, result.files.size() - 1);
    } catch (const Error& error) {
      if (paths.size() == 1 || error.failure != Failure::refused) throw;
      result.refused.push_back(error);
    }
  }
  if (paths.size() == 1) return result;
  for (const auto& [path, index] : waiting) {
    import(path);
    result.files[index].rejected.clear(); // which are judged again
  }
  // Of a file of which nothing could be taken at first, only what became of it then is told.
  for (auto at = waiting.rbegin(); at != waiting.rend(); ++at)
    if (!result.files[at->second].receipt.batch)
      result.files.erase(result.files.begin() + static_cast<std::ptrdiff_t>(at->second));
  return result;
}

} // namespace loyalty::app
