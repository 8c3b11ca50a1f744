using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// <c>trading drill --evaluation</c>: from a published tender over sealed bids, a draw, telephones and the gate to a
/// committee that scores, signs and ranks.
/// </summary>
public class RehearsedEvaluationTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    [Fact]
    public Task A_rehearsal_goes_from_the_tender_to_the_ranks() =>
        TellAsync(async () =>
        {
            var platform = Centre.Platform;
            var (exit, text) = await Drill.RunAsync(
                "drill",
                "--evaluation",
                "--experts",
                "7",
                "--bidders",
                "12",
                "--draws-in",
                $"{20 * Math.Ceiling(platform.Pace.Factor)}",
                "--opens-in",
                $"{30 * Math.Ceiling(platform.Pace.Factor)}",
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
                Centre.Offices.DeskPasswordFile
            );
            Output.WriteLine(text);
            Assert.Equal(0, exit);
            foreach (var kind in new[] { "public", "bidder", "full" })
                Assert.Contains($"archive of the room ({kind})", text, StringComparison.Ordinal);
            Assert.Contains("report signed by the host", text, StringComparison.Ordinal);
            Assert.EndsWith("ranked 12 of 12", text.TrimEnd());
        });
}
