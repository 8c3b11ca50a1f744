namespace Trading.Scoring.Tests;

/// <summary>Findings at their limits: strict where the rule says "below".</summary>
public class FindingTests
{
    [Theory]
    [InlineData(100, 200, 300, "")] // average 200: 100 is not below a half of it, nor of the next
    [InlineData(99, 200, 301, "abnormally-low-average a, abnormally-low-next a")]
    // the next higher price, not the equal one
    [InlineData(100, 201, 100, "abnormally-low-next a, abnormally-low-next c")]
    [InlineData(100, 100, 100, "")]
    public void Abnormally_low_is_strict_and_counts_the_bid_itself(long a, long b, long c, string expected) =>
        Assert.Equal(expected, Find(Draft.OnPrice(Draft.Goods, Draft.Lowest).Bids(("a", a), ("b", b), ("c", c))));

    [Theory]
    [InlineData(450, "")]
    [InlineData(449, "abnormally-low-ceiling a")]
    public void Below_45_per_cent_of_the_ceiling(long a, string expected) =>
        Assert.Equal(
            expected,
            Find(
                Draft
                    .OnPrice(Draft.Goods, Draft.Lowest)
                    .With("ceilingFen", "1000")
                    .Bids(("a", a), ("b", 500), ("c", 500))
            )
        );

    [Fact]
    public void The_unadjusted_price_is_judged() =>
        Assert.Equal(
            "",
            Find(
                Draft
                    .OnPrice(Draft.Goods, Draft.Lowest)
                    .Bid("a", 100, "\"adjustPermille\":200")
                    .Bids(("b", 200), ("c", 200))
            )
        );

    [Fact]
    public void Works_leave_it_to_the_committee() =>
        Assert.Equal("", Find(Draft.OnPrice(Draft.Works, Draft.Lowest).Bids(("a", 1), ("b", 200), ("c", 300))));

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1001, "over-ceiling a")]
    public void The_ceiling_may_be_met(long a, string expected) =>
        Assert.Equal(
            expected,
            Find(
                Draft
                    .OnPrice(Draft.Works, Draft.Lowest)
                    .With("ceilingFen", "1000")
                    .Bids(("a", a), ("b", 900), ("c", 900))
            )
        );

    [Fact]
    public void Fewer_than_three_bidders_are_found_and_a_brand_counts_as_one() =>
        Assert.Equal(
            "few-bidders , brand-undecided X",
            Find(
                Draft
                    .OnPrice(Draft.Goods, Draft.Lowest)
                    .Bid("a", 100, "\"brand\":\"X\"")
                    .Bid("b", 100, "\"brand\":\"X\"")
                    .Bid("c", 150)
            )
        );

    [Fact]
    public void A_confirmed_correction_is_told() =>
        Assert.Equal(
            "confirm a",
            Find(
                Draft
                    .OnPrice(Draft.Goods, Draft.Lowest)
                    .Bid("a", 100, "\"quotation\":{\"wordsFen\":110,\"confirmed\":true}")
                    .Bids(("b", 110), ("c", 110))
            )
        );

    [Theory]
    [InlineData(7999, "")] // 2999 away from the others' 5000, less than 3/10 of 10000
    [InlineData(8000, "distance m3 · a · plan")]
    public void Distance_is_measured_from_the_others(long third, string expected) =>
        Assert.Equal(expected, Find(Plan(1).Sheets("a", "plan", 5001, 4999, third)));

    [Fact]
    public void Identical_sheets_need_four_cells()
    {
        Assert.Equal("", Find(Three(3)));
        Assert.Equal("identical-sheets m1 · m2", Find(Three(4)));
    }

    [Theory]
    [InlineData(10, "")]
    [InlineData(9, "too-fast m1 · a")]
    public void Ten_seconds_a_criterion_are_the_least(int seconds, string expected) =>
        Assert.Equal(
            expected,
            Find(Three(3).Add("timings", $"{{\"member\":\"m1\",\"bid\":\"a\",\"seconds\":{seconds}}}"))
        );

    private static Draft Plan(int step) =>
        new Draft(Draft.Works, Draft.Lowest)
            .Price(400)
            .Scored("plan", "subjective", 600, 10_000, step)
            .Bid("a", 5)
            .Bid("b", 5, "\"valid\":false")
            .Bid("c", 6, "\"valid\":false");

    private static Draft Three(int bids)
    {
        var draft = new Draft(Draft.Works, Draft.Lowest).Price(400).Scored("plan", "subjective", 600, 10_000, 1);
        foreach (var bid in new[] { "a", "b", "c", "d" }.Take(bids))
            draft.Bid(bid, 5).Sheets(bid, "plan", 5000, 5000);
        return draft;
    }

    // Works with few bidders always say so; that is not what most of these ask.
    private static string Find(Draft draft)
    {
        var result = Scorer.Score(draft.Bytes);
        Assert.Null(result.Fault);
        var isWorks = result.Outcome!.Tender.Pack.Id.StartsWith("construction", StringComparison.Ordinal);
        var found = result.Outcome.FindAll().Where(f => !(isWorks && f.Code == FindingCode.FewBidders));
        return string.Join(", ", found.Select(f => $"{f.Word} {string.Join(" · ", f.Subject)}"));
    }
}
