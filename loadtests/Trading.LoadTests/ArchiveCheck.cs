using Trading.Cli;
using Trading.Opening;

namespace Trading.LoadTests;

/// <summary>Downloads the archive as anybody may, and verifies it offline with every acknowledgement and receipt of the drill.</summary>
internal sealed class ArchiveCheck(ApiClient api, Findings findings, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Task CheckAsync(string session, TrustFile trust, IReadOnlyList<DrillBidder> bidders, string path, CancellationToken cancel) => findings.TryAsync("archive", async () =>
    {
        await ArchiveDownload.SaveAsync(api, session, "public", path, Patience, cancel);
        var proofs = bidders.SelectMany(b => new[] { b.Kit?.Acknowledgement, b.Kit?.Receipt }).OfType<byte[]>().ToList();
        var report = Audit.Check(await File.ReadAllBytesAsync(path, cancel), trust, proofs);
        foreach (var check in report.Checks.Where(c => c.Outcome == CheckOutcome.Fail)) findings.Wrong($"archive, {check.Number} {check.Title}: {check.Detail}");
        output.WriteLine($"archive: {SizeText.Print(new FileInfo(path).Length)}, {report.Checks.Count(c => c.Outcome == CheckOutcome.Pass)} checks passed with {proofs.Count} proofs of bidders");
        foreach (var remark in report.Remarks) output.WriteLine($"note: {remark}");
    });
}
