using System.Text;
using Trading.Documents.Tests;
using Trading.Rooms.Audits;
using Trading.Rooms.Reports;
using Trading.Rooms.Tests.Archives;
using Trading.Streams.Audits;

namespace Trading.Rooms.Tests.Rooms;

/// <summary>Criteria that are scored by labels. Source: docs/spec/room.md, "Masked scoring".</summary>
public sealed class MaskedTests
{
    internal static readonly string Terms = StartsOf.Goods.Replace(
        "\"bids\":[]",
        """ "masked":{"criteria":["quality"],"sections":[1]},"bids":[]""",
        StringComparison.Ordinal
    );

    private static readonly byte[] Salt = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    private static PlayedRoom Led(int bids = 3) =>
        new PlayedRoom(StartsOf.New(Terms, bids: StartsOf.Bids(bids)), Terms).Led();

    private static DrawLabels Draw(PlayedRoom room, byte[]? salt = null, params (int Bid, IdentityKind Kind)[] found) =>
        new(
            room.Now,
            salt ?? Salt,
            found
                .GroupBy(f => room.Id(f.Bid))
                .ToDictionary(of => of.Key, of => (IReadOnlyList<IdentityKind>)[.. of.Select(f => f.Kind)])
        );

    private static string MaskedId(PlayedRoom room, int bid) =>
        MaskSteps.Masked(Suite.P256, room.Sitting.Work.Salt, room.Id(bid));

    private static SubmitSheet Masked(PlayedRoom room, int seat, Func<int, long>? quality = null) =>
        room.Sheet(
            seat,
            [
                .. Enumerable
                    .Range(1, room.Start.Bids.Count)
                    .Select(n => new SheetBid(
                        MaskedId(room, n),
                        [new SheetScore("quality", (quality ?? (bid => 8000 + 50 * ((seat + bid) % 5)))(n), "")]
                    )),
            ]
        );

    private static SubmitSheet Open(PlayedRoom room, int seat, params SheetScore[] more) =>
        room.Sheet(
            seat,
            [
                .. Enumerable
                    .Range(1, room.Start.Bids.Count)
                    .Where(n => !room.Sitting.Work.IsOut(room.Id(n)))
                    .Select(n => new SheetBid(room.Id(n), [new SheetScore("service", 1000, ""), .. more])),
            ]
        );

    /// <summary>A room behind its masked stage, in which something pointed at a bidder.</summary>
    internal static PlayedRoom Unmasked()
    {
        var room = Led();
        room.Must(Draw(room, null, (1, IdentityKind.Name)));
        ScoreMasked(room);
        return room;
    }

    private static void ScoreMasked(PlayedRoom room)
    {
        if (room.Sitting.Work.Labels.IsEmpty)
            room.Must(Draw(room));
        for (var seat = 1; seat <= room.Seats; seat++)
            if (!room.Sitting.Work.Masked.ContainsKey(seat))
                room.Must(Masked(room, seat));
    }

    [Fact]
    public void Nobody_learns_a_label_before_all_masked_sheets_are_in()
    {
        var room = Led();
        Assert.IsType<Room.Masking>(room.State);
        Assert.Contains(RoomDue.Of(room.State, room.Now).Tasks, task => task is RoomTask.Label);
        room.Must(Draw(room));
        Assert.Empty(RoomDue.Of(room.State, room.Now).Tasks);
        var before = room.Sitting.Work.Disclosed;
        for (var seat = 1; seat < room.Seats; seat++)
        {
            room.Must(Masked(room, seat));
            Assert.Equal(before, RoomVisibility.ReadableSheets(room.State, Keys.Point("seat 1")));
            Assert.Equal(before, RoomVisibility.ReadableSheets(room.State, Keys.Point("supervisor")));
        }
        // What is open so far has neither the secret nor a masked id.
        var open = string.Concat(
            room.Events.Where(e => RoomVisibility.Of(StartsOf.Room, e) != Names.SheetsStream(StartsOf.Room))
                .Select(e => Encoding.UTF8.GetString(RoomCodec.Table.Encode(e).Bytes))
        );
        Assert.DoesNotContain(Convert.ToBase64String(Salt), open, StringComparison.Ordinal);
        Assert.All([1, 2, 3], n => Assert.DoesNotContain(MaskedId(room, n), open, StringComparison.Ordinal));
        room.Must(Masked(room, room.Seats));
        // Now everybody may recompute them.
        var committed = Assert.Single(room.Events.OfType<LabelsCommitted>()).Commitment;
        var opened = Assert.Single(room.Events.OfType<LabelsOpened>()).Salt;
        Assert.Equal(committed, MaskSteps.Commitment(Suite.P256, opened));
        var drawn = Assert.Single(room.Events.OfType<LabelsDrawn>());
        Assert.Equal(
            drawn.Labels.Select(l => l.Masked),
            room.Start.Bids.Select(b => MaskSteps.Masked(Suite.P256, opened, b.Id)).Order(StringComparer.Ordinal)
        );
        Assert.True(RoomVisibility.ReadableSheets(room.State, Keys.Point("seat 1")) > before);
        Assert.Equal(RoomStage.Qualifying, room.Sitting.Stage);
        Assert.Empty(room.Sitting.Work.Labels);
    }

