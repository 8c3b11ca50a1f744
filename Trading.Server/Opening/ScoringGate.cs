using System.Text;
using Trading.Scoring;
using Trading.Server.Requests;
using Fault = Trading.Scoring.Fault;

namespace Trading.Server.Opening;

/// <summary>
/// No tender file goes out whose scores cannot be computed: the scoring terms of every lot are checked before the
/// session is published (docs/spec/scoring.md, 4.5 and 4.6).
/// </summary>
public static class ScoringGate
{
    /// <summary>The first fault of each lot that has one, in their order. The terms are well-formed.</summary>
    public static IReadOnlyList<LotFault> Check(SessionTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return [.. terms.Lots.Select(lot => Find(terms, lot)).OfType<LotFault>()];
    }

    /// <summary>The refusal of a session with such faults; the first one is its rule.</summary>
    public static Refusal Refuse(IReadOnlyList<LotFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var first = faults[0];
        return new Refusal(
            Reason.BadScoring,
            first.Rule,
            $"Lot '{first.Lot}': {first.Code} at {first.Path}: {first.Words.En}"
                + (first.Detail.Length > 0 ? $" ({first.Detail})." : "."),
            "correct-and-prepare-again"
        );
    }

    private static LotFault? Find(SessionTerms terms, LotTerms lot) =>
        terms.ScoringOf(lot) is { } text
        && Scorer.CheckFiling(
            Encoding.UTF8.GetBytes(text),
            new FiledLot(terms.RulePack.Id, lot.PriceKind.ToString(), lot.Ceiling)
        )
            is { } fault
            ? Of(lot.Lot, fault)
            : null;

    private static LotFault Of(string lot, Fault fault)
    {
        var words = FaultWords.All[fault.Code];
        return new(lot, fault.Word, fault.Path, fault.Rule, fault.Detail, new TwoWords(words[1], words[0]));
    }
}
