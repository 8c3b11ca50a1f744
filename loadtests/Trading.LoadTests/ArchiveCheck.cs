using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>
/// Downloads the archive as anybody may, and verifies it offline with every acknowledgement and receipt of the drill.
/// </summary>
internal sealed class ArchiveCheck(ApiClient api, Findings findings, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SealPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public Task CheckAsync(
        string session,
        TrustFile trust,
        IReadOnlyList<DrillBidder> bidders,
        string path,
        CancellationToken cancel
    ) =>
        findings.TryAsync(
            "archive",
            async () =>
            {
                await SaveAsync(session, path, cancel);
                var proofs = bidders
                    .SelectMany(b => new[] { b.Kit?.Acknowledgement, b.Kit?.Receipt })
                    .OfType<byte[]>()
                    .ToList();
                var report = Audit.Check(
                    await File.ReadAllBytesAsync(path, cancel),
                    trust,
                    proofs,
                    RecordFonts.Embedded,
                    LotScoring.Both.Judge
                );
                foreach (var check in report.Checks.Where(c => c.Outcome == CheckOutcome.Fail))
                    findings.Wrong($"archive, {check.Number} {check.Title}: {check.Detail}");
                output.WriteLine(
                    $"archive: {SizeText.Print(new FileInfo(path).Length)}, "
                        + $"{report.Checks.Count(c => c.Outcome == CheckOutcome.Pass)} checks passed with "
                        + $"{proofs.Count} proofs of bidders"
                );
                foreach (var remark in report.Remarks)
                    output.WriteLine($"note: {remark}");
            }
        );

    // The first archive may end before the sealed record: trustees cosign its head a moment later. Without one the
    // archive is checked as it is, and says so.
    private async Task SaveAsync(string session, string path, CancellationToken cancel)
    {
        for (var end = DateTimeOffset.UtcNow + SealPatience; ; await Task.Delay(Pause, cancel))
        {
            await ArchiveDownload.SaveAsync(
                file => api.DownloadArchiveAsync(session, "public", file, cancel),
                path,
                Patience,
                cancel
            );
            if (DateTimeOffset.UtcNow >= end || IsSealed(await File.ReadAllBytesAsync(path, cancel)))
                return;
        }
    }

    private static bool IsSealed(byte[] file) =>
        ArchiveCodec.TryRead(file, out var archive, out _)
        && archive!.Leaves is [.., ArchiveLeaf.Disclosed last]
        && EventCodec.DecodeSession(last.Event) is RecordSealed;
}
