using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trading.Scoring.Tests;

namespace Trading.Recount.Tests;

/// <summary>
/// What the random tenders reach on which both implementations are compared: a term that moves nothing there, a reason
/// or a refusal that never occurs, is compared by nobody.
/// </summary>
public partial class RandomTenderTests
{
    private const int Tenders = 10_000;
    private const int Least = 5;

    /// <summary>The keys that came later, and words of lists of rounding: without them scores differ.</summary>
    private static readonly string[] Terms =
    [
        "ceilingK",
        "meanFrom",
        "of",
        "low",
        "high",
        "drop",
        "lowest",
        "highest",
        "lowestShare",
        "floorAbove",
        "floorBelow",
        "preferences",
        "smallPermille",
        "domesticPermille",
        "isSmall",
        "isDomestic",
        "compareWithoutTax",
        "factor",
        "interestMillionths",
        "unitTail",
        "line",
        "benchmark",
        "deviation",
        "price",
        "price-points",
        "item",
        "item-points",
        "technical-points",
        "total",
    ];

    /// <summary>What stands in tenders that are counted, and what their outcomes say.</summary>
    private static readonly string[] Facts =
    [
        "kind amount",
        "kind unit-prices",
        "kind list-discount",
        "kind base-rate",
        "kind yearly",
        "mode half-up",
        "mode half-even",
        "mode down",
        "mode up",
        "of ceiling",
        "of mean",
        "deductAbove list",
        "deductBelow list",
        "drawnFrom list",
        "rejected procurement-87:60",
        "rejected procurement-87:37",
        "rejected procurement-87:63",
        "rejected bidding-reg:51",
        "unconfirmed procurement-87:59",
        "unconfirmed committee:19",
        "same-brand procurement-87:31",
        "over-ceiling procurement-87:63",
        "over-ceiling bidding-reg:51",
        "few-bidders procurement-87:43",
        "higher-price procurement-87:57",
        "higher-price bidding-reg:49",
        "lower-total procurement-87:61",
        "lower-total bidding-reg:53",
        "list-over-body procurement-87:59",
        "words-over-figures procurement-87:59",
        "words-over-figures committee:19",
        "decimal-point procurement-87:59",
        "decimal-point committee:19",
        "unit-over-total procurement-87:59",
        "unit-over-total committee:19",
        "sum-over-total procurement-87:59",
        "sum-over-total committee:19",
    ];

    /// <summary>T1, T3 and T12 to T19: the refusals of terms, at filing too.</summary>
    private static readonly string[] TermFaults =
    [
        "not-in-pack $.parameters.meanFrom",
        "not-for-method $.parameters.meanFrom",
        "not-for-method $.parameters.ceilingK",
        "not-for-method $.parameters.floorAbove",
        "out-of-range $.parameters.meanFrom[].high",
        "missing-key $.ceilingFen",
        "tier-order $.parameters.meanFrom[].drop[].from",
        "drop-leaves-none $.parameters.meanFrom[].drop[].from",
        "tier-order $.parameters.deductAbove[].fromPercent",
        "tier-order $.parameters.deductBelow[].fromPercent",
        "rounding-order $.rounding[].at",
        "not-for-price-kind $.rounding[].at",
        "not-for-method $.rounding[].at",
        "not-for-price-kind $.priceParts",
        "duplicate-id $.priceParts[].id",
        "missing-key $.priceParts[].lines",
        "missing-key $.priceParts[].baseFen",
        "missing-key $.priceParts[].years",
        "not-for-part $.priceParts[].lines",
        "not-for-part $.priceParts[].baseFen",
        "not-for-part $.priceParts[].years",
        "not-for-part $.priceParts[].interestMillionths",
        "duplicate-id $.priceParts[].lines[].id",
        "missing-part $.priceParts",
        "not-in-pack $.preferences.smallPermille",
        "not-in-pack $.preferences.domesticPermille",
        "not-for-price-kind $.compareWithoutTax",
    ];

    /// <summary>B5, B13 to B24 and S12: the refusals of bids.</summary>
    private static readonly string[] BidFaults =
    [
        "adjust-over-pack $.bids[].adjustPermille",
        "rejection-but-valid $.bids[].rejection",
        "not-in-terms $.bids[].parts",
        "not-in-terms $.bids[].quotation.items",
        "unknown-id $.bids[].parts[].part",
        "duplicate-id $.bids[].parts[].part",
        "missing-key $.bids[].parts[].fen",
        "missing-key $.bids[].parts[].millionths",
        "missing-key $.bids[].parts[].lines",
        "not-for-part $.bids[].parts[].fen",
        "not-for-part $.bids[].parts[].millionths",
        "not-for-part $.bids[].parts[].lines",
        "out-of-range $.bids[].parts[].millionths",
        "unknown-id $.bids[].parts[].lines[].line",
        "duplicate-id $.bids[].parts[].lines[].line",
        "missing-key $.bids[].taxPermille",
        "missing-part $.bids[].parts",
        "missing-line $.bids[].parts[].lines",
        "confirmation-missing $.bids[].quotation.confirmed",
        "zero-price $.bids[].priceFen",
        "zero-price $.bids[].parts",
        "out-of-range $.bids[].parts",
        "zero-benchmark $.rounding",
    ];

