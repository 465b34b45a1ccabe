// Submits a campaign file, watches it to its end, prints its limits and fetches limits.csv: see README.md.
package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	v1 "darkreach-client/darkreachv1"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// Every call here may be repeated: the same campaign file gives the campaign that exists.
const retry = `{"methodConfig": [{"name": [{}], "retryPolicy": {"retryableStatusCodes": ["UNAVAILABLE"],
  "maxAttempts": 5, "initialBackoff": "0.5s", "maxBackoff": "5s", "backoffMultiplier": 2}}]}`

func main() {
	transport := insecure.NewCredentials()
	if ca := os.Getenv("DARKREACH_TLS_CA"); ca != "" {
		transport = must(credentials.NewClientTLSFromFile(ca, ""))
	}
	conn := must(grpc.NewClient(cmp.Or(os.Getenv("DARKREACH_SERVER"), "127.0.0.1:7420"), grpc.WithDefaultServiceConfig(retry),
		grpc.WithTransportCredentials(transport), grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second})))
	campaigns, results := v1.NewCampaignServiceClient(conn), v1.NewResultServiceClient(conn)
	ctx := metadata.AppendToOutgoingContext(context.Background(), "authorization", "Bearer "+os.Getenv("DARKREACH_TOKEN"))

	file, yaml := os.Args[1], must(os.ReadFile(os.Args[1]))
	campaign := must(campaigns.CreateCampaign(ctx, &v1.CreateCampaignRequest{CampaignYaml: string(yaml), FileName: file}))
	watched := &v1.WatchCampaignRequest{Name: campaign.Name}
	for campaign.State < v1.CampaignState_CAMPAIGN_STATE_SUCCEEDED { // from here on the states are those of an end
		fmt.Fprintln(os.Stderr, "watching", watched.Name, watched.ResumeToken)
		stream := must(campaigns.WatchCampaign(ctx, watched, grpc.WaitForReady(true)))
		for news, err := stream.Recv(); err != io.EOF && status.Code(err) != codes.Unavailable; news, err = stream.Recv() {
			campaign, watched.ResumeToken = must(news, err).Campaign, news.GetResumeToken()
			for _, entry := range news.LogEntries {
				fmt.Fprintln(os.Stderr, entry.Message)
			}
		}
	}
	fmt.Fprintln(os.Stderr, campaign.State, campaign.Message)

	listed := &v1.ListLimitPointsRequest{Parent: campaign.Name}
	for more := true; more; more = listed.PageToken != "" {
		page := must(campaigns.ListLimitPoints(ctx, listed))
		for _, p := range page.LimitPoints {
			fmt.Println(p.Channel, p.Experiment, p.Luminosity, p.Mass, p.Coupling, strings.Trim(fmt.Sprint(p.CouplingBand), "[]"), p.Status)
		}
		listed.PageToken = page.NextPageToken
	}

	content := []byte{}
	parts := must(results.DownloadResult(ctx, &v1.DownloadResultRequest{Parent: campaign.Name, Path: "limits.csv"}))
	for part, err := parts.Recv(); err != io.EOF; part, err = parts.Recv() {
		content = append(content, must(part, err).Chunk...)
	}
	for _, file := range must(results.ListResultFiles(ctx, &v1.ListResultFilesRequest{Parent: campaign.Name})).Files {
		if file.Path == "limits.csv" && file.Sha256 != fmt.Sprintf("%x", sha256.Sum256(content)) {
			must(file, errors.New("limits.csv: these are not the bytes that were announced"))
		}
	}
	must(content, os.WriteFile("limits.csv", content, 0o644))
}

// The value, if there is no error; else tells of the error, and ends.
func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		for _, detail := range status.Convert(err).Details() {
			bad, _ := detail.(*errdetails.BadRequest) // nil for another one, and then without violations
			for _, violation := range bad.GetFieldViolations() {
				fmt.Fprintf(os.Stderr, "  %s: %s\n", violation.Field, violation.Description)
			}
		}
		os.Exit(cmp.Or(map[codes.Code]int{codes.InvalidArgument: 2}[status.Code(err)], 1))
	}
	return value
}