    [Fact]
    public void Masked_and_open_scores_are_counted_together_and_masked_ones_are_given_once()
    {
        var room = Led();
        ScoreMasked(room);
        for (var bid = 1; bid <= 3; bid++)
            room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(bid)));
        for (var bid = 1; bid <= 3; bid++)
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Review(seat, bid));
        room.Must(room.Act(1, RoomActKind.Close));
        var again = room.Refused(Open(room, 1, new SheetScore("quality", 9000, "")));
        Assert.Equal((Reason.NotAllowed, "judge-by-published-items"), (again.Reason, again.NextStep));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(Open(room, seat));
        room.Must(room.Count());
        var counted = Assert.IsType<ScoresCounted>(room.Events[^2]);
        // The same scores in one sheet, in a room that masks nothing, give the same places.
        var plain = new PlayedRoom().Counted();
        Assert.Equal(plain.Events.OfType<ScoresCounted>().Single().Candidates, counted.Candidates);
    }

    [Fact]
    public void An_archive_of_a_masked_room_passes_every_check_and_a_lie_about_labels_none()
    {
        var room = Led();
        room.Must(Draw(room, null, (2, IdentityKind.Name)));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(Masked(room, seat));
        for (var bid = 1; bid <= 3; bid++)
            room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(bid)));
        for (var bid = 1; bid <= 3; bid++)
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Review(seat, bid));
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(Open(room, seat));
        room.Must(room.Count());
        var hash = ReportHash.Of(room.Sitting.Facts, room.Events)!;
        room.Must(room.ActBy("host", RoomActKind.Draft, hash));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Agree, hash));
        var checks = Checked(new ArchivedRoom(room));
        Assert.All(checks, check => Assert.True(check.Outcome != CheckOutcome.Fail, $"{check.Number} {check.Detail}"));
        // The report says whose label was which, and what was found.
        var report = RoomReport.Full(room.Events, Tools.Fonts);
        Assert.Equal(report.Pdf, RoomReport.Full(room.Events, Tools.Fonts).Pdf);
        var said = Tools.Dense(Tools.Text(report.Pdf));
        Assert.Contains("暗标编号", said, StringComparison.Ordinal);
        Assert.Contains("单位名称", said, StringComparison.Ordinal);
        // Another secret is opened than was committed to; labels of another secret; another found.
        var other = new byte[32];
        Assert.Contains(Lying<LabelsOpened>(room, e => e with { Salt = other }), c => c.Number == "V96");
        Assert.Contains(Lying<LabelsCommitted>(room, e => e with { Commitment = other }), c => c.Number == "V96");
        Assert.Contains(Lying<IdentityFound>(room, e => e with { Label = e.Label % 3 + 1 }), c => c.Number == "V106");
        Assert.NotEmpty(Lying<LabelsDrawn>(room, e => e with { Labels = [.. e.Labels.Reverse()] }));
        Assert.NotEmpty(Lying<MaskedCommitted>(room, e => e with { Commitment = other }));
    }

    private static IReadOnlyList<CheckResult> Checked(ArchivedRoom archived) =>
        RoomArchiveAudit.Check(archived.Full().ToFile(), new RoomBeside()).Checks;

    private static IEnumerable<CheckResult> Lying<T>(PlayedRoom room, Func<T, T> lie)
        where T : RoomEvent
    {
        var archived = new ArchivedRoom(room);
        var at = archived.Events.FindIndex(e => e is T);
        archived.Events[at] = lie((T)archived.Events[at]);
        return Checked(archived).Where(check => check.Outcome == CheckOutcome.Fail);
    }

    [Fact]
    public void Each_fault_of_a_masked_sheet_is_a_refusal_of_its_own()
    {
        var room = Led();
        // Before the labels there is nothing to score.
        Assert.Equal("wait-for-labels", room.Refused(room.Sheet(1, [])).NextStep);
        room.Must(Draw(room));
        SheetBid One(string bid, params SheetScore[] scores) => new(bid, scores);
        SheetScore quality = new("quality", 8000, "");
        var ids = Enumerable.Range(1, 3).Select(n => MaskedId(room, n)).ToList();
        IReadOnlyList<SheetBid> With(params SheetScore[] first) =>
            [One(ids[0], first), One(ids[1], quality), One(ids[2], quality)];
        string No(IReadOnlyList<SheetBid> bids) => room.Refused(room.Sheet(1, bids)).NextStep;
        Assert.Equal("reload-room", No([One(room.Id(1), quality), .. With(quality).Skip(1)]));
        Assert.Equal("fill-every-item", No([.. With(quality).Take(2)]));
        Assert.Equal("score-each-item-once", No(With(quality, quality)));
        Assert.Equal("score-on-step", No(With(quality with { Hundredths = 8001 })));
        Assert.Equal("give-a-reason", No(With(quality with { Hundredths = 4950 })));
        Assert.Equal("judge-by-published-items", No(With(quality, new SheetScore("service", 1000, ""))));
        room.Must(room.Sheet(1, With(quality)));
        Assert.Equal("keep-the-first", room.Refused(Masked(room, 1)).NextStep);
    }

    [Fact]
    public void What_was_found_is_told_by_label_and_drawn_once()
    {
        var room = Led();
        var draw = Draw(room, null, (2, IdentityKind.Phone), (2, IdentityKind.Name), (2, IdentityKind.Phone));
        room.Must(draw);
        var found = Assert.Single(room.Events.OfType<IdentityFound>());
        Assert.Equal([IdentityKind.Name, IdentityKind.Phone], found.Kinds);
        Assert.Equal(MaskedId(room, 2), room.Sitting.Work.Labels[found.Label - 1].Masked);
        Assert.DoesNotContain(
            room.Id(2),
            Encoding.UTF8.GetString(RoomCodec.Table.Encode(found).Bytes),
            StringComparison.Ordinal
        );
        var count = room.Events.Count;
        room.Must(Draw(room, new byte[32]));
        Assert.Equal(count, room.Events.Count);
        Assert.Equal(Reason.WrongPhase, new PlayedRoom().Led().Refused(Draw(room)).Reason);
        var fresh = Led();
        Assert.Equal(Reason.Malformed, fresh.Refused(Draw(fresh, new byte[31])).Reason);
    }

    [Fact]
    public void A_new_member_scores_under_new_labels_and_the_others_do_not_score_again()
    {
        var room = Led();
        ScoreMasked(room);
        var first = room.Events.OfType<LabelsOpened>().Single().Salt;
        room.Must(room.ActBy("supervisor", RoomActKind.Unseat, of: 2, text: "更换"));
        room.Must(room.Sit(2, "another"));
        room.Must(room.Act(2, RoomActKind.Pledge));
        Assert.IsType<Room.Masking>(room.State);
        Assert.Empty(room.Sitting.Work.Labels);
        room.Must(Draw(room, [.. Salt.Reverse()]));
        Assert.Equal("keep-the-first", room.Refused(Masked(room, 1)).NextStep);
        room.Must(Masked(room, 2));
        Assert.NotEqual(first, room.Events.OfType<LabelsOpened>().Last().Salt);
        Assert.Equal(5, room.Events.OfType<StageClosed>().Last().Papers);
        Assert.Equal(RoomStage.Qualifying, room.Sitting.Stage);
    }

    [Fact]
    public void Without_open_criteria_the_masked_sheets_are_all()
    {
        var terms = Terms.Replace("[\"quality\"]", "[\"quality\",\"service\"]", StringComparison.Ordinal);
        var room = new PlayedRoom(StartsOf.New(terms, bids: StartsOf.Bids(4)), terms).Led();
        room.Must(Draw(room));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(
                room.Sheet(
                    seat,
                    [
                        .. Enumerable
                            .Range(1, 4)
                            .Select(n => new SheetBid(
                                MaskedId(room, n),
                                [new SheetScore("quality", 8000, ""), new SheetScore("service", 1000, "")]
                            )),
                    ]
                )
            );
        for (var bid = 1; bid <= 4; bid++)
            room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(bid)));
        for (var bid = 1; bid <= 4; bid++)
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Review(seat, bid, fails: bid == 2 ? ["signed"] : []));
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.IsType<Room.Summing>(room.State);
        room.Must(room.Count());
        Assert.Equal(3, Assert.IsType<ScoresCounted>(room.Events[^2]).Candidates.Count);
    }

    [Theory]
    [InlineData("""{"criteria":["none"]}""", "unknown-id", "$.masked.criteria[0]")]
    [InlineData("""{"criteria":["price"]}""", "not-for-price-criterion", "$.masked.criteria[0]")]
    [InlineData("""{"criteria":["quality","quality"]}""", "duplicate-id", "$.masked.criteria[1]")]
    [InlineData("""{"criteria":["quality"],"sections":[2,2]}""", "duplicate-value", "$.masked.sections[1]")]
    [InlineData("""{"criteria":["quality"],"sections":[64]}""", "out-of-range", "$.masked.sections[0]")]
    [InlineData("""{"criteria":[]}""", "wrong-count", "$.masked.criteria")]
    [InlineData("""{"criteria":[1]}""", "wrong-type", "$.masked.criteria[0]")]
    [InlineData("""{"criteria":["quality"],"name":"x"}""", "unknown-key", "$.masked.name")]
    public void Both_readers_refuse_terms_that_mask_what_is_not_there(string masked, string code, string path)
    {
        var file = Encoding.UTF8.GetBytes(
            StartsOf.Goods.Replace("\"bids\":[]", $"\"masked\":{masked},\"bids\":[]", StringComparison.Ordinal)
        );
        var first = Scorer.CheckFiling(file);
        Assert.Equal((code, path), (first!.Word, first.Path));
        var second = Recount.Recount.CheckTerms(file);
        Assert.Equal((code, path), (second.ErrorCode, second.ErrorPath));
    }
}
