using System.Text.Json;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// Stored envelopes are read again after the freeze; really damaged files are found, told, and end as the platform's
/// fault.
/// </summary>
public sealed class RereadingTests : OwnHall
{
    [Fact]
    public async Task Whole_envelopes_are_all_read_again_and_health_stays_ok()
    {
        for (var i = 0; i < 3; i++)
            await new Bidder(Hall, $"b{i}").SubmitAsync();
        Assert.Equal(
            """{"status":"ok","stored":{"lots":0,"envelopes":0,"read":0,"damaged":0}}""",
            await Anybody.Http.GetStringAsync("/healthz")
        );
        Assert.Equal((404, "NotFound"), await Anybody.Get(Stored).Refused());
        Hall.Close();
        await Anybody.UntilAsync(Hall.Id, Hall.Lot, "opened");
        await UntilReadAsync(3, damaged: 0);
        Assert.Equal(
            """{"status":"ok","stored":{"lots":1,"envelopes":3,"read":3,"damaged":0}}""",
            await Anybody.Http.GetStringAsync("/healthz")
        );
        Assert.Equal("""{"envelopes":3,"read":3,"damaged":0,"parts":[]}""", await Anybody.Http.GetStringAsync(Stored));
    }

    [Fact]
    public async Task Damaged_files_are_told_at_once_without_names_and_named_when_the_lot_is_open()
    {
        var bidders = Enumerable.Range(0, 6).Select(i => new Bidder(Hall, $"b{i}")).ToArray();
        var envelopes = bidders.Select(bidder => bidder.Seal(documentBytes: 100_000)).ToArray();
        for (var i = 0; i < bidders.Length; i++)
            await bidders[i].SubmitAsync(envelopes[i]);
        Flip(BlobOf(envelopes[0], section: 0));
        File.Delete(BlobOf(envelopes[1], section: 1));
        File.Delete(ManifestOf(envelopes[2]));
        Truncate(ManifestOf(envelopes[3]));
        foreach (var trustee in Server.Trustees)
            await trustee.StopAsync();
        Hall.Close();

        await UntilReadAsync(6, damaged: 4);
        Assert.Equal(
            "frozen",
            (await Anybody.UntilAsync(Hall.Id, Hall.Lot, "frozen")).GetProperty("phase").GetString()
        );
        Assert.Equal("damaged", (await Anybody.Get("/healthz").Ok()).GetProperty("status").GetString());
        Assert.Equal("""{"envelopes":6,"read":6,"damaged":4,"parts":[]}""", await Anybody.Http.GetStringAsync(Stored));
        Assert.Equal(
            4,
            Server.Logs.Lines.Count(line =>
                line.Text.Contains("stored bytes are not what was received", StringComparison.Ordinal)
            )
        );

        foreach (var trustee in Server.Trustees)
            trustee.Start();
        var bids = (await Anybody.UntilAsync(Hall.Id, Hall.Lot, "opened"))
            .GetProperty("bids")
            .EnumerateArray()
            .ToDictionary(b => b.GetProperty("submission").GetString()!);
        foreach (var lost in new[] { 0, 2, 3 })
            Assert.Equal("platform", bids[bidders[lost].Id].GetProperty("fault").GetString());
        foreach (var open in new[] { 1, 4, 5 })
            // of the second only a document is lost
            Assert.True(bids[bidders[open].Id].TryGetProperty("bidderName", out _));
        var parts = (await Anybody.Get(Stored).Ok()).GetProperty("parts").EnumerateArray().ToArray();
        Assert.Equal(
            new[]
            {
                (bidders[0].Id, "0/0 Damaged"),
                (bidders[1].Id, "1/0 Missing"),
                (bidders[2].Id, "/ Missing"),
                (bidders[3].Id, "/ Damaged"),
            }.Order(),
            parts
                .Select(part =>
                    (
                        part.GetProperty("submission").GetString()!,
                        $"{Number(part, "section")}/{Number(part, "part")} {part.GetProperty("state")}"
                    )
                )
                .Order()
        );
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_reader_was_and_looks_again_at_what_was_damaged()
    {
        var bidders = Enumerable.Range(0, 3).Select(i => new Bidder(Hall, $"b{i}")).ToArray();
        var envelopes = bidders.Select(bidder => bidder.Seal()).ToArray();
        for (var i = 0; i < bidders.Length; i++)
            await bidders[i].SubmitAsync(envelopes[i]);
        Flip(BlobOf(envelopes[0], section: 0));
        foreach (var trustee in Server.Trustees)
            await trustee.StopAsync();
        Hall.Close();
        await UntilReadAsync(3, damaged: 1);
        await Server.KillAsync();
        Flip(BlobOf(envelopes[0], section: 0)); // brought back from a copy
        Flip(BlobOf(envelopes[1], section: 0)); // it was read: nobody looks at it again before the opening does

        await StartAgainAsync();
        await UntilReadAsync(3, damaged: 0);
        foreach (var trustee in Server.Trustees)
            trustee.Start();
        var bids = (await Anybody.UntilAsync(Hall.Id, Hall.Lot, "opened"))
            .GetProperty("bids")
            .EnumerateArray()
            .ToDictionary(b => b.GetProperty("submission").GetString()!);
        Assert.True(bids[bidders[0].Id].TryGetProperty("bidderName", out _));
        Assert.Equal("platform", bids[bidders[1].Id].GetProperty("fault").GetString());
    }

    private string Stored => $"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/stored";

    private static void Flip(string path)
    {
        var stored = File.ReadAllBytes(path);
        stored[stored.Length / 2] ^= 1;
        File.WriteAllBytes(path, stored);
    }

    private static void Truncate(string path) => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^7]);

    private static string Number(JsonElement part, string name) =>
        part.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "";

    private async Task UntilReadAsync(int read, int damaged)
    {
        var stored = default(JsonElement);
        await Until.TrueAsync(
            $"{read} envelopes are read again",
            Server.Patience(20),
            async () =>
            {
                stored = (await Anybody.Get("/healthz").Ok()).GetProperty("stored");
                return stored.GetProperty("read").GetInt32() == read;
            }
        );
        Assert.Equal(damaged, stored.GetProperty("damaged").GetInt32());
    }
}
