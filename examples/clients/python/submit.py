# Submits a campaign file, watches it to its end, prints its limits and fetches limits.csv: see README.md.
import hashlib, os, pathlib, sys
import grpc
from darkreach.v1 import campaign_pb2 as pb, campaign_pb2_grpc, result_pb2, result_pb2_grpc
from google.rpc import details_pb2

SERVER, CA = os.environ.get("DARKREACH_SERVER", "127.0.0.1:7420"), os.environ.get("DARKREACH_TLS_CA")
TOKEN = [("authorization", "Bearer " + os.environ.get("DARKREACH_TOKEN", ""))]
FETCHABLE = (pb.CAMPAIGN_STATE_SUCCEEDED, pb.CAMPAIGN_STATE_PARTIAL)
ENDED = (*FETCHABLE, pb.CAMPAIGN_STATE_FAILED, pb.CAMPAIGN_STATE_CANCELLED)
# Every call here may be repeated: the same campaign file gives the campaign that exists.
RETRY = """{"methodConfig": [{"name": [{}], "retryPolicy": {"retryableStatusCodes": ["UNAVAILABLE"],
  "maxAttempts": 5, "initialBackoff": "0.5s", "maxBackoff": "5s", "backoffMultiplier": 2}}]}"""
OPTIONS = [("grpc.service_config", RETRY), ("grpc.keepalive_time_ms", 30000), ("grpc.http2.max_pings_without_data", 0)]

def watch(campaigns, campaign):
    request = pb.WatchCampaignRequest(name=campaign.name)
    while campaign.state not in ENDED:
        print("watching", request.name, request.resume_token, file=sys.stderr)
        try:
            for news in campaigns.WatchCampaign(request, metadata=TOKEN, wait_for_ready=True):
                sys.stderr.writelines(entry.message + "\n" for entry in news.log_entries)
                campaign, request.resume_token = news.campaign, news.resume_token
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                raise
    return campaign

def print_limits(campaigns, name, page_token=""):
    page = campaigns.ListLimitPoints(pb.ListLimitPointsRequest(parent=name, page_token=page_token), metadata=TOKEN)
    for point in page.limit_points:
        print(point.channel, point.experiment, point.luminosity, point.mass, point.coupling,
              *point.coupling_band, pb.LimitStatus.Name(point.status))
    if page.next_page_token:
        print_limits(campaigns, name, page.next_page_token)

def download(results, name, path):
    files = results.ListResultFiles(result_pb2.ListResultFilesRequest(parent=name), metadata=TOKEN).files
    request = result_pb2.DownloadResultRequest(parent=name, path=path)
    content = b"".join(part.chunk for part in results.DownloadResult(request, metadata=TOKEN))
    if hashlib.sha256(content).hexdigest() not in [file.sha256 for file in files if file.path == path]:
        sys.exit(f"{path}: these are not the bytes that were announced")
    return content

def main(channel, file, target="limits.csv"):
    campaigns, results = campaign_pb2_grpc.CampaignServiceStub(channel), result_pb2_grpc.ResultServiceStub(channel)
    yaml = pathlib.Path(file).read_text("utf-8")
    campaign = campaigns.CreateCampaign(pb.CreateCampaignRequest(campaign_yaml=yaml, file_name=file), metadata=TOKEN)
    campaign = watch(campaigns, campaign)
    print(pb.CampaignState.Name(campaign.state), campaign.message, file=sys.stderr)
    if campaign.state not in FETCHABLE:
        sys.exit(1)
    print_limits(campaigns, campaign.name)
    pathlib.Path(target).write_bytes(download(results, campaign.name, "limits.csv"))

try:
    credentials = CA and grpc.ssl_channel_credentials(pathlib.Path(CA).read_bytes())
    channel = grpc.secure_channel(SERVER, credentials, OPTIONS) if CA else grpc.insecure_channel(SERVER, OPTIONS)
    main(channel, *sys.argv[1:])
except grpc.RpcError as error:
    print(error.code().name, error.details(), file=sys.stderr)
    status = details_pb2.Status.FromString(dict(error.trailing_metadata()).get("grpc-status-details-bin", b""))
    for bad in filter(lambda detail: detail.Is(details_pb2.BadRequest.DESCRIPTOR), status.details):
        for violation in details_pb2.BadRequest.FromString(bad.value).field_violations:
            print(f"  {violation.field}: {violation.description}", file=sys.stderr)
    sys.exit(2 if error.code() == grpc.StatusCode.INVALID_ARGUMENT else 1)
