using Trading.Cli;
using Trading.Flow.Tests.Secrecy;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// Every answer to a COMMIT is lost on its way back: nobody is told that it was too late, and the kit is completed
/// after the opening.
/// </summary>
public class LostAnswerTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    [Fact]
    public Task A_bid_whose_answer_was_lost_is_logged_and_its_bare_kit_is_completed_and_acts_after_the_opening() =>
        TellAsync(async () =>
        {
            var commits = 0;
            using var line = new RecordingProxy(
                Platform.Url,
                answer =>
                {
                    if (IsCommit(answer.Method, answer.Path))
                        Interlocked.Increment(ref commits);
                }
            )
            {
                Loses = IsCommit,
            };
            var (hall, desk) = await Hall.InTimeAsync(Platform, new HallPlan(12), hall => BidAsync(hall, line.Url));
            using var _ = hall;
            using var __ = desk;
            Assert.True(commits > 0);

            var opened = await hall.OpenedAsync(hall.OnlyLot);
            var kit = SubmissionKit.Read(desk.Kit("my"));
            Assert.Contains(opened.Bids, bid => bid.Submission == kit.Submission);
            (kit with { Acknowledgement = null, Receipt = null }).Write(desk.Kit("my"));
            var (exit, text) = await desk.CompleteAsync("my");
            Assert.True(exit == ExitCode.Done, text);
            Assert.DoesNotContain("deadline", text, StringComparison.Ordinal);
            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), desk.Kit("my"));

            // With the kit alone: no certificate, no sign-in.
            (exit, text) = await Command.RunAsync(
                "attend",
                "--kit",
                desk.Kit("my"),
                "--server",
                Platform.Url.AbsoluteUri
            );
            Assert.True(exit == ExitCode.Done, text);
            Assert.Contains(
                await hall.EventsAsync(),
                e => e is BidderAttended attended && attended.Submission == kit.Submission
            );
        });

    private static async Task<CommandDesk> BidAsync(Hall hall, Uri line)
    {
        await hall.BidsAsync(3);
        var desk = new CommandDesk(hall, "线路不好的投标人") { Server = line };
        await desk.SealAsync("my", "812,345.67");
        await desk.SubmitAsync("my");
        return desk;
    }

    private static bool IsCommit(string method, string path) =>
        method == "POST" && path.EndsWith("/commit", StringComparison.Ordinal);
}
