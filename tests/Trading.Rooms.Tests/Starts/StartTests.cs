using System.Text;

namespace Trading.Rooms.Tests.Starts;

/// <summary>What an evaluation may begin with. Source: docs/spec/room.md, "Start".</summary>
public sealed class StartTests
{
    private static Refusal? RefusalOf(RoomStart start, string terms = StartsOf.Goods) =>
        new PlayedRoom(start, terms).Do(new PlayedRoom(start, terms).Starting()).Refusal;

    [Fact]
    public void A_start_has_one_encoding()
    {
        var start = StartsOf.New(bids: StartsOf.Bids(3));
        var bytes = RoomStartCodec.ToBytes(start);
        Assert.True(RoomStartCodec.TryParse(bytes, out var read));
        Assert.Equal(bytes, RoomStartCodec.ToBytes(read));
        Assert.False(RoomStartCodec.TryParse([.. bytes, 0], out _));
        for (var i = 0; i < bytes.Length; i += 7)
        {
            byte[] other = [.. bytes];
            other[i] ^= 0x55;
            if (RoomStartCodec.TryParse(other, out var changed))
                Assert.Equal(other, RoomStartCodec.ToBytes(changed));
        }
    }

    [Theory]
    [InlineData(3, 1, "procurement-87:47")]
    [InlineData(6, 1, "procurement-87:47")]
    [InlineData(5, 2, "procurement-87:47")]
    [InlineData(7, 2, null)]
    public void A_committee_is_large_odd_and_mostly_experts(int seats, int buyers, string? rule)
    {
        var refused = RefusalOf(StartsOf.New(seats: seats, buyers: buyers, bids: StartsOf.Bids(3)));
        Assert.Equal(rule, refused?.Rule);
    }

    [Fact]
    public void Positions_items_bids_and_keys_are_different()
    {
        var start = StartsOf.New(bids: StartsOf.Bids(3));
        Assert.NotNull(RefusalOf(start with { Seats = [.. start.Seats.Take(4), start.Seats[0]] }));
        Assert.NotNull(RefusalOf(start with { Items = [.. start.Items, start.Items[0]] }));
        Assert.NotNull(RefusalOf(start with { Bids = [.. start.Bids, start.Bids[0]] }));
        Assert.NotNull(RefusalOf(start with { Gate = start.Host }));
        Assert.Null(RefusalOf(start));
    }

    [Fact]
    public void The_terms_are_those_that_were_signed_of_this_pack_and_can_be_counted()
    {
        var start = StartsOf.New(bids: StartsOf.Bids(3));
        Assert.NotNull(RefusalOf(start with { Terms = new byte[32] }));
        Assert.Equal(
            Reason.BadScoring,
            RefusalOf(StartsOf.New(StartsOf.Works, bids: StartsOf.Bids(3)), StartsOf.Works)!.Reason
        );
        Assert.Equal(Reason.BadScoring, RefusalOf(StartsOf.New("{}", bids: StartsOf.Bids(3)), "{}")!.Reason);
        Assert.Equal("bidding-reg:50", RefusalOf(start with { DrawnK = "19/20" })!.Rule);
        var services = StartsOf.Goods.Replace("procurement-goods", "procurement-services", StringComparison.Ordinal);
        Assert.Null(RefusalOf(StartsOf.New(services, pack: "procurement-services", bids: StartsOf.Bids(3)), services));
    }

    [Theory]
    [InlineData("""{"brand":"甲牌","isSmall":true}""", true)]
    [InlineData("""{"brand":7}""", false)]
    [InlineData("""{"valid":true}""", false)]
    [InlineData("""{"priceFen":1}""", false)]
    [InlineData("""{"quotation":{"confirmed":true}}""", false)]
    [InlineData("""{"brand":"甲牌","brand":"乙牌"}""", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    public void What_a_start_adds_to_a_bid_is_read_by_scoring_and_has_no_key_of_the_committee(string added, bool isGood)
    {
        var bids = StartsOf.Bids(3);
        bids[1] = bids[1] with { Scoring = added };
        Assert.Equal(isGood, RefusalOf(StartsOf.New(bids: bids)) is null);
    }

    [Fact]
    public void A_price_that_cannot_stand_is_the_committees_matter() =>
        Assert.Null(
            RefusalOf(StartsOf.New(bids: [.. StartsOf.Bids(3), StartsOf.Bid(4, 0), StartsOf.Bid(5, 1L << 40)]))
        );

    [Fact]
    public void K_that_was_drawn_enters_the_counted_file()
    {
        var terms = """
            {"format":"trading-score/1","pack":"construction-national","method":"average-benchmark",
             "parameters":{"drawnFrom":["19/20","24/25"],"deductAbove":1,"deductBelow":"1/2"},
             "criteria":[{"id":"price","kind":"price","weightPermille":1000}],"bids":[]}
            """;
        var start = StartsOf.New(terms, pack: "construction-national", bids: StartsOf.Bids(3));
        Assert.Equal("bidding-reg:50", RefusalOf(start, terms)!.Rule);
        Assert.NotNull(RefusalOf(start with { DrawnK = "1/2" }, terms));
        var drawn = start with { DrawnK = "19/20" };
        Assert.Null(RefusalOf(drawn, terms));
        var file = Encoding.UTF8.GetString(TenderFile.Of(drawn, Encoding.UTF8.GetBytes(terms), new Judged()));
        Assert.Contains("\"K\":\"19/20\"", file, StringComparison.Ordinal);
        Assert.NotNull(Scorer.Score(Encoding.UTF8.GetBytes(file)).Outcome);
    }
}
