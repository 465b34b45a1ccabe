// Submits a campaign file, watches it to its end, prints its limits and fetches limits.csv: see README.md.
#include <fstream>
#include <iostream>
#include <grpcpp/grpcpp.h>
#include <openssl/evp.h>
#include "darkreach/v1/campaign.grpc.pb.h"
#include "darkreach/v1/result.grpc.pb.h"
#include "google/rpc/details.pb.h"
using namespace darkreach::v1;

// Every call here may be repeated: the same campaign file gives the campaign that exists.
const std::string RETRY = R"({"methodConfig": [{"name": [{}], "retryPolicy": {"retryableStatusCodes": ["UNAVAILABLE"],
  "maxAttempts": 5, "initialBackoff": "0.5s", "maxBackoff": "5s", "backoffMultiplier": 2}}]})";
std::string setting(const char *name, const char *otherwise = "") { return getenv(name) ? getenv(name) : otherwise; }
std::string read(const char *path) { std::ifstream file(path); return {std::istreambuf_iterator<char>(file), {}}; }
struct Call : grpc::ClientContext { Call() { AddMetadata("authorization", "Bearer " + setting("DARKREACH_TOKEN")); } };
void check(const grpc::Status &status) { if (!status.ok()) throw status; }

int main(int, char **words) try {
  grpc::ChannelArguments options; options.SetServiceConfigJSON(RETRY);
  options.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30000); options.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  auto ca = setting("DARKREACH_TLS_CA");
  auto credentials = ca == "" ? grpc::InsecureChannelCredentials() : grpc::SslCredentials({read(ca.c_str()), "", ""});
  auto channel = grpc::CreateCustomChannel(setting("DARKREACH_SERVER", "127.0.0.1:7420"), credentials, options);
  CampaignService::Stub campaigns(channel); ResultService::Stub results(channel);

  Call creation; CreateCampaignRequest wish; wish.set_campaign_yaml(read(words[1])); wish.set_file_name(words[1]);
  WatchCampaignResponse news; check(campaigns.CreateCampaign(&creation, wish, news.mutable_campaign()));
  std::string name = news.campaign().name();
  WatchCampaignRequest watched; watched.set_name(name);
  while (news.campaign().state() < CAMPAIGN_STATE_SUCCEEDED) { // the states from here on are those of an end
    std::cerr << "watching " << name << ' ' << watched.resume_token() << std::endl;
    Call call; call.set_wait_for_ready(true); auto stream = campaigns.WatchCampaign(&call, watched);
    for (; stream->Read(&news); watched.set_resume_token(news.resume_token()))
      for (auto &entry : news.log_entries()) std::cerr << entry.message() << std::endl;
    if (auto status = stream->Finish(); status.error_code() != grpc::UNAVAILABLE) check(status);
  }
  std::cerr << CampaignState_Name(news.campaign().state()) << ' ' << news.campaign().message() << std::endl;
  if (news.campaign().state() > CAMPAIGN_STATE_PARTIAL) return 1;

  ListLimitPointsRequest listed; listed.set_parent(name); ListLimitPointsResponse page;
  do {
    Call call; auto &out = std::cout; check(campaigns.ListLimitPoints(&call, listed, &page)); out.precision(17);
    for (auto &p : page.limit_points()) {
      out << p.channel() << ' ' << p.experiment() << ' ' << p.luminosity() << ' ' << p.mass() << ' ' << p.coupling();
      for (double edge : p.coupling_band()) out << ' ' << edge;
      out << ' ' << LimitStatus_Name(p.status()) << std::endl;
    }
  } while (listed.set_page_token(page.next_page_token()), !listed.page_token().empty());

  Call listing; ListResultFilesRequest all; all.set_parent(name); ListResultFilesResponse files;
  check(results.ListResultFiles(&listing, all, &files));
  Call download; DownloadResultRequest wanted; wanted.set_parent(name); wanted.set_path("limits.csv");
  std::string content; auto parts = results.DownloadResult(&download, wanted);
  for (DownloadResultResponse part; parts->Read(&part);) content += part.chunk();
  check(parts->Finish());
  unsigned char came[32], announced[32] = {};
  EVP_Digest(content.data(), content.size(), came, nullptr, EVP_sha256(), nullptr);
  for (auto &file : files.files())
    if (file.path() == "limits.csv") OPENSSL_hexstr2buf_ex(announced, 32, nullptr, file.sha256().c_str(), '\0');
  if (CRYPTO_memcmp(came, announced, 32) != 0)
    throw grpc::Status(grpc::DATA_LOSS, "limits.csv: these are not the bytes that were announced");
  std::ofstream("limits.csv") << content;
} catch (const grpc::Status &status) {
  std::cerr << status.error_message() << std::endl;
  google::rpc::Status details; google::rpc::BadRequest bad; details.ParseFromString(status.error_details());
  for (auto &detail : details.details()) if (detail.UnpackTo(&bad)) for (auto &violation : bad.field_violations())
    std::cerr << "  " << violation.field() << ": " << violation.description() << std::endl;
  return status.error_code() == grpc::INVALID_ARGUMENT ? 2 : 1;
}
