using System.Numerics;

namespace Trading.Recount;

/// <summary>
/// Sections 7 and 8.1: the weighted sum of all criteria but the price, of each standing bid; where no item is rounded,
/// over one denominator for all.
/// </summary>
internal sealed class TechnicalScores
{
    private const int Full = 100;
    private const int AllPermille = 1000;

    private readonly Tender tender;
    private readonly Dictionary<long, Column> columns = [];
    private readonly int[] others;
    private readonly int counted;

    private TechnicalScores(Tender tender, Ledger ledger)
    {
        this.tender = tender;
        others = [.. Enumerable.Range(0, tender.Criteria.Count).Where(c => c != tender.PriceCriterion)];
        counted = tender.WithoutExtremes ? ledger.Members - 2 : ledger.Members;
        for (var i = 0; i < tender.Sheets.Count; i++)
        {
            var (at, score) = (ledger.Column(tender.Sheets[i]), ledger.Scores[i]);
            columns[at] = columns.TryGetValue(at, out var column)
                ? column.With(score)
                : new Column(score, score, score);
        }
    }

    public static List<Ratio> Of(Tender tender, Ledger ledger, Standing standing)
    {
        var scores = new TechnicalScores(tender, ledger);
        if (scores.others.Length == 0)
            return standing.Bids.ConvertAll(_ => Ratio.Zero);
        var isExact = tender.Rounding.Find(RoundAt.Item) is null && tender.Rounding.Find(RoundAt.ItemPoints) is null;
        var sums = isExact ? scores.Exact(standing.Bids) : standing.Bids.ConvertAll(scores.Rounded);
        return sums.ConvertAll(sum => tender.Rounding.Apply(RoundAt.TechnicalPoints, sum));
    }

    /// <summary>Each F and its points are rounded before they are summed.</summary>
    private Ratio Rounded(int bid) =>
        others.Aggregate(
            Ratio.Zero,
            (sum, c) =>
            {
                var score = tender.Rounding.Apply(RoundAt.Item, new Ratio(Full * Points(bid, c), counted * Maximum(c)));
                var weight = new Ratio(tender.Criteria[c].WeightPermille, AllPermille);
                return sum + tender.Rounding.Apply(RoundAt.ItemPoints, score * weight);
            }
        );

    /// <summary>Every F is brought over the members' count times a common multiple of the maxima.</summary>
    private List<Ratio> Exact(List<int> bids)
    {
        var multiple = others.Aggregate(
            BigInteger.One,
            (m, c) => m / BigInteger.GreatestCommonDivisor(m, Maximum(c)) * Maximum(c)
        );
        var factors = others.ToDictionary(
            c => c,
            c => tender.Criteria[c].WeightPermille * Full * (multiple / Maximum(c))
        );
        var bottom = AllPermille * counted * multiple;
        return bids.ConvertAll(bid => new Ratio(
            others.Aggregate(BigInteger.Zero, (sum, c) => sum + (factors[c] * Points(bid, c))),
            bottom
        ));
    }

    private BigInteger Maximum(int criterion) => tender.Criteria[criterion].MaxHundredths!.Value;

    /// <summary>The sum of the scores that count, in hundredths.</summary>
    private BigInteger Points(int bid, int criterion)
    {
        var column = columns[Ledger.Column(bid, criterion)];
        return tender.WithoutExtremes ? column.Sum - column.Lowest - column.Highest : column.Sum;
    }

    /// <summary>What all members gave one bid for one criterion.</summary>
    private readonly record struct Column(long Sum, long Lowest, long Highest)
    {
        public Column With(long score) => new(Sum + score, long.Min(Lowest, score), long.Max(Highest, score));
    }
}
