using Trading.Scoring;
using Trading.Server.Requests;
using Fault = Trading.Scoring.Fault;

namespace Trading.Server.Scores;

/// <summary>Terms that somebody is writing.</summary>
/// <param name="Terms">The text of the file.</param>
public sealed record TermsRequest(string Terms);

/// <summary>What the terms have against them.</summary>
/// <param name="Faults">In the order of the check at filing (docs/spec/scoring.md, 4.5); empty: none.</param>
public sealed record TermsAnswer(IReadOnlyList<TermsFault> Faults);

/// <summary>A fault, in both languages: whoever changes the language does not ask again.</summary>
/// <param name="Code">As the specification spells it.</param>
/// <param name="Path">JSON path.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Detail">Ids and numbers; may be empty.</param>
/// <param name="Words">A sentence.</param>
public sealed record TermsFault(string Code, string Path, string Rule, string Detail, TwoWords Words)
{
    internal static TermsFault Of(Fault fault)
    {
        var words = FaultWords.All[fault.Code];
        return new(fault.Word, fault.Path, fault.Rule, fault.Detail, new TwoWords(words[1], words[0]));
    }
}
