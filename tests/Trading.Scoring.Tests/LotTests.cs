using System.Text;
using System.Text.Json;

namespace Trading.Scoring.Tests;

/// <summary>
/// <c>tests/vectors/scoring/lots</c>: whether terms are those of their lot (docs/spec/scoring.md, 4.6). Written by
/// hand; both implementations read them.
/// </summary>
public class LotTests
{
    private sealed record Case(string Name, string? Why, FiledLot Lot, JsonElement Tender, JsonElement Expect);

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly IReadOnlyList<Case> All = JsonSerializer.Deserialize<List<Case>>(
        File.ReadAllBytes(VectorFiles.PathOf("lots/lots")),
        Strict
    )!;

    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Both_implementations_say_of_a_lot_what_was_worked_by_hand(string name)
    {
        var one = All.Single(c => c.Name == name);
        var bytes = Encoding.UTF8.GetBytes(one.Tender.GetRawText());
        var fault = Scorer.CheckFiling(bytes, one.Lot);
        Assert.Equal(Cells.Json(one.Expect), Cells.Whole(fault));
        var second = Recount.Recount.CheckTerms(bytes, one.Lot.RulePack, one.Lot.PriceKind, one.Lot.Bound);
        Assert.Equal((fault?.Word, fault?.Path), (second.ErrorCode, second.ErrorPath));
    }

    [Fact]
    public void A_difference_names_what_the_lot_has()
    {
        var one = All.Single(c => c.Name == "L3-a-fen-less");
        var fault = Scorer.CheckFiling(Encoding.UTF8.GetBytes(one.Tender.GetRawText()), one.Lot)!;
        Assert.Equal((FaultCode.NotOfLot, "spec:scoring", "CNY 1.00"), (fault.Code, fault.Rule, fault.Detail));
    }

    [Fact]
    public void Whatever_fails_at_filing_fails_with_a_lot_in_the_same_way() =>
        Assert.All(
            VectorFiles.Read("filing/terms").Where(v => v.Expect.TryGetProperty("error", out _)),
            v =>
                Assert.Equal(
                    Scorer.CheckFiling(v.Tender),
                    Scorer.CheckFiling(v.Tender, new FiledLot("none", "none", -1))
                )
        );
}
