namespace Trading.Rooms.Tests.Papers;

/// <summary>Signed statements have one spelling. Source: docs/spec/room.md, "Acts" and "Papers".</summary>
public sealed class PaperTests
{
    private static RoomAct Act(RoomActKind kind) =>
        new(kind, StartsOf.Room, RoomAct.OfSeat(1), "", "", 0, 0, 0, 0, "", new byte[16]);

    public static TheoryData<string, bool> Acts()
    {
        var bid = StartsOf.BidId(1);
        (RoomAct Act, bool Fits)[] acts =
        [
            (Act(RoomActKind.Pledge), true),
            (Act(RoomActKind.Pledge) with { Text = "x" }, false),
            (Act(RoomActKind.Avoid), false),
            (Act(RoomActKind.Avoid) with { Text = "x" }, true),
            (Act(RoomActKind.Ballot) with { Seat = 1 }, true),
            (Act(RoomActKind.Ballot), false),
            (Act(RoomActKind.Ballot) with { Seat = 50 }, false),
            (Act(RoomActKind.Qualify) with { Subject = bid }, true),
            (Act(RoomActKind.Qualify) with { Subject = bid, Item = "i" }, false),
            (Act(RoomActKind.Qualify) with { Subject = bid, Item = "i", Text = "x" }, true),
            (Act(RoomActKind.Ask) with { Subject = bid, Choice = 1, After = 1800, Text = "x" }, true),
            (Act(RoomActKind.Ask) with { Subject = "1", Choice = 1, After = 1800, Text = "x" }, false),
            (Act(RoomActKind.Vote) with { Subject = PlayedRoom.Hash(), Choice = 2 }, true),
            (Act(RoomActKind.Vote) with { Subject = PlayedRoom.Hash(), Choice = 2, Before = 1 }, false),
            (Act(RoomActKind.Raise) with { Choice = 5, Text = "x" }, true),
            (Act(RoomActKind.Raise) with { Choice = 5, Seat = 1, Text = "x" }, false),
            (Act(RoomActKind.Raise) with { Choice = 9, Subject = bid, Item = "i", Seat = 1, Text = "x" }, true),
            (Act(RoomActKind.Raise) with { Choice = 10, Subject = bid, Seat = 1, Text = "x" }, false),
            (Act(RoomActKind.Draft) with { Subject = PlayedRoom.Hash() }, true),
            (Act(RoomActKind.Dissent) with { Subject = PlayedRoom.Hash() }, false),
            (Act(RoomActKind.Again) with { Choice = 1, Text = "x" }, true),
            (Act((RoomActKind)19), false),
            (Act(RoomActKind.Pledge) with { By = "seat.01" }, false),
            (Act(RoomActKind.Pledge) with { By = "seat.0" }, false),
            (Act(RoomActKind.Pledge) with { By = "nobody" }, false),
            (Act(RoomActKind.Avoid) with { Text = new string('x', 2001) }, false),
            (Act(RoomActKind.Avoid) with { Text = "\u202E\u200B" }, false),
            (Act(RoomActKind.Stop) with { Text = " \u3000\n\u00AD\U000E0041" }, false),
            (Act(RoomActKind.Stop) with { Text = "\u202E停\u200B" }, true),
        ];
        var data = new TheoryData<string, bool>();
        foreach (var (act, fits) in acts)
            data.Add(Convert.ToHexString(act.Print()), fits);
        return data;
    }

    [Theory, MemberData(nameof(Acts))]
    public void An_act_holds_what_its_kind_says_and_nothing_else(string bytes, bool fits)
    {
        var printed = Convert.FromHexString(bytes);
        Assert.Equal(fits, RoomAct.TryParse(printed, out var act));
        if (fits)
            Assert.Equal(printed, act.ToBytes());
        Assert.False(RoomAct.TryParse([.. printed, 0], out _));
    }

    [Fact]
    public void Papers_and_certificates_read_what_they_print_and_nothing_longer()
    {
        var review = new ReviewPaper(
            StartsOf.Room,
            1,
            ItemStage.Compliance,
            StartsOf.BidId(1),
            [new("signed", false, "缺"), new("period", true, "")],
            new byte[16]
        ).ToBytes();
        Assert.True(ReviewPaper.TryParse(review, out var read) && read.ToBytes().SequenceEqual(review));
        Assert.False(ReviewPaper.TryParse([.. review, 0], out _));
        var sheet = new SheetPaper(
            StartsOf.Room,
            1,
            [new(StartsOf.BidId(1), [new("quality", -50, "x")])],
            new byte[16]
        ).ToBytes();
        Assert.True(SheetPaper.TryParse(sheet, out var scores) && scores.ToBytes().SequenceEqual(sheet));
        Assert.False(SheetPaper.TryParse(sheet.AsSpan(1), out _));
        Assert.False(SheetPaper.TryParse(new byte[SheetPaper.MostBytes + 1], out _));
        var seat = new SeatCertificate(StartsOf.Room, 1, SeatRole.Expert, Keys.Point("seat 1"), 1).ToBytes();
        Assert.True(SeatCertificate.TryParse(seat, out var held) && held.ToBytes().SequenceEqual(seat));
        Assert.False(SeatCertificate.TryParse([.. seat, 0], out _));
    }

    [Theory]
    [InlineData("与 第2号 供应商 比", true)]
    [InlineData("与第\u200B2\u00AD号\U000E0041供\u2060应商比", true)]
    [InlineData("与第２号供应商比", true)]
    [InlineData("本公司交货期 30 天", false)]
    public void A_name_is_found_although_spaces_stand_in_it(string text, bool found)
    {
        var start = StartsOf.New(bids: StartsOf.Bids(3));
        Assert.Equal(found, HintFilter.Identity(start, StartsOf.BidId(1), text) is not null);
        Assert.Null(HintFilter.Identity(start, StartsOf.BidId(2), "第2号供应商"));
    }

    [Theory]
    [InlineData("贵方得\u200B分较低", true)]
    [InlineData("Ｓｃｏｒｅ", true)]
    [InlineData("请说明\u200B交货期", false)]
    public void A_hint_is_found_whatever_hides_it(string text, bool found) =>
        Assert.Equal(found, HintFilter.Hint(text) is not null);

    // A name of which nothing is seen would stand in every text.
    [Fact]
    public void A_name_that_nobody_sees_is_in_no_text()
    {
        var start = StartsOf.New(bids: StartsOf.Bids(3));
        start = start with { Bids = [.. start.Bids.Select(b => b with { Name = "\u200B\u2060" })] };
        Assert.Null(HintFilter.Identity(start, StartsOf.BidId(1), "请说明交货期"));
    }

    [Fact]
    public void A_keys_number_has_ten_digits_and_is_of_one_room_and_one_key()
    {
        var key = new byte[Suite.PointBytes];
        Assert.Equal("2254821012", KeyNumber.Of(Suite.P256, StartsOf.Room, key));
        Assert.NotEqual(
            KeyNumber.Of(Suite.P256, StartsOf.Room, key),
            KeyNumber.Of(Suite.P256, new string('1', 32), key)
        );
        // Leading zeros stay.
        Assert.Contains(
            Enumerable.Range(0, 100).Select(i => KeyNumber.Of(Suite.P256, StartsOf.Room, [.. key.AsSpan(1), (byte)i])),
            number => number.Length == KeyNumber.Digits && number[0] == '0'
        );
    }
}