    /// <summary>F1 and F2, and T4 where nothing is drawn.</summary>
    private static readonly string[] FilingFaults =
    [
        "not-at-filing $.members",
        "not-at-filing $.bids",
        "not-at-filing $.brandChosen",
        "not-at-filing $.sheets",
        "not-at-filing $.amendments",
        "not-at-filing $.parameters.K",
        "missing-key $.parameters.K",
    ];

    [Fact]
    public void Every_term_moves_a_score_somewhere()
    {
        var moved = new Tally(Terms);
        for (var seed = 0; seed < Tenders && moved.Rare.Count > 0; seed++)
        {
            var bytes = RandomTender.Make(seed);
            if (Recount.Score(bytes) is not { ErrorCode: null, Rows.Count: > 0 } counted)
                continue;
            foreach (var term in moved.Rare)
            {
                var without = JsonNode.Parse(bytes)!.AsObject();
                if (Remove(without, term) && Script.Score(without.ToJsonString()) is { ErrorCode: null } other)
                    moved.Add(other.Rows.SequenceEqual(counted.Rows) ? "" : term);
            }
        }

        Assert.Empty(moved.Rare);
    }

    [Fact]
    public void Every_kind_of_term_reason_correction_and_refusal_occurs()
    {
        var (facts, faults) = (new Tally(Facts), new Tally([.. TermFaults, .. BidFaults]));
        for (var seed = 0; seed < Tenders; seed++)
        {
            var bytes = RandomTender.Make(seed);
            var counted = Recount.Score(bytes);
            if (counted.ErrorCode is not null)
            {
                faults.Add($"{counted.ErrorCode} {Index().Replace(counted.ErrorPath!, "[]")}");
                continue;
            }

            foreach (var fact in Inside(JsonNode.Parse(bytes), "").Distinct())
                facts.Add(fact);
            foreach (var reason in counted.Reasons)
                facts.Add($"{reason.Reason} {reason.Rule}");
            foreach (var correction in counted.Corrections)
                facts.Add($"{correction.Kind} {correction.Rule}");
        }

        Assert.Empty(facts.Rare);
        Assert.Empty(faults.Rare);
        Assert.InRange(faults.Sum, Tenders / 20, Tenders * 2 / 3);
    }

    [Fact]
    public void Every_refusal_at_filing_occurs_and_most_terms_pass()
    {
        var faults = new Tally([.. FilingFaults, .. TermFaults]);
        for (var seed = 0; seed < Tenders; seed++)
        {
            var checkedTerms = Recount.CheckTerms(RandomTender.MakeTerms(seed));
            Assert.Empty(checkedTerms.Rows);
            if (checkedTerms.ErrorCode is not null)
                faults.Add($"{checkedTerms.ErrorCode} {Index().Replace(checkedTerms.ErrorPath!, "[]")}");
        }

        Assert.Empty(faults.Rare);
        Assert.InRange(faults.Sum, Tenders / 20, Tenders / 2);
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    /// <summary>Every key with its word, or with <c>list</c>.</summary>
    private static IEnumerable<string> Inside(JsonNode? node, string key) =>
        node switch
        {
            JsonObject inner => inner.SelectMany(p => Inside(p.Value, p.Key)),
            JsonArray list => list.SelectMany(element => Inside(element, key)).Append(key + " list"),
            _ => [$"{key} {node}"],
        };

    /// <summary>Takes away every key of this name and every rule of this word; false when there is none.</summary>
    private static bool Remove(JsonNode? node, string term)
    {
        var found = false;
        if (node is JsonObject inner)
        {
            found = inner.Remove(term);
            foreach (var (_, value) in inner)
                found |= Remove(value, term);
            if (inner["rounding"] is JsonArray { Count: 0 })
                inner.Remove("rounding");
        }
        else if (node is JsonArray list)
        {
            found =
                list.RemoveAll(element => element is JsonObject rule && (rule["at"] as JsonValue)?.ToString() == term)
                > 0;
            foreach (var element in list)
                found |= Remove(element, term);
        }

        return found;
    }

    /// <summary>How often what is expected was seen.</summary>
    private sealed class Tally(string[] expected)
    {
        private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

        public int Sum => counts.Values.Sum();

        public List<string> Rare => [.. expected.Where(what => counts.GetValueOrDefault(what) < Least)];

        public void Add(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;
    }
}
