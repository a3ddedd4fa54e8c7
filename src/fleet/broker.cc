#include "fleet/broker.h"

#include <fmt/format.h>
#include <nats/nats.h>

#include <algorithm>
#include <thread>

#include "base/address.h"
#include "fleet/message.h"

namespace demarche {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;            // nanoseconds, as the server counts
constexpr std::int64_t kKnownFor = 2 * 60 * 60 * kSecond;  // a message sent again within two hours is known
constexpr std::int64_t kMostUnderWay = 4096;
constexpr std::int64_t kPatience = 10'000;  // milliseconds for one answer of the server
constexpr std::int64_t kGoodbye = 3'000;    // milliseconds until it has heard the last answers

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* one) const {
    destroy(one);
  }
};
template <class T, auto destroy>
using Owned = std::unique_ptr<T, Destroy<destroy>>;
using Options = Owned<natsOptions, natsOptions_Destroy>;
using StreamInfo = Owned<jsStreamInfo, jsStreamInfo_Destroy>;

Failure failed(const std::string& what, natsStatus status, int code = 0) {
  return fail(code ? fmt::format("{}: {} (JetStream error {})", what, natsStatus_GetText(status), code)
                   : fmt::format("{}: {}", what, natsStatus_GetText(status)));
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    if (end > begin) parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

struct Delivery::Message {
  Owned<natsMsg, natsMsg_Destroy> message;
};

Delivery::Delivery(std::unique_ptr<Message> message) : message_(std::move(message)) {
  jsMsgMetaData* data = nullptr;
  if (natsMsg_GetMetaData(&data, message_->message.get()) != NATS_OK) return;
  times_ = data->NumDelivered;
  place_ = data->Sequence.Stream;
  jsMsgMetaData_Destroy(data);
}
Delivery::Delivery(Delivery&&) noexcept = default;
Delivery& Delivery::operator=(Delivery&&) noexcept = default;
Delivery::~Delivery() = default;

std::string_view Delivery::bytes() const {
  const auto* message = message_->message.get();
  return {natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message))};
}

void Delivery::done() {
  natsMsg_Ack(message_->message.get(), nullptr);
  answered_ = true;
}
void Delivery::again(std::chrono::seconds later) {
  natsMsg_NakWithDelay(message_->message.get(), later.count() * 1000, nullptr);
  answered_ = true;
}
void Delivery::under_way() { natsMsg_InProgress(message_->message.get(), nullptr); }

struct Broker::Connection {
  BrokerOptions options;
  std::string subject, dead_stream, dead_subject;
  Owned<natsConnection, natsConnection_Destroy> nats;
  Owned<jsCtx, jsCtx_Destroy> stream;
  Owned<natsSubscription, natsSubscription_Destroy> queue;  // made when something is first taken
  std::chrono::milliseconds answer_within{0};
  std::atomic<int> refused{0};  // since the last batch was sent

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    if (nats) natsConnection_FlushTimeout(nats.get(), kGoodbye);
  }

  static void on_refusal(jsCtx*, jsPubAckErr*, void* self) { ++static_cast<Connection*>(self)->refused; }

  // Messages stay until forget_done() takes those that are done: with the retention of a work queue, server 2.9 keeps
  // some of them for good when a node dies between a worker's answer and their removal.
  //
  // One that is there already is taken as it is, whatever its shape: as whoever runs the servers made it. A cluster
  // that is busy choosing a leader, or that many ask at a time, does not answer each question: it is asked again.
  Result<void> make_stream(const std::string& name, const std::string& on) {
    jsStreamConfig config;
    jsStreamConfig_Init(&config);
    const char* subjects[] = {on.c_str()};
    config.Name = name.c_str();
    config.Subjects = subjects;
    config.SubjectsLen = 1;
    config.Retention = js_LimitsPolicy;
    config.Discard = js_DiscardNew;
    config.MaxBytes = options.most_bytes;
    config.Replicas = options.replicas;
    config.Duplicates = kKnownFor;
    natsStatus status = NATS_OK;
    jsErrCode code = static_cast<jsErrCode>(0);
    for (int tries = 0; tries < 3; ++tries) {
      jsStreamInfo* there = nullptr;
      status = js_GetStreamInfo(&there, stream.get(), name.c_str(), nullptr, &code);
      const StreamInfo owned(there);
      if (status == NATS_NOT_FOUND) status = js_AddStream(nullptr, stream.get(), &config, nullptr, &code);
      if (status == NATS_OK || code == JSStreamNameExistErr) return {};
      if (status != NATS_TIMEOUT) break;
    }
    return failed("the stream " + name, status, code);
  }

  Owned<jsConsumerInfo, jsConsumerInfo_Destroy> consumer() {  // null where nobody took anything yet
    jsConsumerInfo* raw = nullptr;
    js_GetConsumerInfo(&raw, stream.get(), options.stream.c_str(), "workers", nullptr, nullptr);
    return Owned<jsConsumerInfo, jsConsumerInfo_Destroy>(raw);
  }

  // Makes room: out of the stream goes all that comes before the first message that is not done.
  void forget_done() {
    const auto info = consumer();
    if (!info || info->AckFloor.Stream == 0) return;
    jsOptions how;
    jsOptions_Init(&how);
    how.Stream.Purge.Sequence = info->AckFloor.Stream + 1;
    js_PurgeStream(stream.get(), options.stream.c_str(), &how, nullptr);
  }
};

