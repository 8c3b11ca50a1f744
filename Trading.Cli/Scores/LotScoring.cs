using System.Text;
using Trading.Scoring;
using Fault = Trading.Scoring.Fault;

namespace Trading.Cli;

/// <summary>
/// The scoring terms that a lot is published with, checked by both implementations, which must agree
/// (docs/spec/scoring.md, 4.5 and 4.6).
/// </summary>
/// <param name="second">The second implementation.</param>
public sealed class LotScoring(Func<ReadOnlyMemory<byte>, FiledLot, Counted> second)
{
    /// <summary>Both implementations of this program.</summary>
    public static LotScoring Both { get; } =
        new(
            (terms, lot) =>
                Rooms.Counts.SecondCounted.Of(Recount.Recount.CheckTerms(terms, lot.RulePack, lot.PriceKind, lot.Bound))
        );

    /// <summary>For an audit: what is wrong, as one English sentence, or null.</summary>
    public string? Judge(SessionTerms terms, LotTerms lot, string text)
    {
        var (fault, difference) = Find(terms, lot, text);
        return difference is not null ? ScoreWords.English.Describe(difference)
            : fault is not null ? ScoreWords.English.Describe(fault)
            : null;
    }

    /// <summary>
    /// Refuses to publish terms of which both implementations do not say that they are sound. Lots are told one after
    /// the other, each with the first fault.
    /// </summary>
    public void Demand(SessionTerms terms, ScoreWords words)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(words);
        var found = terms
            .Lots.Where(lot => lot.Scoring > 0)
            .Select(lot => (Lot: lot, Found: Find(terms, lot, terms.ScoringOf(lot)!)))
            .ToList();
        if (found.Find(f => f.Found.Difference is not null) is { Lot: { } differing } one)
            throw CountsDiffer.Refuse($"{words.Lot} {differing.Lot}: ", one.Found.Difference!, words);
        var faults = found.Where(f => f.Found.Fault is not null).ToList();
        if (faults.Count > 0)
            throw CommandException.Refused(
                string.Join("\n", faults.Select(f => $"{words.Lot} {f.Lot.Lot}: {words.Describe(f.Found.Fault!)}")),
                faults[0].Found.Fault!.Rule,
                words.ReadNext
            );
    }

    private (Fault? Fault, CellDifference? Difference) Find(SessionTerms terms, LotTerms lot, string text)
    {
        var (bytes, filed) = (
            Encoding.UTF8.GetBytes(text),
            new FiledLot(terms.RulePack.Id, lot.PriceKind.ToString(), lot.Ceiling)
        );
        var fault = Scorer.CheckFiling(bytes, filed);
        return (fault, CellDifference.Of(Counted.Of(fault), second(bytes, filed)));
    }
}
