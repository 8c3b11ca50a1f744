using Trading.Cli;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Audits;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary><c>trading drill --draw</c> over a pool of more than 2,000 who may be drawn.</summary>
public class RehearsedDrawTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    [Fact]
    public Task A_rehearsal_over_a_large_pool_reduces_it_seats_everybody_and_is_verified() =>
        TellAsync(async () =>
        {
            using var folder = new TemporaryFolder();
            var (platform, archive) = (Centre.Platform, Path.Combine(folder.Path, "draw.archive"));
            var (exit, text) = await Drill.RunAsync(
                "drill",
                "--draw",
                "--experts",
                "7",
                "--draws-in",
                $"{20 * Math.Ceiling(platform.Pace.Factor)}",
                "--server",
                platform.Url.AbsoluteUri,
                "--as",
                Path.GetDirectoryName(platform.Crew.KeyPath("host"))!,
                "--trust",
                platform.Crew.TrustPath,
                "--pool",
                Centre.Offices.PoolFile,
                "--provider",
                Centre.Offices.Telephones.AbsoluteUri,
                "--gate",
                Centre.Offices.Gate.AbsoluteUri,
                "--desk-password-file",
                Centre.Offices.DeskPasswordFile,
                "--archive",
                archive
            );
            Output.WriteLine(text);
            Assert.Equal(0, exit);
            Assert.EndsWith("seated 7 of 7, verified", text.TrimEnd());

            // 2,000 of 2,600 were sealed, chosen by a beacon of their own.
            var file = await File.ReadAllBytesAsync(archive);
            Assert.True(DrawArchive.TryRead(file, out var read, out _));
            Assert.Equal(2, read.Rows.Count);
            Assert.Equal(
                CheckOutcome.Pass,
                DrawArchiveAudit.Check(file, platform.Crew.Trust).Checks.Single(c => c.Number == "V66").Outcome
            );
        });
}
