using Trading.Scoring;
using Outcome = Trading.Scoring.Outcome;
using Words = Trading.Scoring.Words;

namespace Trading.Cli;

/// <summary>The objects of <c>--json</c> with more than the rows (docs/spec/scoring.md, section 9).</summary>
internal static class ScoreJson
{
    public static object WithReasons(Counted counted) =>
        new
        {
            counted.Rows,
            counted.Candidates,
            counted.Reasons,
            counted.Corrections,
        };

    public static object Explained(Outcome outcome, Counted counted) =>
        new
        {
            counted.Rows,
            counted.Candidates,
            Excluded = outcome.Excluded.Select(e => new
            {
                Bid = e.BidId,
                Reason = Words.Of(e.Reason),
                e.Rule,
            }),
            Findings = outcome
                .FindAll()
                .Select(f => new
                {
                    Code = f.Word,
                    f.Subject,
                    Value = $"{f.Value}",
                    Limit = $"{f.Limit}",
                    f.Rule,
                }),
            counted.Corrections,
            Derivations = outcome.Rows.Select(r => new { Bid = r.BidId, Terms = r.Explain().Select(Term) }),
        };

    private static object Term(Term term) =>
        new
        {
            Term = term.Name,
            term.Formula,
            Inputs = term.Inputs.Select(i => new { i.Name, i.Value }),
            Value = $"{term.Value}",
            term.Rule,
        };
}
