using System.Text.Json;

namespace Trading.Opening.Tests;

public class SnapshotTests
{
    private static readonly World World = World.One;

    [Fact]
    public void Nothing_published_is_a_snapshot_too() =>
        Assert.Equal("""{"phase":"none"}""", Snapshot.ToJson(new Session.None(), World.Close));

    [Fact]
    public void A_lot_in_its_intake_tells_nothing_about_bids()
    {
        var lot = Lot(World.ToIntake("a"));
        Assert.Equal("intake", lot.GetProperty("phase").GetString());
        Assert.Equal(
            [
                "lot",
                "title",
                "priceKind",
                "ceiling",
                "phase",
                "closeAt",
                "openAt",
                "threshold",
                "quorum",
                "custody",
                "recordSizeBytes",
                "trustees",
                "lockId",
                "certifiedAt",
            ],
            lot.EnumerateObject().Select(p => p.Name)
        );
    }

    [Fact]
    public void An_opened_lot_shows_its_bids()
    {
        var bids = Lot([
                .. World.ToOpened("a"),
                World.Attend(World.Bidders[1]),
                World.Attend(World.Bidders[2]),
                World.Confirm(World.Bidders[2]),
            ])
            .GetProperty("bids")
            .EnumerateArray()
            .ToArray();
        Assert.Equal(["投标人1", "投标人2", "投标人3"], bids.Select(b => b.GetProperty("bidderName").GetString()));
        Assert.Equal(
            ["deemedAccepted", "unconfirmed", "confirmed"],
            bids.Select(b => b.GetProperty("standing").GetString())
        );
        Assert.Equal(100_00, bids[0].GetProperty("price").GetProperty("value").GetInt64());
    }

    [Fact]
    public void A_bid_that_does_not_parse_is_shown_raw_and_an_unreadable_one_with_its_fault()
    {
        var bids = Lot([
                .. World.ToPartials("a"),
                World.OpenAll(
                    "a",
                    World.Bidders[0].Opened([1, 2, 3]),
                    World.Bidders[1].Unreadable(),
                    World.Results("a")[2]
                ),
            ])
            .GetProperty("bids");
        Assert.Equal("AQID", bids[0].GetProperty("raw").GetString());
        Assert.Equal("unparsed", bids[0].GetProperty("marks")[0].GetString());
        Assert.Equal("bidder", bids[1].GetProperty("fault").GetString());
    }

    [Fact]
    public void Freeze_release_and_objections_are_shown()
    {
        var raised = World.Object(World.Bidders[0]);
        var root = Root([.. World.ToOpened("a"), raised, World.Answer(raised), World.Conclude()]);
        Assert.Equal("concluded", root.GetProperty("phase").GetString());
        Assert.Equal("已核对", root.GetProperty("objections")[0].GetProperty("answer").GetString());
        var lot = root.GetProperty("lots")[0];
        Assert.Equal(3, lot.GetProperty("freeze").GetProperty("live").GetInt32());
        Assert.Equal(
            [1, 3],
            lot.GetProperty("release").GetProperty("released").EnumerateArray().Select(n => n.GetInt32())
        );
    }

    [Fact]
    public void Failed_and_frozen_lots_have_a_snapshot()
    {
        Assert.Equal(
            "noLock",
            Lot([new FailCeremony(World.Start, "a", 0, "one is missing")]).GetProperty("cause").GetString()
        );
        Assert.Equal("frozen", Lot(World.ToFrozen("a")).GetProperty("phase").GetString());
        Assert.Equal("releasing", Lot(World.ToReleasing("a")).GetProperty("phase").GetString());
        Assert.Equal(9, Lot([.. World.LockOf("a").Commands("a", World.Start)]).GetProperty("messages").GetInt32());
    }

    [Fact]
    public void A_held_lot_says_why_and_what_may_be_done()
    {
        Assert.Equal("wait-for-cosignatures", NextStep(World.Close + 7 * World.Second, World.ToFrozen("a")));
        Assert.Equal("order-late-freeze", NextStep(World.Close + 7 * World.Second + 1, World.ToFrozen("a")));
        Assert.Equal(
            "wait-for-cosignatures",
            NextStep(World.Close + 60 * World.Second, [.. World.ToFrozen("a"), World.Cosign("a", 2)])
        );
        Assert.Equal(
            "order-late-freeze",
            NextStep(World.Close + 60 * World.Second, [.. World.ToFrozen("a"), World.LateFreeze(World.Host)])
        );
        Assert.Equal(
            "wait-for-cosignatures",
            NextStep(
                World.Close + 60 * World.Second,
                [.. World.ToFrozen("a"), World.LateFreeze(World.Host), World.LateFreeze(World.Supervisor)]
            )
        );
        Assert.Equal("wait-for-freeze", NextStep(World.Close + 1, World.ToIntake("a")));
        Assert.Equal("wait-for-partials", NextStep(World.Close + World.Second, World.ToReleasing("a")));
        Assert.False(Root(World.ToIntake("a"), World.Close).GetProperty("lots")[0].TryGetProperty("held", out _));
        Assert.False(
            Root(World.ToOpened("a"), World.Close + 60 * World.Second)
                .GetProperty("lots")[0]
                .TryGetProperty("held", out _)
        );
        var detail = Root([.. World.ToFrozen("a"), World.LateFreeze(World.Host)], World.Close + 60 * World.Second)
            .GetProperty("lots")[0]
            .GetProperty("held")
            .GetProperty("detail")
            .GetString()!;
        Assert.EndsWith("missing: the supervisor's.", detail, StringComparison.Ordinal);
    }

    private static string NextStep(long now, SessionCommand[] commands) =>
        Root(commands, now).GetProperty("lots")[0].GetProperty("held").GetProperty("nextStep").GetString()!;

    private static JsonElement Lot(SessionCommand[] commands) => Root(commands).GetProperty("lots")[0];

    private static JsonElement Root(SessionCommand[] commands, long now = World.Close) =>
        JsonDocument.Parse(Snapshot.ToJson(Story.Given([World.Prepare, .. commands]).State, now)).RootElement;
}
