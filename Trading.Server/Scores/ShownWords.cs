using Trading.Scoring;
using Fault = Trading.Scoring.Fault;
using Outcome = Trading.Scoring.Outcome;
using Words = Trading.Scoring.Words;

namespace Trading.Server.Scores;

/// <summary>A result in the words of the command line, in one language.</summary>
internal sealed class ShownWords(bool isChinese)
{
    private const long MostExact = 9_007_199_254_740_991;

    public FaultAnswer Of(Fault fault) =>
        new(fault.Word, fault.Path, fault.Rule, fault.Detail, One(FaultWords.All[fault.Code]));

    public ShownResult Of(Outcome outcome)
    {
        var tender = outcome.Tender;
        string[] items = [.. tender.Criteria.Where(c => c.Kind != CriterionKind.Price).Select(c => c.Id)];
        var explained = outcome.Rows.Select(r => r.Explain()).ToList();
        var told = new ResultWords(outcome, isChinese);
        return new ShownResult(
            Words.Of(tender.Quote),
            tender.Quote == QuoteKind.Amount ? tender.CeilingFen : tender.CeilingMillionths,
            items,
            [.. tender.Bids.Select((_, i) => Of(outcome, i, items, explained, told))],
            [.. outcome.FindAll().Select(f => new ShownFinding(f.Subject, told.Of(f), f.Rule))],
            [.. explained.Select(terms => terms.Select(t => Of(t, told)).ToList())],
            [.. told.Letters(explained.SelectMany(terms => terms)).Select(l => new ShownLetter(l.Letter, l.Meaning))]
        );
    }

    private static ShownBid Of(
        Outcome outcome,
        int index,
        string[] items,
        List<IReadOnlyList<Term>> explained,
        ResultWords told
    )
    {
        var bid = outcome.Tender.Bids[index];
        var at = outcome.Rows.Select((row, i) => (row, i)).Where(r => r.row.BidId == bid.Id).Select(r => (int?)r.i);
        var place = at.FirstOrDefault();
        var row = place is { } p ? outcome.Rows[p] : null;
        return new ShownBid(
            bid.Id,
            bid.PriceFen ?? bid.Millionths,
            row is null ? null : Offered(outcome.Tender, bid, row),
            PriceSweep.CanVary(outcome.Tender, index),
            place,
            row is null ? null : Figure.Of(row.Price),
            row is null ? null : Figure.Of(row.Total - row.Technical),
            place is { } n ? [.. items.Select(item => PointsOf(explained[n], item))] : [],
            row is null ? null : Figure.Of(row.Technical),
            row is null ? null : Figure.Of(row.Total),
            outcome.Reasons.FirstOrDefault(r => r.BidId == bid.Id) is { } reason
                ? new ShownReason(told.Of(reason), reason.Rule)
                : null,
            row?.Rank is { } rank && outcome.Rows.Count(r => r.Rank == rank) > 1
        );
    }

    // Of an amount what the contract would say; a discount stays what was read out. Quantities may make a price that is
    // longer than a number of JSON is read exactly.
    private static long? Offered(Tender tender, Bid bid, Row row)
    {
        if (tender.Quote != QuoteKind.Amount)
            return bid.Millionths;
        var whole = row.Prices.Corrected.Round(0, RoundingMode.HalfUp).Numerator;
        return whole <= MostExact ? (long)whole : null;
    }

    // The last step of a criterion is its points, rounded where that is published.
    private static Figure PointsOf(IReadOnlyList<Term> terms, string item) =>
        Figure.Of(terms.Last(t => t.IsId && t.Name == item).Value);

    private ShownTerm Of(Term term, ResultWords told) =>
        new(told.NameOf(term), TermWords.Formula(term, isChinese), told.Given(term), told.YieldOf(term));

    private string One(string[] words) => words[isChinese ? 1 : 0];
}
