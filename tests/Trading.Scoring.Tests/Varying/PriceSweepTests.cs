using System.Text;

namespace Trading.Scoring.Tests;

/// <summary>What one price does, against the slow way: the tender scored at every single price.</summary>
public class PriceSweepTests
{
    private const int Steps = 40;

    public static TheoryData<string, string> Methods() =>
        new()
        {
            { "lowest-evaluated-price", "" },
            {
                "average-benchmark",
                """
                    ,"parameters":{"K":"49/50","deductAbove":"1/1","deductBelow":"1/2","floor":"0/1"}
                    """
            },
        };

    [Theory, MemberData(nameof(Methods))]
    public void The_first_place_changes_where_counting_every_price_says_so(string method, string parameters)
    {
        for (var bid = 0; bid < 3; bid++)
        {
            var sweep = new PriceSweep(Tender(method, parameters), bid);
            var (low, high) = sweep.Range();
            var every = Enumerable.Range((int)low, (int)(high - low) + 1).Select(price => sweep.Score(price)).ToList();
            var expected = every
                .Zip(every.Skip(1))
                .Where(pair => !pair.First.Winners.SequenceEqual(pair.Second.Winners))
                .Select(pair => (pair.First.Price, Ids(pair.First.Winners), Ids(pair.Second.Winners)))
                .ToList();
            var points = sweep.Points(Steps).ToList();
            Assert.All(points, point => Assert.Equal(every[(int)(point.Price - low)].Score, point.Score));
            Assert.Equal((low, high), (points[0].Price, points[^1].Price));
            var found = sweep.Changes(points, 200).ToList();
            Assert.NotEmpty(found);
            Assert.Equal(expected, found.Select(c => (c.LastAt, Ids(c.Before), Ids(c.After))));
            Assert.All(found, change => Assert.Equal(change.LastAt + 1, change.FirstAt));
        }
    }

    [Fact]
    public void A_change_is_told_less_closely_when_the_tender_may_be_scored_no_more()
    {
        var sweep = new PriceSweep(Tender("lowest-evaluated-price", ""), 1);
        var points = sweep.Points(2).ToList();
        var close = sweep.Changes(points, 200).ToList();
        var loose = sweep.Changes(points, 0).ToList();
        Assert.Equal(Ids(close[^1].After), Ids(loose[^1].After));
        Assert.All(loose, change => Assert.Contains(change.FirstAt, points.Select(p => p.Price)));
        Assert.Contains(loose, change => change.LastAt < close[0].LastAt && change.FirstAt >= close[0].FirstAt);
    }

    [Fact]
    public void A_price_that_is_no_single_figure_cannot_be_another_one()
    {
        var tender = Tender("lowest-evaluated-price", "");
        Assert.True(PriceSweep.CanVary(tender, 0));
        Assert.False(PriceSweep.CanVary(With(tender with { PriceParts = [] }, tender.Bids[0]), 0));
        Assert.False(PriceSweep.CanVary(With(tender, tender.Bids[0] with { IsValid = false }), 0));
        Assert.False(
            PriceSweep.CanVary(With(tender, tender.Bids[0] with { Quotation = new Quotation(1, null, [], null) }), 0)
        );
    }

    private static Tender With(Tender tender, Bid first) => tender with { Bids = [first, .. tender.Bids.Skip(1)] };

    private static string Ids(IEnumerable<string> ids) => string.Join(',', ids);

    private static Tender Tender(string method, string parameters) =>
        Scorer
            .Read(
                Encoding.UTF8.GetBytes(
                    $$"""
                    {"format":"trading-score/1","pack":"construction-national","method":"{{method}}"{{parameters}},
                    "criteria":[{"id":"price","kind":"price","weightPermille":1000}],
                    "bids":[{"id":"a","priceFen":8001},{"id":"b","priceFen":9007},{"id":"c","priceFen":10003}]}
                    """
                )
            )
            .Tender!;
}
