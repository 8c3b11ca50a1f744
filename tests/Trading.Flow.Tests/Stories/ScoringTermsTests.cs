using System.Text.Json;
using Trading.Cli;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>How bids are scored is published with the lot, bound by its lock, and verified with all else.</summary>
public class ScoringTermsTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    private const string Sound =
        """{"format":"trading-score/1","pack":"construction-national","method":"lowest-price-benchmark","ceilingFen":90000000,"criteria":[{"id":"报价","kind":"price","weightPermille":1000}],"bids":[]}""";

    [Fact]
    public Task Terms_are_published_a_lot_opens_and_verify_finds_them_sound_and_a_changed_text_by_name() =>
        TellAsync(async () =>
        {
            using var folder = new TemporaryFolder();
            var (hall, kits) = await Hall.InTimeAsync(
                Platform,
                new HallPlan(9, HallPlan.OneLot with { Scoring = Write(folder, Sound) }),
                async hall => await TrusteesDownTests.KitsAsync(await hall.BidsAsync(3))
            );
            using var _ = hall;

            // Who bids reads it with the lock; whoever follows the stream has the text itself.
            var held = await hall.LockAsync(hall.OnlyLot);
            Assert.Contains("scored by lowest-price-benchmark: 报价 100%", PublicationText.Describe(held));
            var prepared = (SessionPrepared)(await hall.EventsAsync())[0];
            Assert.Equal(Sound, prepared.Terms.ScoringOf(prepared.Terms.Lots[0]));

            await hall.OpenedAsync(hall.OnlyLot);
            var archive = await hall.ArchiveAsync("public");
            await Verifying.PassesAsync(hall, archive, kits);
            Assert.Equal("PASS", (await OutcomesAsync(hall, archive))["V36"].Outcome);

            var bent = await BendAsync(archive, Sound.Replace("1000", "999", StringComparison.Ordinal));
            var outcomes = await OutcomesAsync(hall, bent);
            Assert.All(new[] { "V03", "V07", "V36" }, number => Assert.Equal("FAIL", outcomes[number].Outcome));
            Assert.Contains("weights-sum at $.criteria", outcomes["V36"].Detail, StringComparison.Ordinal);

            // Another sound text is found by the lock alone.
            outcomes = await OutcomesAsync(
                hall,
                await BendAsync(archive, Sound.Replace("报价", "价格", StringComparison.Ordinal))
            );
            Assert.Equal(("FAIL", "PASS"), (outcomes["V07"].Outcome, outcomes["V36"].Outcome));
            Assert.Contains("made for other terms", outcomes["V07"].Detail, StringComparison.Ordinal);
        });

    [Fact]
    public Task What_only_the_command_would_have_found_the_platform_refuses() =>
        TellAsync(async () =>
        {
            using var folder = new TemporaryFolder();
            var lot = HallPlan.OneLot with
            {
                Scoring = Write(folder, Sound.Replace("90000000", "1", StringComparison.Ordinal)),
            };
            var refused = await Assert.ThrowsAsync<ApiException>(() =>
                Hall.PublishAsync(Platform, new HallPlan(9, lot))
            );
            Assert.Equal(("BadScoring", "spec:scoring"), (refused.Reason, refused.Rule));
            Assert.Contains("Lot 'lot-1': not-of-lot at $.ceilingFen", refused.Message, StringComparison.Ordinal);
        });

    private static string Write(TemporaryFolder folder, string text)
    {
        var path = Path.Combine(folder.Path, $"{Guid.NewGuid():n}.json");
        File.WriteAllText(path, text);
        return path;
    }

    // Another text in the first event, and everything else as it was.
    private static async Task<string> BendAsync(string path, string scoring)
    {
        Assert.True(ArchiveCodec.TryRead(await File.ReadAllBytesAsync(path), out var archive, out _));
        var first = (ArchiveLeaf.Disclosed)archive!.Leaves[0];
        var prepared = (SessionPrepared)EventCodec.DecodeSession(first.Event);
        var bent = prepared with { Terms = prepared.Terms with { Scoring = [scoring] } };
        var leaf = first with { Event = EventCodec.Encode(bent).Bytes };
        var to = $"{path}.{Guid.NewGuid():n}";
        await File.WriteAllBytesAsync(
            to,
            ArchiveCodec.Write(archive with { Leaves = [leaf, .. archive.Leaves.Skip(1)] })
        );
        return to;
    }

    private static async Task<Dictionary<string, (string Outcome, string Detail)>> OutcomesAsync(Hall hall, string path)
    {
        var (_, text) = await Command.RunAsync("verify", path, "--trust", hall.Platform.Crew.TrustPath, "--json");
        using var report = JsonDocument.Parse(text);
        return report
            .RootElement.GetProperty("checks")
            .EnumerateArray()
            .ToDictionary(
                check => check.GetProperty("number").GetString()!,
                check => (check.GetProperty("outcome").GetString()!, check.GetProperty("detail").GetString()!)
            );
    }
}
