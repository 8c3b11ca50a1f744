namespace Trading.Rooms.Tests.Rooms;

/// <summary>Sheets: what is refused, and who sees what when. Source: docs/spec/room.md, "Sheets".</summary>
public sealed class SheetTests
{
    private static PlayedRoom Scoring() => new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(4))).Explained(2);

    private static SheetBid One(PlayedRoom room, int bid, params SheetScore[] scores) => new(room.Id(bid), scores);

    private static SheetScore Quality(long score, string reason = "") => new("quality", score, reason);

    private static SheetScore Service(long score = 1000) => new("service", score, "");

    [Fact]
    public void Each_fault_of_a_sheet_is_a_refusal_of_its_own()
    {
        var room = Scoring();
        IReadOnlyList<SheetBid> With(params SheetScore[] first) =>
            [One(room, 1, first), One(room, 3, Quality(8000), Service()), One(room, 4, Quality(8000), Service())];
        (Reason Reason, string Rule, string Next) No(IReadOnlyList<SheetBid> bids)
        {
            var refused = room.Refused(room.Sheet(1, bids));
            return (refused.Reason, refused.Rule, refused.NextStep);
        }
        Assert.Equal(
            (Reason.NotAllowed, "procurement-87:63", "leave-out-rejected"),
            No([.. With(Quality(8000), Service()), One(room, 2, Quality(8000), Service())])
        );
        Assert.Equal(
            (Reason.Conflict, "procurement-87:62", "score-each-item-once"),
            No(With(Quality(8000), Service(), Quality(8000)))
        );
        Assert.Equal((Reason.Incomplete, "procurement-87:55", "fill-every-item"), No(With(Quality(8000))));
        Assert.Equal(
            (Reason.Incomplete, "procurement-87:55", "fill-every-item"),
            No([.. With(Quality(8000), Service()).Take(2)])
        );
        Assert.Equal(
            (Reason.BadScoring, "procurement-87:64", "score-within-bounds"),
            No(With(Quality(10_050), Service()))
        );
        Assert.Equal(
            (Reason.BadScoring, "procurement-87:64", "score-within-bounds"),
            No(With(Quality(-50), Service()))
        );
        Assert.Equal((Reason.BadScoring, "procurement-87:64", "score-on-step"), No(With(Quality(8001), Service())));
        Assert.Equal((Reason.BadScoring, "procurement-87:55", "give-a-reason"), No(With(Quality(4950), Service())));
        Assert.Equal(
            (Reason.NotAllowed, "procurement-87:55", "judge-by-published-items"),
            No(With(Quality(8000), Service(), new SheetScore("price", 1, "")))
        );
        Assert.Equal(Reason.Malformed, No(With(Quality(8000, "\u200b"), Service())).Reason);
        room.Must(room.Sheet(1, With(Quality(4950, "方案不完整"), Service())));
    }

    [Fact]
    public void A_sheet_is_signed_by_the_seat_and_handed_in_once()
    {
        var room = Scoring();
        var sheet = room.Sheet(1);
        var forged = sheet with { Paper = sheet.Paper with { Signature = room.Sheet(2).Paper.Signature } };
        Assert.Equal(Reason.BadSignature, room.Refused(forged).Reason);
        room.Must(sheet);
        var count = room.Events.Count;
        room.Must(sheet);
        Assert.Equal(count, room.Events.Count);
        Assert.Equal((Reason.Conflict, "keep-the-first"), ReasonOf(room.Refused(room.Sheet(1))));
        static (Reason, string) ReasonOf(Refusal refused) => (refused.Reason, refused.NextStep);
    }

    [Fact]
    public void Nobody_reads_a_sheet_before_all_are_in_and_its_commitment_binds_it()
    {
        var room = Scoring();
        var before = room.Sitting.Work.Disclosed;
        string[] readers = ["seat 1", "seat 2", "supervisor"];
        for (var seat = 1; seat <= room.Seats; seat++)
        {
            Assert.All(readers, r => Assert.Equal(before, RoomVisibility.ReadableSheets(room.State, Keys.Point(r))));
            room.Must(room.Sheet(seat));
        }
        Assert.All(
            readers,
            r => Assert.Equal(before + room.Seats, RoomVisibility.ReadableSheets(room.State, Keys.Point(r)))
        );
        Assert.Equal(0, RoomVisibility.ReadableSheets(room.State, Keys.Point("bidder 1")));
        byte[][] published = [.. room.Events.OfType<SheetCommitted>().Select(e => e.Commitment)];
        Assert.Equal(published, room.Events.OfType<SheetSubmitted>().Select(e => e.Paper.Commitment(Suite.P256)));
        var closed = room.Events.OfType<StageClosed>().Single(e => e.Stage == RoomStage.Scoring);
        Assert.Equal(PaperTree.Root(Suite.P256, published), closed.Root);
    }

    /// <summary>What everybody may read until the stage closes is the same whatever the sheets say.</summary>
    [Fact]
    public void No_public_event_tells_anything_of_a_sheet_before_its_stage_closes()
    {
        var (low, high) = (Scoring(), Scoring());
        for (var seat = 1; seat < low.Seats; seat++)
        {
            low.Must(low.Sheet(seat, _ => 5000));
            high.Must(high.Sheet(seat, bid => 9000 + 50 * bid));
        }
        string[] Public(PlayedRoom room) =>
            [
                .. room
                    .Events.Where(e => RoomVisibility.Of(room.Start.Room, e) == Names.RoomStream(room.Start.Room))
                    // Signatures of starts and commitments are new each time: of these the number alone may speak.
                    .Select(e => e is EvaluationStarted or SheetCommitted or StageClosed ? e.GetType().Name : $"{e}"),
            ];
        Assert.Equal(Public(low), Public(high));
        foreach (var room in new[] { low, high })
            Assert.All(
                room.Events.OfType<SheetSubmitted>(),
                sheet =>
                    Assert.DoesNotContain(
                        room.Events.Where(e =>
                            RoomVisibility.Of(room.Start.Room, e) != Names.SheetsStream(room.Start.Room)
                        ),
                        e => Holds(e, sheet.Paper.Statement) || Holds(e, sheet.Paper.Signature)
                    )
            );
        // The control: where a sheet does lie, it is found.
        Assert.All(low.Events.OfType<SheetSubmitted>(), e => Assert.True(Holds(e, e.Paper.Statement)));
        static bool Holds(RoomEvent happened, byte[] secret)
        {
            var bytes = System.Text.Encoding.UTF8.GetString(RoomCodec.Table.Encode(happened).Bytes);
            return bytes.Contains(Convert.ToBase64String(secret), StringComparison.Ordinal)
                || bytes.Contains(Convert.ToHexStringLower(secret), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whoever_replaces_a_member_does_everything_again_and_reads_nothing_before()
    {
        var room = Scoring();
        for (var seat = 1; seat < room.Seats; seat++)
            room.Must(room.Sheet(seat));
        room.Must(room.ActBy("host", RoomActKind.Unseat, of: 3, text: "突发疾病"));
        Assert.IsType<Room.Seating>(room.State);
        Assert.Equal("take-the-seat", room.Refused(room.Sheet(3)).NextStep);
        room.Must(room.Sit(3, who: "substitute"));
        room.Must(room.Act(3, RoomActKind.Pledge));
        Assert.Equal(RoomStage.Complying, room.Sitting.Stage);
        Assert.Empty(room.Sitting.Work.Rejections);
        for (var bid = 1; bid <= 4; bid++)
            room.Must(room.Review(3, bid, fails: bid == 2 ? ["signed"] : []));
        Assert.Equal(0, RoomVisibility.ReadableSheets(room.State, Keys.Point("substitute")));
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.Equal([1, 2, 4], room.Sitting.Work.Sheets.Keys);
        // Sheets of the stage that is open lie among the papers: none of them is disclosed with the reviews.
        Assert.True(room.Sitting.Work.Disclosed < room.Sitting.Work.Blind);
        room.Must(room.Sheet(5));
        Assert.Equal(0, RoomVisibility.ReadableSheets(room.State, Keys.Point("substitute")));
        room.Must(room.Sheet(3));
        Assert.Equal(RoomStage.Summing, room.Sitting.Stage);
        Assert.Equal(room.Sitting.Work.Blind, RoomVisibility.ReadableSheets(room.State, Keys.Point("substitute")));
        Assert.Equal(0, RoomVisibility.ReadableSheets(room.State, Keys.Point("seat 3")));
    }

    [Fact]
    public void A_sheet_that_no_longer_covers_what_is_scored_is_done_again()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(4))).Qualified();
        for (var seat = 1; seat <= room.Seats; seat++)
        for (var bid = 1; bid <= 4; bid++)
            room.Must(room.Review(seat, bid, fails: bid == 2 && seat > 2 ? ["signed"] : []));
        room.Must(room.Act(1, RoomActKind.Close));
        room.Must(room.Sheet(1));
        room.Must(room.ActBy("supervisor", RoomActKind.Unseat, of: 5, text: "违规"));
        room.Must(room.Sit(5, who: "substitute"));
        room.Must(room.Act(5, RoomActKind.Pledge));
        // Three seats of five were against the bid; with the new member it is two.
        for (var bid = 1; bid <= 4; bid++)
            room.Must(room.Review(5, bid));
        Assert.Empty(room.Sitting.Work.Rejections);
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.Equal(4, ((Room.Scoring)room.State).Standing.Count);
        Assert.Empty(room.Sitting.Work.Sheets);
        room.Must(room.Sheet(1));
    }
}
