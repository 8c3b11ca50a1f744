using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>Laws of the keys that came later, over random tenders that are scored.</summary>
public class LaterPropertyTests
{
    private const int Tenders = 1500;

    [Fact]
    public void The_order_of_bids_sheets_and_criteria_changes_nothing() =>
        ForEachScored(
            (root, outcome, random) =>
            {
                foreach (var list in new[] { "bids", "sheets", "criteria" })
                    if (root[list] is JsonArray array)
                        root[list] = Shuffled(array, random);
                foreach (var bid in root["bids"]!.AsArray())
                    if (bid!["parts"] is JsonArray parts)
                        bid["parts"] = Shuffled(parts, random);
                Assert.Equal(Rows(outcome), Rows(Score(root)));
            }
        );

    [Fact]
    public void Every_bid_is_a_candidate_or_has_one_reason() =>
        ForEachScored(
            (root, outcome, _) =>
            {
                var ids = root["bids"]!.AsArray().Select(b => (string)b!["id"]!).ToList();
                var unplaced = outcome.Reasons.Select(r => r.BidId).ToList();
                Assert.Equal(ids.Where(i => !outcome.Candidates.Contains(i)), unplaced);
                Assert.All(
                    outcome.Reasons.Where(r => r.Rejection is not null),
                    r => Assert.Equal(UnplacedReason.Rejected, r.Reason)
                );
            }
        );

    [Fact]
    public void A_derivation_rounds_what_stands_before_it_and_ends_in_the_standing_total() =>
        ForEachScored(
            (_, outcome, _) =>
            {
                foreach (var row in outcome.Rows)
                {
                    var terms = row.Explain();
                    var last = terms[^1];
                    var exact = last.Formula.StartsWith("rounded", StringComparison.Ordinal) ? terms[^2] : last;
                    Assert.Equal(("total", row.Total), (last.Name, exact.Value));
                    Assert.Equal(row.Price, terms.Last(t => t.Name == "price" && !t.IsId).Value);
                    Assert.Equal(row.Technical, terms.Last(t => t.Name == "technical" && !t.IsId).Value);
                    Assert.Equal(row.Prices.Adjusted, terms.Last(t => t.Name == "A" && !t.IsId).Value);
                    for (var i = 0; i < terms.Count; i++)
                        if (terms[i].Formula.StartsWith("rounded", StringComparison.Ordinal))
                            Assert.Equal(terms[i - 1].Name, terms[i].Name);
                }
            }
        );

    [Fact]
    public void A_single_rounding_is_a_list_of_half_up() =>
        ForEachScored(
            (root, _, random) =>
            {
                var (at, digits) = (new[] { "item", "price", "total" }[random.Next(3)], random.Next(0, 4));
                root["rounding"] = new JsonObject { ["at"] = at, ["digits"] = digits };
                var single = Score(root);
                root["rounding"] = new JsonArray([
                    .. (at == "item" ? ["price", "item"] : new[] { at }).Select(p =>
                        (JsonNode?)
                            new JsonObject
                            {
                                ["at"] = p,
                                ["digits"] = digits,
                                ["mode"] = "half-up",
                            }
                    ),
                ]);
                var list = Score(root);
                Assert.Equal(single?.Rows.Select(Exact), list?.Rows.Select(Exact));
            }
        );

    [Fact]
    public void A_fraction_is_one_tier_and_dropping_at_each_end_is_a_step() =>
        ForEachScored(
            (root, outcome, _) =>
            {
                if (root["parameters"] is not JsonObject parameters)
                    return;
                foreach (var side in new[] { "deductAbove", "deductBelow" })
                    if (parameters[side] is JsonValue flat)
                        parameters[side] = new JsonArray(
                            new JsonObject { ["fromPercent"] = 0, ["perPercent"] = flat.DeepClone() }
                        );
                var steps = parameters["meanFrom"]?.AsArray() ?? [];
                if (parameters["dropEach"] is { } each && steps.Count < 10)
                {
                    steps.Insert(
                        0,
                        JsonNode.Parse(
                            $$"""{"drop":[{"from":{{parameters["dropFrom"]}},"lowest":{{each}},"highest":{{each}}}]}"""
                        )
                    );
                    parameters["meanFrom"] ??= steps;
                    parameters.Remove("dropEach");
                }
                Assert.Equal(Rows(outcome), Rows(Score(root)));
            }
        );

    [Fact]
    public void No_damage_makes_it_throw()
    {
        var random = new Random(7);
        for (var seed = 0; seed < 400; seed++)
        {
            var bytes = RandomTender.Make(seed);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var result = Scorer.Score(bytes);
            Assert.True(result.Outcome is null != result.Fault is null);
            Assert.True(Scorer.CheckFiling(bytes) is null or { Word.Length: > 0 });
        }
    }

    private static void ForEachScored(Action<JsonObject, Outcome, Random> check)
    {
        var scored = 0;
        for (var seed = 0; seed < Tenders; seed++)
        {
            var bytes = RandomTender.Make(seed);
            if (Scorer.Score(bytes).Outcome is not { } outcome)
                continue;
            scored++;
            check(JsonNode.Parse(bytes)!.AsObject(), outcome, new Random(seed));
        }
        Assert.True(scored > Tenders / 4, $"only {scored} of {Tenders} were scored");
    }

    private static JsonArray Shuffled(JsonArray array, Random random)
    {
        var nodes = array.Select(n => n?.DeepClone()).ToArray();
        random.Shuffle(nodes);
        return new JsonArray(nodes);
    }

    private static Outcome? Score(JsonObject root) => Scorer.Score(JsonSerializer.SerializeToUtf8Bytes(root)).Outcome;

    private static string Rows(Outcome? outcome) => Cells.Of(new ScoringResult(outcome, null));

    private static (string, Fraction, Fraction, Fraction, int?) Exact(Row row) =>
        (row.BidId, row.Price, row.Technical, row.Total, row.Rank);
}