Broker::Broker(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Broker::Broker(Broker&&) noexcept = default;
Broker::~Broker() = default;

Result<Broker> Broker::connect(const BrokerOptions& options) {
  auto made = std::make_unique<Connection>();
  made->options = options;
  made->subject = options.stream + ".documents";
  made->dead_stream = options.stream + "_DEAD";
  made->dead_subject = options.stream + ".dead";
  natsOptions* raw = nullptr;
  if (const auto status = natsOptions_Create(&raw); status != NATS_OK)
    return failed(without_password(options.servers), status);
  const Options owned(raw);
  const auto servers = parts_of(options.servers);
  std::vector<const char*> addresses;
  for (const auto& server : servers) addresses.push_back(server.c_str());
  natsOptions_SetServers(raw, addresses.data(), static_cast<int>(addresses.size()));
  natsOptions_SetMaxReconnect(raw, -1);
  natsOptions_SetReconnectWait(raw, 500);
  natsOptions_SetName(raw, "demarche");
  natsConnection* nats = nullptr;
  if (const auto status = natsConnection_Connect(&nats, raw); status != NATS_OK)
    return failed(without_password(options.servers), status);
  made->nats.reset(nats);
  jsOptions how;
  jsOptions_Init(&how);
  how.Wait = kPatience;
  how.PublishAsync.ErrHandler = Connection::on_refusal;
  how.PublishAsync.ErrHandlerClosure = made.get();
  how.PublishAsync.MaxPending = 1024;
  how.PublishAsync.StallWait = kPatience;
  jsCtx* stream = nullptr;
  if (const auto status = natsConnection_JetStream(&stream, nats, &how); status != NATS_OK)
    return failed(without_password(options.servers), status);
  made->stream.reset(stream);
  if (auto ready = made->make_stream(options.stream, made->subject); !ready) return tl::unexpected(ready.error());
  if (auto ready = made->make_stream(made->dead_stream, made->dead_subject); !ready)
    return tl::unexpected(ready.error());
  return Broker(std::move(made));
}

std::size_t Broker::longest_message() const {
  const auto bytes = natsConnection_GetMaxPayload(connection_->nats.get());
  return bytes > 0 ? static_cast<std::size_t>(bytes) : 1u << 20;
}

Result<void> Broker::send(std::span<const std::string> messages, const std::atomic<bool>& stop) {
  auto& to = *connection_;
  for (int round = 0; !stop; ++round) {
    if (round > 0) std::this_thread::sleep_for(std::chrono::milliseconds(std::min(round, 10) * 200));
    to.refused = 0;
    bool sent = true;
    for (const auto& message : messages) {
      jsPubOptions how;
      jsPubOptions_Init(&how);
      const std::string id = message_id(message);
      how.MsgId = id.c_str();
      sent = sent && js_PublishAsync(to.stream.get(), to.subject.c_str(), message.data(),
                                     static_cast<int>(message.size()), &how) == NATS_OK;
    }
    jsPubOptions wait;
    jsPubOptions_Init(&wait);
    wait.MaxWait = kPatience;
    sent = js_PublishAsyncComplete(to.stream.get(), &wait) == NATS_OK && sent;
    natsMsgList unanswered{};
    if (js_PublishAsyncGetPendingList(&unanswered, to.stream.get()) == NATS_OK) {
      sent = sent && unanswered.Count == 0;
      natsMsgList_Destroy(&unanswered);
    }
    if (sent && to.refused == 0) return {};
    to.forget_done();
  }
  return fail("stopped while the stream was full or silent", without_password(to.options.servers));
}

Result<std::vector<Delivery>> Broker::take(int most, std::chrono::milliseconds wait) {
  auto& from = *connection_;
  std::vector<Delivery> taken;
  if (!from.queue) {
    jsSubOptions how;
    jsSubOptions_Init(&how);
    how.Stream = from.options.stream.c_str();
    how.Config.AckPolicy = js_AckExplicit;
    how.Config.AckWait = from.options.answer_within.count() * kSecond;
    how.Config.MaxDeliver = -1;
    how.Config.MaxAckPending = kMostUnderWay;
    how.Config.MaxWaiting = 512;
    natsSubscription* queue = nullptr;
    jsErrCode code = static_cast<jsErrCode>(0);
    const auto status =
        js_PullSubscribe(&queue, from.stream.get(), from.subject.c_str(), "workers", nullptr, &how, &code);
    if (status != NATS_OK) return failed("the queue of " + from.options.stream, status, code);
    from.queue.reset(queue);
    // as the first worker set it
    const auto info = from.consumer();
    from.answer_within =
        info ? std::chrono::milliseconds(info->Config->AckWait / 1'000'000) : from.options.answer_within;
  }
  natsMsgList list{};
  jsErrCode code = static_cast<jsErrCode>(0);
  const auto status = natsSubscription_Fetch(&list, from.queue.get(), most, wait.count(), &code);
  for (int i = 0; i < list.Count; ++i) {
    auto message = std::make_unique<Delivery::Message>();
    message->message.reset(list.Msgs[i]);
    list.Msgs[i] = nullptr;
    taken.emplace_back(std::move(message));
  }
  natsMsgList_Destroy(&list);
  if (status != NATS_OK && status != NATS_TIMEOUT && taken.empty())
    return failed(without_password(from.options.servers), status, code);
  return taken;
}

std::chrono::milliseconds Broker::answer_within() const { return connection_->answer_within; }

Result<void> Broker::bury(Delivery& delivery, const std::string& reason) {
  auto& at = *connection_;
  natsMsg* letter = nullptr;
  const auto bytes = delivery.bytes();
  if (const auto status =
          natsMsg_Create(&letter, at.dead_subject.c_str(), nullptr, bytes.data(), static_cast<int>(bytes.size()));
      status != NATS_OK)
    return failed(at.dead_stream, status);
  const Owned<natsMsg, natsMsg_Destroy> owned(letter);
  std::string line = reason;  // a header is one line
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\r', ' ');
  natsMsgHeader_Set(letter, "Reason", line.c_str());
  jsPubOptions how;
  jsPubOptions_Init(&how);
  const std::string id = message_id(bytes);
  how.MsgId = id.c_str();
  jsErrCode code = static_cast<jsErrCode>(0);
  const auto status = js_PublishMsg(nullptr, at.stream.get(), letter, &how, &code);
  if (status != NATS_OK) return failed(at.dead_stream, status, code);
  natsMsg_Term(delivery.message_->message.get(), nullptr);
  delivery.answered_ = true;
  return {};
}

Result<Backlog> Broker::backlog() {
  auto& of = *connection_;
  Backlog backlog;
  jsErrCode code = static_cast<jsErrCode>(0);
  jsStreamInfo* raw = nullptr;
  if (const auto status = js_GetStreamInfo(&raw, of.stream.get(), of.options.stream.c_str(), nullptr, &code);
      status != NATS_OK)
    return failed("the stream " + of.options.stream, status, code);
  const StreamInfo stream(raw);
  backlog.waiting = stream->State.Msgs;
  backlog.bytes = stream->State.Bytes;
  backlog.sent = stream->State.LastSeq;
  if (const auto queue = of.consumer()) {
    backlog.waiting = queue->NumPending;
    backlog.under_way = static_cast<std::uint64_t>(std::max<std::int64_t>(queue->NumAckPending, 0));
  }
  if (js_GetStreamInfo(&raw, of.stream.get(), of.dead_stream.c_str(), nullptr, &code) == NATS_OK) {
    const StreamInfo dead(raw);
    backlog.dead = dead->State.Msgs;
  }
  return backlog;
}

Result<std::vector<Broker::DeadLetter>> Broker::dead_letters(std::size_t most) {
  auto& of = *connection_;
  jsErrCode code = static_cast<jsErrCode>(0);
  jsStreamInfo* raw = nullptr;
  if (const auto status = js_GetStreamInfo(&raw, of.stream.get(), of.dead_stream.c_str(), nullptr, &code);
      status != NATS_OK)
    return failed("the stream " + of.dead_stream, status, code);
  const StreamInfo dead(raw);
  std::vector<DeadLetter> letters;
  if (dead->State.Msgs == 0) return letters;
  for (auto at = dead->State.FirstSeq; at <= dead->State.LastSeq && letters.size() < most; ++at) {
    natsMsg* message = nullptr;
    if (js_GetMsg(&message, of.stream.get(), of.dead_stream.c_str(), at, nullptr, &code) != NATS_OK) continue;
    const Owned<natsMsg, natsMsg_Destroy> owned(message);
    const char* reason = nullptr;
    natsMsgHeader_Get(message, "Reason", &reason);
    letters.push_back({reason ? reason : "", std::string(natsMsg_GetData(message),
                                                         static_cast<std::size_t>(natsMsg_GetDataLength(message)))});
  }
  return letters;
}

}  // namespace demarche
